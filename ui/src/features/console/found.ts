// What the server finds of itself, as it says it in its log: one text for a terminal and a page, in
// English for every reader, its moments and sizes too.
import { inZone } from "$lib/zone";

const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** Room that is more than one reads at a glance in MiB. */
const much = /\b(\d{4,}) MiB\b/g;
const inGib = (mib: number) =>
  `${new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(mib / 1024)} GiB`;
const at = (iso: string) =>
  new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "long", ...inZone() }).format(new Date(iso));
const asRead = (text: string) =>
  text.replace(moment, at).replace(much, (_, mib: string) => inGib(Number(mib)));

export interface Part {
  text: string;
  /** A command or a name, which stands in backticks. */
  code: boolean;
}

/** Its parts, with moments in the reader's zone and sizes at a glance. */
export function partsOf(text: string): Part[] {
  return text
    .split("`")
    .map((part, i) => ({ text: i % 2 ? part : asRead(part), code: i % 2 === 1 }))
    .filter((part) => part.text);
}
