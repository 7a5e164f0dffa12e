import { describe, expect, it } from "vitest";
import {
  givenByRole,
  grantChoices,
  kindsFor,
  sameGrants,
  toggledDefault,
  toggledGrant,
  type GrantDraft,
  type ResourceKind,
} from "./grants";
import { levelChoices, withoutPlaces } from "./levels";
import type { AccountView } from "./types";

const one = (id: string, group?: string) => ({ id, key: id, name: id, ...(group ? { group } : {}) });
const carriers = { key: "carrier", defaults: "per_group" } as ResourceKind;
const costs = { key: "cost", defaults: "one" } as ResourceKind;
const draft: GrantDraft = {
  all: false,
  resources: [one("f1", "FedEx"), one("f2", "FedEx"), one("u1", "UPS")],
  defaults: [one("f1", "FedEx"), one("u1", "UPS")],
};

describe("what somebody may use", () => {
  it("has one default of each group, or one of the kind", () => {
    const next = toggledDefault(carriers, draft, one("f2", "FedEx"));
    expect(next.defaults.map(({ id }) => id)).toEqual(["u1", "f2"]);
    expect(toggledDefault(costs, draft, one("f2")).defaults.map(({ id }) => id)).toEqual(["f2"]);
    expect(toggledDefault(carriers, draft, one("u1", "UPS")).defaults).toHaveLength(1);
  });

  it("loses the default with the grant", () => {
    const next = toggledGrant(draft, one("f1", "FedEx"));
    expect(next.resources.map(({ id }) => id)).toEqual(["f2", "u1"]);
    expect(next.defaults.map(({ id }) => id)).toEqual(["u1"]);
  });

  it("is sent as ids, and all of them without a list", () => {
    expect(grantChoices({ cost: { ...draft, all: true, defaults: [] } })).toEqual([
      { kind: "cost", all: true, resources: [], defaults: [] },
    ]);
  });

  it("is the same in any order", () => {
    const turned = { ...draft, resources: [...draft.resources].reverse() };
    expect(sameGrants({ carrier: draft }, { carrier: turned })).toBe(true);
    expect(sameGrants({ carrier: draft }, { carrier: { ...draft, defaults: [] } })).toBe(false);
  });
});

describe("a form", () => {
  const account = {
    roles: [
      { key: "shipper", uses: ["carrier"], all_of: [] },
      { key: "all", uses: ["carrier", "cost"], all_of: ["cost"] },
      { key: "basic", uses: [], all_of: [] },
    ],
    resources: [carriers, costs],
    ladders: [
      { key: "admin", levels: [{ key: "top", at: "account" }, { key: "local", at: "location" }] },
    ],
  } as unknown as AccountView;

  it("asks for the kinds that the chosen roles use", () => {
    const kinds = (roles: string[]) => kindsFor(account, roles).map(({ key }) => key);
    expect(kinds(["basic"])).toEqual([]);
    expect(kinds(["shipper"])).toEqual(["carrier"]);
    expect(kinds(["all"])).toEqual(["carrier", "cost"]);
    expect(givenByRole(account, ["all"], "cost")).toBe(true);
    expect(givenByRole(account, ["shipper"], "carrier")).toBe(false);
  });

  it("knows the level whose places are not chosen yet", () => {
    expect(withoutPlaces(account, { admin: { level: "local", places: [] } })).toBe("admin");
    expect(withoutPlaces(account, { admin: { level: "top", places: [] } })).toBeUndefined();
    expect(levelChoices({ admin: { level: "", places: [] } })).toEqual([{ ladder: "admin" }]);
  });
});
