// The texts of the user's language. `t("users.title")` is checked against locales/en.json.
import type { Messages } from "./generated/messages";

type Compiled = Record<string, string | ((args: never) => string)>;
type Branches = Record<string, () => string>;
type Build = (
  n: (value: number) => string,
  plural: (value: number, branches: Branches) => string,
  select: (value: string, branches: Branches) => string,
  word: (name: string) => string,
) => Compiled;

export type Key = keyof Messages;
/** The keys of texts without arguments. */
export type PlainKey = { [K in Key]: Messages[K] extends undefined ? K : never }[Key];

const parts = import.meta.glob<{ default: Build }>("./generated/*.js");
/**
 * Which texts: those of every page, of every page behind sign-in, of an account's, of its seats and
 * owner, of the operators' console, of API keys: each of these comes with those before it. Beside them of joining, of
 * a person's own pages, of the log, of what opens over the list of users, of what a user may do, a
 * product's labels.
 */
export type Part =
  | "entry" | "me" | "rest" | "owning" | "console" | "api_keys"
  | "join" | "own" | "audit" | "panel" | "may" | `blueprint-${string}`;

/** The languages that there are texts in, by tag. */
export const languages = Object.keys(parts)
  .map((path) => /\/([^/.]+)\.entry\.js$/.exec(path)?.[1] ?? "")
  .filter(Boolean)
  .sort();

let table: Compiled = {};
let tag = "en";
let disguise = (texts: Compiled): Compiled => texts;
/** No text is taken before the disguise is there, where one is asked for. */
let disguised: Promise<unknown> = Promise.resolve();
/** The language whose texts are shown: `tag` or what it falls back to. */
let found = "en";
const loading = new Map<Part, Promise<void>>();

/** The BCP 47 tag that dates and numbers are formatted for. */
export function language(): string {
  return tag;
}

/** The one of `languages` that is shown. */
export function shownLanguage(): string {
  return found;
}

/** Loads a language; an unknown one falls back to its base, then to English. */
export async function loadLanguage(wanted: string): Promise<void> {
  const pseudo = wanted === "en-XA" || wanted === "ar-XB";
  const candidates = pseudo ? ["en"] : [wanted, wanted.split("-")[0] ?? "en", "en"];
  found = candidates.find((name) => `./generated/${name}.entry.js` in parts) ?? "en";
  tag = pseudo ? "en" : wanted;
  if (pseudo) disguised = import("./pseudo").then((made) => (disguise = made.disguise));
  await loadPart("entry");
}

export const comesWith: Partial<Record<Part, Part[]>> = {
  console: ["owning"],
  owning: ["rest"],
  api_keys: ["rest"],
  rest: ["me"],
  own: ["me", "join"],
};

/** Loads a part of the texts, once. Fails where it does not come. */
export function loadPart(part: Part): Promise<void> {
  const known = loading.get(part);
  if (known) return known;
  const load = parts[`./generated/${found}.${part}.js`];
  const own = load
    ? Promise.all([load(), disguised]).then(([made]) => install(made.default, tag))
    : Promise.resolve();
  const done = Promise.all([own, ...(comesWith[part] ?? []).map(loadPart)]).then(() => {});
  loading.set(part, done);
  // What did not come may come the next time.
  done.catch(() => loading.delete(part));
  return done;
}

/** Made when the first text asks: making one takes a browser milliseconds, and most texts do not. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The words of the product that is shown, in the reader's language. */
let own: Record<string, string> = {};
/** Ours, as the catalogue has them. */
let usual: Compiled = {};

/** From now on texts say these words of the product instead of ours: location is "depot". */
export function speakOf(words: Record<string, string>): void {
  own = words;
}

/** "location" as it stands in a sentence, "Location" as a label begins. */
function wordFor(name: string): string {
  const first = name.charAt(0).toLowerCase();
  const key = first + name.slice(1);
  const word = own[key] ?? String(usual[`word.${key}`] ?? key);
  return name === key ? word : word.charAt(0).toLocaleUpperCase(tag) + word.slice(1);
}

export function install(build: Build, formatTag: string): void {
  const numbers = lazily(() => new Intl.NumberFormat(formatTag));
  const rules = lazily(() => new Intl.PluralRules(formatTag));
  const pick = (branches: Branches, name: string) => (branches[name] ?? branches["other"])?.() ?? "";
  const texts = build(
    (value) => numbers().format(value),
    (value, branches) =>
      pick(branches, `=${value}` in branches ? `=${value}` : rules().select(value)),
    (value, branches) => pick(branches, value),
    wordFor,
  );
  if ("word.location" in texts) usual = texts;
  table = { ...table, ...disguise(texts) };
}

type Arguments<K extends Key> = Messages[K] extends undefined ? [] : [args: Messages[K]];

export function t<K extends Key>(key: K, ...args: Arguments<K>): string {
  const text = table[key];
  if (typeof text === "function") return (text as (a: unknown) => string)(args[0]);
  return text ?? key;
}

/**
 * The text of a key made at run time (an error key of the server), if there is one and nothing that
 * it asks for is missing.
 */
export function textOf(key: string, args: Record<string, string | number> = {}): string | undefined {
  const text = table[key];
  if (typeof text !== "function") return text;
  let whole = true;
  const given = new Proxy(args, {
    get(all, name: string) {
      if (!(name in all)) whole = false;
      return all[name];
    },
  });
  const made = (text as (a: unknown) => string)(given);
  return whole ? made : undefined;
}
