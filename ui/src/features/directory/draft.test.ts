import { describe, expect, it } from "vitest";
import type { AccountView, User } from "$lib/types";
import { changedParts, choicesOf, draftOf, merge, patchOf } from "./draft";

const user = {
  name: "Ada Lovelace",
  first_name: "Ada",
  last_name: "Lovelace",
  home: { id: "plc_1", name: "Lisbon" },
  roles: [
    { role: "user", label: "User", at_home: true },
    { role: "admin", label: "Admin", at_home: false, place: { id: "plc_2", name: "Porto" } },
    { role: "boss", label: "Boss", at_home: false },
  ],
  levels: [
    { ladder: "admin", level: "location", places: [{ id: "plc_1", name: "Lisbon" }] },
    { ladder: "analytic", level_label: "None", places: [] },
  ],
  fields: { employee_id: "7" },
} as unknown as User;
const base = draftOf(user);

describe("a draft of a user", () => {
  it("has no changes at first, whatever the order of roles", () => {
    expect(changedParts(base, { ...base, roles: [...base.roles].reverse() })).toEqual([]);
    expect(patchOf(base, base, "whole")).toBeUndefined();
  });

  it("sends only what changed, in the account's form of names", () => {
    const next = { ...base, name: " Ada King ", first_name: "Ada K", home: "account" };
    expect(patchOf(base, next, "whole")).toEqual({ name: "Ada King", home: "account" });
    expect(patchOf(base, next, "parts")).toEqual({ first_name: "Ada K", home: "account" });
    expect(patchOf(base, { ...base, fields: { employee_id: "8", team: "" } }, "whole")).toEqual({
      fields: { employee_id: "8" },
    });
  });

  it("leaves held roles where they are held", () => {
    expect(choicesOf(user, ["user", "admin", "boss", "new"])).toEqual([
      { role: "user" },
      { role: "admin", place: "plc_2" },
      { role: "boss", place: "account" },
      { role: "new" },
    ]);
  });

  it("gives new ones for as long as the giver's own power lasts", () => {
    const until = "2026-11-27T00:00:00Z";
    const account = { levels: [], places: [], roles: [{ key: "new", until }] } as unknown as AccountView;
    expect(choicesOf(user, ["user", "new"], account)).toEqual([
      { role: "user" },
      { role: "new", until },
    ]);
  });

  it("gives somebody from elsewhere new ones where they are seen, not at their home", () => {
    const place = { id: "plc_2", name: "Porto" };
    const account = {
      levels: ["location"],
      places: [{ ...place, level: "location" }],
      can: { "users.view": ["plc_2"] },
      roles: [],
    } as unknown as AccountView;
    const roles = [{ role: "admin", label: "Admin", at_home: false, place }];
    const seen = { ...user, home: undefined, roles } as unknown as User;
    const given = [
      { role: "admin", place: "plc_2" },
      { role: "new", place: "plc_2" },
    ];
    expect(choicesOf(seen, ["admin", "new"], account)).toEqual(given);
    const whole = { ...account, can: { "users.view": "all" as const } };
    expect(choicesOf(seen, ["new"], whole)).toEqual([{ role: "new" }]);
  });

  it("takes in what others changed, and asks only about what both did", () => {
    const mine = { ...base, name: "Ada King", home: "plc_2" };
    const theirs = { ...base, name: "Ada Byron", roles: ["user"] };
    const met = merge(base, mine, theirs);
    expect(met.conflicts).toEqual(["name"]);
    expect(met.draft).toMatchObject({ name: "Ada King", home: "plc_2", roles: ["user"] });
  });

  it("sees no conflict where both did the same", () => {
    const both = { ...base, name: "Ada King" };
    expect(merge(base, both, both).conflicts).toEqual([]);
  });
});
