// Reads a pasted list of addresses: commas, semicolons, spaces, lines, and "Name <a@b>".
// What cannot be an address is kept, so that it can be corrected.

import { emailFault, type EmailFault } from "./email";

export interface EmailEntry {
  text: string;
  name: string;
  fault: EmailFault;
}

/** How many addresses one invitation takes. */
export const mostEmails = 500;

function entry(text: string, name = ""): EmailEntry {
  return { text, name: name.trim(), fault: emailFault(text) };
}

/** The addresses of a text, in order, each once. */
export function parseEmails(text: string): EmailEntry[] {
  const found: EmailEntry[] = [];
  const named = /(?:"([^"]*)"|([^,;\n\r"<>]*?))\s*<\s*([^<>\s]+)\s*>/g;
  let at = 0;
  const plain = (part: string) => {
    for (const word of part.split(/[\s,;]+/)) if (word) found.push(entry(word));
  };
  for (let hit = named.exec(text); hit; hit = named.exec(text)) {
    // Before the name there may be addresses separated by spaces only: "a@b.c Ann <d@e.f>".
    const before = (hit[1] === undefined ? (hit[2] ?? "") : "").split(/\s+/).filter(Boolean);
    const lastAddress = before.findLastIndex((word) => word.includes("@"));
    plain(text.slice(at, hit.index));
    for (const word of before.slice(0, lastAddress + 1)) plain(word);
    const name = hit[1] ?? before.slice(lastAddress + 1).join(" ");
    found.push(entry(hit[3] ?? "", name));
    at = hit.index + hit[0].length;
  }
  plain(text.slice(at));
  return unique(found);
}

/** Of addresses that differ in case only, the first. */
export function unique(entries: EmailEntry[]): EmailEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ text }) => {
    const key = text.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
