import { describe, expect, it } from "vitest";
import { emailFault } from "./email";
import { isWhole, nameParts, parseEmails, written } from "./emails";

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
      ["Lord Byron", "lord@x.io"],
      ["", "bare@x.io"],
    ]);
  });

  it.each([
    ['"García López, María" <m@x.io>', "María García López", "García López"],
    ["García López, María <m@x.io>", "María García López", "García López"],
    ["a@x.io, Fontaine, Leo <m@x.io>", "Leo Fontaine", "Fontaine"],
    ['"Acme, Inc." <m@x.io>', "Acme, Inc.", ""],
    ['"Martin King, Jr." <m@x.io>', "Martin King, Jr.", ""],
    ['"Ann \\"Annie\\" Lee" <m@x.io>', 'Ann "Annie" Lee', ""],
    ["'Ann Lee' <m@x.io>", "Ann Lee", ""],
    ["\u202eAnn\t Lee\u2069 <m@x.io>", "Ann Lee", ""],
    ["m@x.io <m@x.io>", "", ""],
    ["one, two, Ann Lee <m@x.io>", "Ann Lee", ""],
    ['"open <m@x.io>', "open", ""],
    ["محمد علي <m@x.io>", "محمد علي", ""],
  ])("of %s takes the name", (text, name, family) => {
    const found = parseEmails(text).find((one) => one.text === "m@x.io");
    expect([found?.name, found?.family]).toEqual([name, family]);
  });

  it("keeps a name that only the second mention has", () => {
    const found = parseEmails("ann@x.io; Ann Lee <ANN@x.io>");
    expect(found.map(({ name, text }) => [name, text])).toEqual([["Ann Lee", "ann@x.io"]]);
  });

  it("says that a name is too long, and keeps it", () => {
    const [found] = parseEmails(`${"x".repeat(101)} <m@x.io>`);
    expect(found?.fault).toBe("name_long");
    expect(found?.name.length).toBe(101);
    expect(parseEmails(`${"😀".repeat(100)} <m@x.io>`)[0]?.fault).toBe("none");
  });

  it("writes an entry so that it reads the same again", () => {
    const list =
      'a@x.io; Ann Lee <b@x.io>; "Lee, Ann" <c@x.io>; "Acme, Inc." <d@x.io>; "A \\"B\\" C" <e@x.io>';
    for (const one of parseEmails(list)) expect(parseEmails(written(one))).toEqual([one]);
  });

  it("is not cut inside a quotation or a bracket", () => {
    for (const text of ['"Lee', "Ann <a@x", '"Lee, Ann" <a@x.io']) expect(isWhole(text)).toBe(false);
    for (const text of ["a@x.io", '"Lee, Ann" <a@x.io>', ""]) expect(isWhole(text)).toBe(true);
  });

  it("gives the name in the form that the account keeps", () => {
    const of = (text: string, form: string) => {
      const [one] = parseEmails(text);
      return one && nameParts(one, form);
    };
    expect(of("Ada King Lovelace <a@x.io>", "whole")).toEqual({ name: "Ada King Lovelace" });
    expect(of("Ada King Lovelace <a@x.io>", "parts")).toEqual({
      first_name: "Ada King",
      last_name: "Lovelace",
    });
    expect(of('"García López, María" <a@x.io>', "parts")).toEqual({
      first_name: "María",
      last_name: "García López",
    });
    expect(of("Ada <a@x.io>", "parts")).toEqual({ first_name: "Ada" });
    expect(of("a@x.io", "parts")).toEqual({});
  });

  it("reads a long list, and quotation marks before an address that close nothing", () => {
    const long = Array.from({ length: 500 }, (_, i) => `someone.${i}@northwind.example`);
    // The last two marks are an empty name; what stands before them is no address.
    const found = texts(`${long.join(" ")} ${'"'.repeat(999)} <a@x.io>`);
    expect(found).toEqual([...long, '"'.repeat(997), "a@x.io"]);
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
