import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forget, take } from "$lib/session.svelte";
import type { Me, User } from "$lib/types";
import { rolesText } from "./words";

const role = (key: string) => ({ key, label: key, scopes: [], offered: true });
const lists = { ladders: [], resources: [], fields: [], words: {}, plan: { key: "p", label: "" } };
beforeAll(() =>
  take({
    accounts: [],
    account: { slug: "acme", blueprint: "x", roles: [role("Admin"), role("Billing"), role("User")], ...lists },
  } as unknown as Me),
);
afterAll(forget);

const holding = (...roles: string[]) =>
  ({ roles: roles.map((key) => ({ role: key, label: key })) }) as unknown as User;

describe("roles of a user", () => {
  it("stand in the order in which they are chosen, each once", () => {
    expect(rolesText(holding("User", "Admin", "User", "Billing"))).toBe("Admin, Billing, User");
  });
  it("that the account has no more stand first, and are not lost", () => {
    expect(rolesText(holding("User", "Gone"))).toBe("Gone, User");
  });
});
