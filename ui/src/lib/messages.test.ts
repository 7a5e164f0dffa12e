// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
// @ts-expect-error a plain script without types
import { argumentsOf, compile, flatten, parse, types } from "../../scripts/messages.mjs";

/** Compiles one message and says it. */
function said(text: string, args: Record<string, unknown> = {}, tag = "en"): string {
  const source = compile({ key: text }).replace("export default", "return");
  const build = new Function(source)();
  const rules = new Intl.PluralRules(tag);
  const choose = (branches: Record<string, () => string>, key: string) =>
    (branches[key] ?? branches["other"])?.();
  const table = build(
    (n: number) => new Intl.NumberFormat(tag).format(n),
    (n: number, b: Record<string, () => string>) =>
      choose(b, `=${n}` in b ? `=${n}` : rules.select(n)),
    (x: string, b: Record<string, () => string>) => choose(b, x),
    (word: string) => `<${word}>`,
  );
  return typeof table.key === "function" ? table.key(args) : table.key;
}

describe("messages", () => {
  it("say texts, arguments and numbers", () => {
    expect(said("Plain “text” \\ 'it's'")).toBe("Plain “text” \\ 'it's'");
    expect(said("{name} has {n, number}", { name: "Ada", n: 12345 })).toBe("Ada has 12,345");
    expect(said("{a}{b}", { a: 1, b: 2 })).toBe("12");
  });

  it("choose by number and by word, one within the other", () => {
    const text = "{n, plural, =0 {none} one {# user} other {# users}}";
    expect([0, 1, 5000].map((n) => said(text, { n }))).toEqual(["none", "1 user", "5,000 users"]);
    const nested = "{more, select, yes {over {n, plural, one {#} other {#}}} other {{n, number}}}";
    expect(said(nested, { more: "yes", n: 3 })).toBe("over 3");
    expect(said(nested, { more: "no", n: 3 })).toBe("3");
  });

  it("ask for the product's word where it may have one, and take no argument for it", () => {
    expect(said("All {locations}, each {Division}")).toBe("All <locations>, each <Division>");
    expect(argumentsOf(parse("{locations} of {name}"))).toEqual({ name: "string" });
  });

  it("follow the plural rules of the language", () => {
    const text = "{n, plural, one {plik} few {pliki} many {plików} other {pliku}}";
    expect([1, 2, 5].map((n) => said(text, { n }, "pl"))).toEqual(["plik", "pliki", "plików"]);
  });

  it("cannot be made to run what an argument holds", () => {
    expect(said("{name}", { name: "`${alert(1)}`" })).toBe("`${alert(1)}`");
    expect(said('"];alert(1);//')).toBe('"];alert(1);//');
  });

  it.each(["{", "{n, plural, one {x}}", "a } b", "{n, date}", "{1}", "{n, plural, other {x}"])(
    "refuse %j",
    (text) => expect(() => parse(text)).toThrow(),
  );

  it("know the types of their arguments", () => {
    expect(argumentsOf(parse("{a} {n, plural, other {# {b}}}"))).toEqual({
      a: "string",
      n: "number",
      b: "string",
    });
    expect(types({ "x.y": "{n, number}", z: "plain" })).toContain('"x.y": { n: number };');
  });

  it("of the English catalogue all compile, and none shouts or apologises", () => {
    const path = new URL("../../../locales/en.json", import.meta.url);
    const table = flatten(JSON.parse(readFileSync(path, "utf8")));
    for (const [key, text] of Object.entries(table) as [string, string][]) {
      expect(() => parse(text), key).not.toThrow();
      expect(text, key).not.toMatch(/!|oops|sorry|something went wrong|\binvalid\b/i);
    }
  });
});
