/** A name may be written in any script: it stands in a sentence as a part of its own. */
export const apart = (text: string) => `\u2068${text}\u2069`;
