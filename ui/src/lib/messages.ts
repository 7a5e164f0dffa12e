// The texts of the user's language. `t("users.title")` is checked against locales/en.json.
import type { Messages } from "./generated/messages";

type Compiled = Record<string, string | ((args: never) => string)>;
type Branches = Record<string, () => string>;
type Build = (
  n: (value: number) => string,
  plural: (value: number, branches: Branches) => string,
  select: (value: string, branches: Branches) => string,
) => Compiled;

export type Key = keyof Messages;
/** The keys of texts without arguments. */
export type PlainKey = { [K in Key]: Messages[K] extends undefined ? K : never }[Key];

const languages = import.meta.glob<{ default: Build }>("./generated/*.js");

let table: Compiled = {};
let tag = "en";

/** The BCP 47 tag that dates and numbers are formatted for. */
export function language(): string {
  return tag;
}

/** Loads a language; an unknown one falls back to its base, then to English. */
export async function loadLanguage(wanted: string): Promise<void> {
  const pseudo = wanted === "en-XA" || wanted === "ar-XB";
  const candidates = pseudo ? ["en"] : [wanted, wanted.split("-")[0] ?? "en", "en"];
  const found = candidates.find((name) => `./generated/${name}.js` in languages) ?? "en";
  const load = languages[`./generated/${found}.js`];
  if (!load) throw new Error("no language is built in");
  const build = (await load()).default;
  tag = pseudo ? "en" : wanted;
  install(build, tag);
  if (pseudo) table = (await import("./pseudo")).disguise(table);
}

export function install(build: Build, formatTag: string): void {
  const numbers = new Intl.NumberFormat(formatTag);
  const rules = new Intl.PluralRules(formatTag);
  const pick = (branches: Branches, name: string) => (branches[name] ?? branches["other"])?.() ?? "";
  table = build(
    (value) => numbers.format(value),
    (value, branches) =>
      pick(branches, `=${value}` in branches ? `=${value}` : rules.select(value)),
    (value, branches) => pick(branches, value),
  );
}

type Arguments<K extends Key> = Messages[K] extends undefined ? [] : [args: Messages[K]];

export function t<K extends Key>(key: K, ...args: Arguments<K>): string {
  const text = table[key];
  if (typeof text === "function") return (text as (a: unknown) => string)(args[0]);
  return text ?? key;
}

/** The text of a key made at run time (an error key of the server), if there is one. */
export function textOf(key: string, args: Record<string, string | number> = {}): string | undefined {
  const text = table[key];
  return typeof text === "function" ? (text as (a: unknown) => string)(args) : text;
}
