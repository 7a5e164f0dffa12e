import { describe, expect, it } from "vitest";
import { kindOf, reasonOf, words } from "./words";

const told = (before: string, after: string) =>
  words(before, after).map(({ text, is }) => (is === "same" ? text : `${is === "gone" ? "-" : "+"}[${text}]`));

describe("what changed in a text", () => {
  it("is told word by word", () => {
    expect(told("Head of sales", "Head of all sales")).toEqual(["Head of ", "+[all ]", "sales"]);
    expect(told("Ann Smith", "Ann Jones")).toEqual(["Ann ", "-[Smith]", "+[Jones]"]);
    expect(told("same", "same")).toEqual(["same"]);
  });

  it("keeps every word of both", () => {
    const [before, after] = ["a b c d e", "c x a e f"];
    const found = words(before, after);
    const of = (out: string) => found.filter(({ is }) => is !== out).map(({ text }) => text).join("");
    expect(of("new").split(/\s+/).join(" ").trim()).toBe(before);
    expect(of("gone").split(/\s+/).join(" ").trim()).toBe(after);
  });
});

describe("a reason", () => {
  it("is what was given as one, and nothing else", () => {
    expect(reasonOf({ reason: "Ticket 4711", until: 7 })).toBe("Ticket 4711");
    for (const none of [undefined, null, "reason", {}, { reason: 7 }, { after: { reason: "no" } }])
      expect(reasonOf(none)).toBe(undefined);
  });
});

describe("a change", () => {
  it("is an addition, a removal or a change", () => {
    const change = (before: unknown, after: unknown) => kindOf({ field: "x", before, after } as never);
    expect(change(null, "7")).toBe("added");
    expect(change("7", null)).toBe("removed");
    expect(change("7", "8")).toBe("changed");
  });
});
