// The rules for people's passwords that can be told while typing. The server has the last word:
// it also knows the passwords that are often used.

export const shortest = 12;
export const longest = 256;

export interface Rules {
  length: boolean;
  /** Does not hold the person's name, address or the account's name. */
  own: boolean;
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** Context: words that somebody who knows the person would try. */
export function rules(password: string, context: string[]): Rules {
  const length = [...password].length;
  const folded = fold(password);
  const words = context
    .flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 4);
  return {
    length: length >= shortest && length <= longest,
    own: !words.some((word) => folded.includes(word)),
  };
}
