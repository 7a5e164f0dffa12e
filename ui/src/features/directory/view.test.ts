import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { api } from "$lib/client";
import { ownView } from "$lib/ownView.svelte";
import { forget } from "$lib/session.svelte";
import { grid, toggle } from "./view";

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

describe("a column", () => {
  it("is left out and shown again, the others as they were, in the order of the list", () => {
    toggle("home");
    toggle("status");
    expect(ownView().hidden_columns).toEqual(["status", "home"]);
    toggle("home");
    expect(ownView().hidden_columns).toEqual(["status"]);
  });
});
