import { describe, expect, it } from "vitest";
import { rules } from "./passwords";

describe("a password", () => {
  const context = ["ada.lovelace@x.io", "Ada Lovelace", "Northwind Retail"];
  it("counts characters, not bytes", () => {
    expect(rules("🐢🐢🐢🐢", []).length).toBe(false);
    expect(rules("🐢".repeat(8), []).length).toBe(true);
    expect(rules("a".repeat(257), []).length).toBe(false);
  });
  it.each(["AdaLovelace", "ada.lovelace@x.io", "Ada.Lovelace1", "northwind-retail2026"])(
    "is not %s",
    (text) => expect(rules(text, context).own).toBe(false),
  );
  it("may hold a word of those among others", () => {
    expect(rules("northwind lamp river", context).own).toBe(true);
  });
});
