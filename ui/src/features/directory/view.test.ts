import { beforeEach, describe, expect, it } from "vitest";
import type { AccountView } from "$lib/types";
import { grid, View, viewOf } from "./view.svelte";

const account = (id: string, user: string) => ({ id, user: { id: user } }) as AccountView;

describe("the view of the list", () => {
  beforeEach(() => localStorage.clear());

  it("is kept for each user of each account", () => {
    viewOf(account("acc_1", "usr_1")).toggle("roles");
    viewOf(account("acc_1", "usr_1")).stand(true);
    expect(viewOf(account("acc_2", "usr_1")).hidden).toEqual([]);
    expect(viewOf(account("acc_1", "usr_2")).close).toBe(false);
    const again = viewOf(account("acc_1", "usr_1"));
    expect([again.hidden, again.close]).toEqual([["roles"], true]);
  });

  it("shows a column again that was left out", () => {
    const view = new View("one");
    view.toggle("home");
    view.toggle("status");
    expect(view.hidden).toEqual(["status", "home"]);
    view.toggle("home");
    expect(new View("one").hidden).toEqual(["status"]);
  });

  it("is as for everybody where something else is stored", () => {
    for (const text of ["", "no json", "null", "7", '{"hidden":"all","close":1}', '{"hidden":["x"]}']) {
      localStorage.setItem("two", text);
      const view = new View("two");
      expect([view.hidden, view.close]).toEqual([[], false]);
    }
  });

  it("has a column of the grid for each that is shown", () => {
    expect(grid([], false).split(") ").length).toBe(2);
    expect(grid(["status", "home"], true)).toContain("minmax(120px, 1.6fr) 44px");
  });
});
