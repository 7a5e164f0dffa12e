import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { api } from "$lib/client";
import { ownView } from "$lib/ownView.svelte";
import { narrow } from "$lib/narrow.svelte";
import { forget, take } from "$lib/session.svelte";
import type { Me } from "$lib/types";
import { grid, template, toggle } from "./view";

const kept = () => Promise.resolve({ response: new Response(null, { status: 204 }) });
beforeAll(() => {
  vi.spyOn(api, "PATCH").mockImplementation(kept as unknown as typeof api.PATCH);
});
afterAll(() => {
  vi.restoreAllMocks();
  forget();
});

describe("the grid of the list", () => {
  it("has a column for each that is shown", () => {
    expect(grid([], false).split(") ").length).toBe(2);
    expect(grid(["status", "home"], true)).toContain("minmax(120px, 1.6fr) 44px");
  });
});

describe("a card on a phone", () => {
  const lists = { roles: [], ladders: [], resources: [], fields: [], words: {}, plan: { key: "p", label: "" } };
  const may = (...acts: string[]) =>
    take({
      accounts: [],
      account: { slug: "a", blueprint: "x", can: Object.fromEntries(acts.map((act) => [act, "all"])), ...lists },
    } as unknown as Me);

  it("has room for a menu only where there may be one", async () => {
    const phone = vi.spyOn(narrow, "now", "get").mockReturnValue(true);
    await may("users.view", "audit.view");
    expect(template(["status"], false, false)).toBe("minmax(0, 1fr) auto 4px");
    await may("users.view", "users.invite");
    expect(template(["status"], false, false)).toBe("minmax(0, 1fr) auto 44px");
    phone.mockRestore();
    forget();
  });
});

describe("a column", () => {
  it("is left out and shown again, the others as they were, in the order of the list", () => {
    toggle("home");
    toggle("status");
    expect(ownView().hidden_columns).toEqual(["status", "home"]);
    toggle("home");
    expect(ownView().hidden_columns).toEqual(["status"]);
  });
});
