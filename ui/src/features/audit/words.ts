// Words around an event.
import { t } from "$lib/messages";
import type { AuditEvent } from "$lib/types";

/** Where it happened, as far as the reader may know. */
export function placeOf(event: AuditEvent): string {
  if (event.place) return event.place.name;
  return event.elsewhere && !event.moved_to ? t("audit.elsewhere") : "";
}

/** What whoever did it gave as the reason: of suspending, closing, looking in for support. */
export function reasonOf(details: unknown): string | undefined {
  if (typeof details !== "object" || details === null || !("reason" in details)) return undefined;
  return typeof details.reason === "string" ? details.reason : undefined;
}

export type Change = NonNullable<AuditEvent["changes"]>[number];
export type Kind = "added" | "removed" | "changed";

export function kindOf(change: Change): Kind {
  const none = (value: unknown) => value === null || value === undefined || value === "";
  if (none(change.before)) return "added";
  return none(change.after) ? "removed" : "changed";
}

export interface Word {
  text: string;
  is: "same" | "gone" | "new";
}

const mostWords = 200;

/** What of a text went and what came, word by word; long texts are told as a whole. */
export function words(before: string, after: string): Word[] {
  const split = (text: string) => text.split(/(\s+)/).filter(Boolean);
  const a = split(before);
  const b = split(after);
  if (a.length > mostWords || b.length > mostWords) {
    return [
      { text: before, is: "gone" },
      { text: after, is: "new" },
    ];
  }
  // The longest row of words that both have, from the end.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const found: Word[] = [];
  const add = (text: string, is: Word["is"]) => {
    const last = found.at(-1);
    if (last?.is === is) last.text += text;
    else found.push({ text, is });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(a[i] ?? "", "same");
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      add(a[i++] ?? "", "gone");
    } else {
      add(b[j++] ?? "", "new");
    }
  }
  return found;
}
