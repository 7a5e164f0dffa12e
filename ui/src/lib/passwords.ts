// The rules for people's passwords that can be told while typing. The server has the last word:
// it also knows the passwords that are often used.

/** Characters; 15 or more are better. */
export const shortest = 8;
export const longest = 256;

export interface Rules {
  length: boolean;
  /** Is not the person's name, address, or the name of the account or product. */
  own: boolean;
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
}

/** Context: what somebody who knows the person would try first. */
export function rules(password: string, context: string[]): Rules {
  const length = [...password].length;
  const folded = fold(password).replace(/\d+$/, "");
  const words = context.flatMap((text) => [text, text.split("@")[0] ?? ""]).map(fold);
  return {
    length: length >= shortest && length <= longest,
    own: folded === "" || !words.includes(folded),
  };
}
