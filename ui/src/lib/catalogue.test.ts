// @vitest-environment node
// The catalogue: what each language must have, and the errors that a page can meet.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
// @ts-expect-error a plain script without types
import { argumentsOf, flatten, parse } from "../../scripts/messages.mjs";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const texts = (tag: string): Record<string, string> => flatten(JSON.parse(read(`locales/${tag}.json`)));
const english = texts("en");
const others = readdirSync(new URL("locales/", root))
  .map((name) => name.replace(/\.json$/, ""))
  .filter((tag) => tag !== "en");

describe("errors", () => {
  /** Said by the program to whoever runs it, or to a client that is no page of ours. */
  const noPage =
    /^(app|backup|blueprints|check|cli|events|jobs|json|mail)\.|^store\.(?!busy|unavailable|commit_failed)|^idempotency\.(?!secret_shown)|^http\.(?!version|busy|too_large|origin|timeout)|^(time|id)\.|^accounts\.blueprint_missing|^passwords\.list_unusable|^audit\.not_an_export/;

  function keys(): [string, string][] {
    return readdirSync(new URL("src/", root)).flatMap((folder) => {
      let text = "";
      try {
        text = read(`src/${folder}/errors.def`);
      } catch {
        return [];
      }
      const found = text.matchAll(/USHER_ERROR\(\s*"([^"]+)",\s*\w+,\s*"((?:\\.|[^"\\])*)"/g);
      return [...found].map((one): [string, string] => [one[1] ?? "", one[2] ?? ""]);
    });
  }

  it("that a page can meet all have a text", () => {
    const without = keys().filter(([key]) => !noPage.test(key) && !(`error.${key}` in english));
    expect(without.map(([key]) => key)).toEqual([]);
  });

  it("have texts that ask for no more than the server gives", () => {
    for (const [key, said] of keys()) {
      const given = [...said.matchAll(/\{(\w+)\}/g)].map((one) => one[1]);
      // Told by the page as one says it: 57 minutes.
      if (given.includes("retry_after_s")) given.push("wait");
      // Told by the page in its own words, by the form that is expected.
      if (key === "users.field") given.push("form");
      const asked = Object.keys(argumentsOf(parse(english[`error.${key}`] ?? "")));
      expect(given, key).toEqual(expect.arrayContaining(asked));
    }
  });

  it("have no text for what the server does not say", () => {
    const said = new Set(keys().map(([key]) => key));
    const ours = ["aborted", "offline", "unknown"];
    const idle = Object.keys(english)
      .filter((key) => key.startsWith("error."))
      .map((key) => key.slice("error.".length))
      .filter((key) => !said.has(key) && !ours.includes(key));
    expect(idle).toEqual([]);
  });
});

describe("what a product may call otherwise", () => {
  const fixed: Record<string, RegExp> = { en: /\b(location|division)s?\b/i, de: /Standort/ };
  it.each(Object.keys(fixed))("is called by its word in every text of a page: %s", (tag) => {
    const named = Object.entries(texts(tag)).filter(([key, text]) => {
      if (/^(mail|blueprint|word)\./.test(key)) return false;
      return fixed[tag]?.test(text.replace(/\{\w+\}/g, ""));
    });
    expect(named).toEqual([]);
  });
});

describe("one thing, one name", () => {
  /** What else has been said for it, and where those words are right: they name another thing. */
  const strays: Record<string, [said: RegExp, unless?: RegExp][]> = {
    de: [
      [/\bfreig[ea]b/i, /^error\.grants\./],
      [/\btilg/i],
      [/Zugriffsebene/],
      [/Konto weiter(zu)?geben/],
      [/\bgeben und nehmen\b/i],
    ],
  };
  it.each(Object.keys(strays))("in the language %s", (tag) => {
    const found = Object.entries(texts(tag)).filter(([key, text]) =>
      strays[tag]?.some(([said, unless]) => said.test(text) && !unless?.test(key)),
    );
    expect(found).toEqual([]);
  });
});

describe.each(others)("the language %s", (tag) => {
  const own = texts(tag);
  /** Each choice of a text, with what it asks for: in another language it may stand elsewhere. */
  const asks = (text: string) => Object.entries(argumentsOf(parse(text))).sort();

  it("has every text of the English catalogue, and no other but a product's labels", () => {
    const mine = Object.keys(own).filter((key) => !key.startsWith("blueprint."));
    expect(Object.keys(english).filter((key) => !(key in own))).toEqual([]);
    expect(mine.filter((key) => !(key in english))).toEqual([]);
  });

  it("is translated: what reads the same in both languages is a name or a word of both", () => {
    const words = (text: string) => /\p{L}{3}/u.test(text.replace(/\{[^{}]*\}/g, ""));
    const same = Object.entries(own).filter(([key, text]) => english[key] === text && words(text));
    const both = /^(mail\.month\.\d+|(audit\.)?field\.(name|status|optional)|operator\.status|audit\.actor_name\.system)$/;
    expect(same.filter(([key]) => !both.test(key))).toEqual([]);
  });

  it("has texts with the arguments of the English ones", () => {
    const asked = (table: Record<string, string>) =>
      Object.keys(own)
        .filter((key) => key in english)
        .map((key) => [key, asks(table[key] ?? "")]);
    expect(asked(own)).toEqual(asked(english));
  });

  it("does not break the E from the mail in running text", () => {
    const broken = Object.entries(own).filter(([key, text]) => !key.startsWith("mail.") && /\s/.test(text) && /\bE-Mail/.test(text));
    expect(broken).toEqual([]);
  });

  it("neither shouts nor apologises", () => {
    for (const [key, text] of Object.entries(own)) {
      expect(text, key).not.toMatch(/!|\bungültig|\bleider\b|Entschuldigung|etwas ist schief/i);
    }
  });
});
