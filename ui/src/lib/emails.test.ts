import { describe, expect, it } from "vitest";
import { emailFault } from "./email";
import { parseEmails } from "./emails";

const texts = (list: string) => parseEmails(list).map((entry) => entry.text);

describe("a pasted list of addresses", () => {
  it("takes commas, semicolons, spaces and lines", () => {
    expect(texts("a@x.io, b@x.io;c@x.io d@x.io\ne@x.io\r\n\tf@x.io")).toEqual(
      ["a", "b", "c", "d", "e", "f"].map((name) => `${name}@x.io`),
    );
  });

  it("reads names before brackets", () => {
    const found = parseEmails('Ada Lovelace <ada@x.io>, "Byron, Lord" <lord@x.io>; <bare@x.io>');
    expect(found.map(({ name, text }) => [name, text])).toEqual([
      ["Ada Lovelace", "ada@x.io"],
      ["Byron, Lord", "lord@x.io"],
      ["", "bare@x.io"],
    ]);
  });

  it("finds an address that only a space parts from the next name", () => {
    expect(parseEmails("a@x.io Ann Lee <ann@x.io> z@x.io").map((e) => [e.text, e.name])).toEqual([
      ["a@x.io", ""],
      ["ann@x.io", "Ann Lee"],
      ["z@x.io", ""],
    ]);
  });

  it("keeps what is no address, and each once", () => {
    expect(texts("tom@northwind, tom@northwind TOM@northwind ok@x.io OK@x.io")).toEqual([
      "tom@northwind",
      "ok@x.io",
    ]);
  });

  it("makes nothing of nothing", () => {
    expect(texts("  , ;\n\n ")).toEqual([]);
  });
});

describe("what is wrong with an address", () => {
  const faults: [string, string][] = [
    ["ada@x.io", "none"],
    ["ada+tag@sub.x.example", "none"],
    ["jürgen@bücher.example", "none"],
    ["ada", "no_at"],
    ["@x.io", "no_local"],
    ["ada@x", "no_dot"],
    ["ada@x.", "bad_sign"],
    [".ada@x.io", "bad_sign"],
    ["a..b@x.io", "bad_sign"],
    ["a@b@x.io", "bad_sign"],
    ["a b@x.io", "bad_sign"],
    ["ada@-x.io", "bad_sign"],
    [`${"a".repeat(65)}@x.io`, "too_long"],
    [`a@${"x".repeat(250)}.io`, "too_long"],
  ];
  it.each(faults)("%s: %s", (address, fault) => {
    expect(emailFault(address)).toBe(fault);
  });
});
