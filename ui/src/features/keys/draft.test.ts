import { describe, expect, it } from "vitest";
import type { AccountView, ServiceUser } from "$lib/types";
import { choicesOf, draftOf, merge, partsChanged } from "./draft";

const account = { roles: [{ key: "clerk" }, { key: "guest", until: "2027-01-01T00:00:00Z" }] } as AccountView;
const user = {
  name: "Reports",
  roles: [
    { role: "clerk", label: "Clerk", at_home: true },
    { role: "clerk", label: "Clerk", at_home: false, place: { id: "pla_1", name: "Boston" } },
  ],
} as unknown as ServiceUser;

describe("the form of a service user", () => {
  it("has each role once, and no change at first", () => {
    expect(draftOf(user)).toEqual({ name: "Reports", roles: ["clerk"] });
    expect(partsChanged(draftOf(user), { name: " Reports ", roles: ["clerk"] })).toEqual([]);
  });

  it("leaves held roles where they are held, and gives new ones no longer than the giver holds them", () => {
    expect(choicesOf(account, user, ["clerk", "guest"])).toEqual([
      { role: "clerk" },
      { role: "clerk", place: "pla_1" },
      { role: "guest", until: "2027-01-01T00:00:00Z" },
    ]);
  });

  it("takes another's change where it made none, and asks where both made one", () => {
    const base = { name: "Reports", roles: ["clerk"] };
    const mine = { name: "Nightly reports", roles: ["clerk"] };
    expect(merge(base, mine, { name: "Reports", roles: [] })).toEqual({
      draft: { name: "Nightly reports", roles: [] },
      conflicts: [],
    });
    expect(merge(base, mine, { name: "Monthly reports", roles: [] }).conflicts).toEqual(["name"]);
    expect(merge(base, mine, { ...mine }).conflicts).toEqual([]);
  });
});
