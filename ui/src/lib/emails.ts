// Reads a pasted list of addresses: commas, semicolons, spaces, lines, and "Name <a@b>".
// What cannot be an address is kept, so that it can be corrected.

import { emailFault, mostName, type EmailFault } from "./email";

export interface EmailEntry {
  text: string;
  /** As people say it: "Ada Lovelace"; empty where there is none. */
  name: string;
  /** The end of `name` that is the family's, where the list told: "Lovelace, Ada". */
  family: string;
  fault: EmailFault | "name_long";
}

/** How many addresses one invitation takes. */
export const mostEmails = 500;

/** Signs that no name holds: controls, line ends, and what turns the reading direction. */
const notInName = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
/** What stands behind a comma and is no first name. */
const title =
  /^(inc|ltd|llc|llp|co|corp|plc|gmbh|ag|kg|ohg|ug|se|e\. ?v|s\.?a|b\.?v|jr|sr|ii|iii|iv|ph\. ?d|m\. ?d|mba)\.?$/i;

function person(text: string): { name: string; family: string } {
  const name = text.replace(notInName, " ").replace(/\s+/g, " ").trim().replace(/^'(.*)'$/, "$1");
  // Programs put the address where they know no name.
  if (name.includes("@")) return { name: "", family: "" };
  const [family = "", given = "", ...more] = name.split(",").map((part) => part.trim());
  if (!family || !given || more.length || title.test(given)) return { name, family: "" };
  return { name: `${given} ${family}`, family };
}

function entry(text: string, named = ""): EmailEntry {
  const { name, family } = person(named);
  const fault = emailFault(text);
  const long = [...name].length > mostName;
  return { text, name, family, fault: fault === "none" && long ? "name_long" : fault };
}

/** What stands before "<a@b>": other addresses, and the name at its end. */
function nameAtEnd(text: string): [before: string, name: string] {
  const quoted = /"((?:[^"\\]|\\.)*)"\s*$/.exec(text);
  if (quoted) return [text.slice(0, quoted.index), (quoted[1] ?? "").replace(/\\(.)/g, "$1")];
  let from = Math.max(...[";", "\n", "\r", '"'].map((sign) => text.lastIndexOf(sign))) + 1;
  // On the same line there may be addresses: "a@b.c, Ann <d@e.f>", or parted by a space only.
  const address = text.lastIndexOf("@");
  if (address >= from) from = address + (/^@[^\s,]*/.exec(text.slice(address))?.[0].length ?? 1);
  const rest = text.slice(from).replace(/^[\s,]+/, "");
  const commas = rest.split(",");
  const name = commas.length > 2 ? (commas.at(-1) ?? "") : rest;
  return [text.slice(0, text.length - name.length), name];
}

/** The addresses of a text, in order, each once. */
export function parseEmails(text: string): EmailEntry[] {
  const found: EmailEntry[] = [];
  const plain = (part: string) => {
    for (const word of part.split(/[\s,;]+/)) if (word) found.push(entry(word));
  };
  let at = 0;
  for (const hit of text.matchAll(/<\s*([^<>\s]+)\s*>/g)) {
    const [before, name] = nameAtEnd(text.slice(at, hit.index));
    plain(before);
    found.push(entry(hit[1] ?? "", name));
    at = hit.index + hit[0].length;
  }
  plain(text.slice(at));
  return unique(found);
}

/** Of addresses that differ in case only, the first; with its name, whichever of them had one. */
export function unique(entries: EmailEntry[]): EmailEntry[] {
  const kept = new Map<string, EmailEntry>();
  for (const one of entries) {
    const key = one.text.toLowerCase();
    const before = kept.get(key);
    if (!before) kept.set(key, one);
    else if (!before.name && one.name) kept.set(key, { ...one, text: before.text });
  }
  return [...kept.values()];
}

/** As it can be typed again: parseEmails() of it gives the same. */
export function written({ text, name, family }: EmailEntry): string {
  if (!name) return text;
  const whole = family ? `${family}, ${name.slice(0, -family.length).trim()}` : name;
  return `${/[,;<>"\\]/.test(whole) ? `"${whole.replace(/["\\]/g, "\\$&")}"` : whole} <${text}>`;
}

/** Is the text whole, so that a comma or a space ends it: no quotation or bracket stands open. */
export function isWhole(text: string): boolean {
  const open = text.lastIndexOf("<") > text.lastIndexOf(">");
  return !open && (text.match(/"/g)?.length ?? 0) % 2 === 0;
}

/** The name in the form of the account, as the server takes it. */
export function nameParts(
  { name, family }: EmailEntry,
  form: string,
): { name?: string; first_name?: string; last_name?: string } {
  if (!name) return {};
  if (form === "whole") return { name };
  const cut = family ? name.length - family.length - 1 : name.lastIndexOf(" ");
  if (cut < 0) return { first_name: name };
  return { first_name: name.slice(0, cut), last_name: name.slice(cut + 1) };
}
