// What the server finds of itself, as it says it in its log: one text for a terminal and a page.
import { exactly } from "$lib/format";
import { language } from "$lib/messages";

const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** Room that is more than one reads at a glance in MiB. */
const much = /\b(\d{4,}) MiB\b/g;
const inGib = (mib: number) =>
  `${new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(mib / 1024)} GiB`;
const asRead = (text: string) =>
  text.replace(moment, (iso) => exactly(iso)).replace(much, (_, mib: string) => inGib(Number(mib)));

export interface Part {
  text: string;
  /** A command or a name, which stands in backticks. */
  code: boolean;
}

/** Its parts, with moments and sizes as the reader writes them. */
export function partsOf(text: string): Part[] {
  return text
    .split("`")
    .map((part, i) => ({ text: i % 2 ? part : asRead(part), code: i % 2 === 1 }))
    .filter((part) => part.text);
}
