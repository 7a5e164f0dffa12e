// Dates, numbers and names as the reader writes them.
import { language, t } from "./messages";
import { inZone } from "./zone";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Format = Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat | Intl.ListFormat;
const formats = new Map<string, Format>();
function cached<T extends Format>(name: string, make: (tag: string) => T): T {
  const key = `${language()} ${inZone().timeZone ?? ""} ${name}`;
  const known = formats.get(key) as T | undefined;
  if (known) return known;
  const made = make(language());
  formats.set(key, made);
  return made;
}

export function number(value: number): string {
  return cached("n", (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** A while, as one says it: 45 seconds, 57 minutes, 3 hours. */
export function lasting(seconds: number): string {
  const [unit, n] =
    seconds > 5400
      ? ["hour", Math.ceil(seconds / 3600)]
      : seconds > 90
        ? ["minute", Math.ceil(seconds / 60)]
        : ["second", Math.max(1, seconds)];
  return cached(`u${unit}`, (tag) =>
    new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }),
  ).format(n);
}

/**
 * "3 hours ago" under seven days, the date after that. Ahead too, to the nearest: what was sent for
 * seven days a minute ago ends "in 7 days", not in 6; and in hours where a day more or less is much.
 */
export function when(iso: string, now = Date.now()): string {
  const then = Date.parse(iso);
  const distance = then - now;
  const size = Math.abs(distance);
  const relative = cached("r", (tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
  if (size < minute) return t("time.now");
  if (distance > 0 && size < 7 * day) {
    const ahead = cached("ra", (tag) => new Intl.RelativeTimeFormat(tag));
    if (size < 59.5 * minute) return ahead.format(Math.round(size / minute), "minute");
    if (size < 1.5 * day) return ahead.format(Math.round(size / hour), "hour");
    return ahead.format(Math.round(size / day), "day");
  }
  if (size < hour) return relative.format(Math.trunc(distance / minute), "minute");
  if (size < day) return relative.format(Math.trunc(distance / hour), "hour");
  if (size < 7 * day) return relative.format(Math.trunc(distance / day), "day");
  const yearOf = (at: number) =>
    cached("y", (tag) => new Intl.DateTimeFormat(tag, { year: "numeric", ...inZone() })).format(at);
  const sameYear = yearOf(then) === yearOf(now);
  return cached(sameYear ? "dm" : "dmy", (tag) =>
    new Intl.DateTimeFormat(tag, {
      day: "numeric",
      month: "short",
      ...inZone(),
      ...(sameYear ? {} : { year: "numeric" }),
    }),
  ).format(then);
}

/** The exact time with its zone. */
export function exactly(iso: string): string {
  return cached("exact", (tag) =>
    new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "long", ...inZone() }),
  ).format(new Date(iso));
}

/** For the log: day, seconds and zone in one line. */
export function precisely(iso: string): string {
  return cached("precise", (tag) =>
    new Intl.DateTimeFormat(tag, {
      year: "numeric",
      month: "short",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
    }),
  ).format(new Date(iso));
}

export function list(items: string[]): string {
  return cached("list", (tag) => new Intl.ListFormat(tag, { type: "conjunction" })).format(items);
}

/** Up to two letters that stand for a person. */
export function initials(name: string, email = ""): string {
  const all = (name.trim() || email).replace(/@.*/, "").split(/[\s._-]+/).filter(Boolean);
  const words = all.some(isWord) ? all.filter(isWord) : all;
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map(firstLetter).join("").toLocaleUpperCase(language());
}

/** What stands in brackets or for itself, such as "(deleted)", is no part of a name. */
const isWord = (word: string) => /^[\p{L}\p{N}\p{So}]/u.test(word);

/** What a reader takes for the first letter: a list asks for it with each row. */
function firstLetter(word = ""): string {
  if (/^[!-~À-ɏ]([!-~À-ɏ]|$)/.test(word)) return word.charAt(0);
  return segments(word)[Symbol.iterator]().next().value?.segment ?? "";
}
let segmenter: Intl.Segmenter | undefined;
const segments = (text: string) => (segmenter ??= new Intl.Segmenter()).segment(text);

/** As the server's search folds: marks of Latin letters go, and strokes that are no marks. */
const marks = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+/g;
const plain: Record<string, string> = { ø: "o", ł: "l", đ: "d", æ: "ae", ı: "i", ß: "ss", ς: "σ" };
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(marks, "")
    .replace(/[øłđæıßς]/g, (letter) => plain[letter] ?? letter);
}

export interface Piece {
  text: string;
  hit: boolean;
}

/** Splits a text where it holds one of the searched words (case and accents aside). */
export function pieces(text: string, search: string): Piece[] {
  const words = search.split(/\s+/).map(fold).filter(Boolean);
  if (words.length === 0 || !text) return [{ text, hit: false }];
  // Most names and all addresses are letters that are what they seem, each of them one character.
  const plainly = /^[ -~À-ɏ]*$/.test(text);
  const letters = plainly ? text.split("") : Array.from(segments(text), (one) => one.segment);
  const folded = letters.map((letter) => (/^[ -~]$/.test(letter) ? letter.toLowerCase() : fold(letter)));
  const starts: number[] = [];
  let joined = "";
  for (const letter of folded) {
    starts.push(joined.length);
    joined += letter;
  }
  const hit = new Array<boolean>(letters.length).fill(false);
  for (const word of words) {
    for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, at + 1)) {
      for (let i = 0; i < letters.length; i++) {
        const start = starts[i] ?? 0;
        const size = folded[i]?.length ?? 0;
        if (start < at + word.length && start + size > at) hit[i] = true;
      }
    }
  }
  const out: Piece[] = [];
  letters.forEach((letter, i) => {
    const last = out[out.length - 1];
    if (last && last.hit === hit[i]) last.text += letter;
    else out.push({ text: letter, hit: hit[i] ?? false });
  });
  return out;
}
