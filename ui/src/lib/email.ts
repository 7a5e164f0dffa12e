// What is wrong with an address, as far as that can be seen before it is asked for.

export type EmailFault = "none" | "no_at" | "no_local" | "no_dot" | "bad_sign" | "too_long";

/** How many characters a name has, as everywhere. */
export const mostName = 100;

export function emailFault(text: string): EmailFault {
  const at = text.lastIndexOf("@");
  if (at < 0) return "no_at";
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (!local) return "no_local";
  if (text.length > 254 || new TextEncoder().encode(local).length > 64) return "too_long";
  if (/[\s,;<>()[\]\\"\u0000-\u001f]/.test(text) || local.includes("@")) return "bad_sign";
  if (/^\.|\.$|\.\./.test(local) || /^[.-]|[.-]$|\.\./.test(domain)) return "bad_sign";
  if (!/^[^.]+(\.[^.]+)+$/.test(domain)) return "no_dot";
  return "none";
}
