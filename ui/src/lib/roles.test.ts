import { beforeAll, describe, expect, it } from "vitest";
import { loadLanguage, loadPart } from "./messages";
import { aboutRole, newChoice } from "./roles";
import type { AccountView, RoleInfo } from "./types";

const role = (key: string, until?: string) =>
  ({ key, label: key, about: "Does all.", offered: true, ...(until ? { until } : {}) }) as RoleInfo;
const account = {
  roles: [role("user"), role("admin", "2026-11-27T00:00:00Z")],
} as AccountView;

beforeAll(async () => {
  await loadLanguage("en");
  await loadPart("rest");
});

describe("a role that is given", () => {
  it("ends no later than the power of who gives it", () => {
    expect(newChoice(account, "admin")).toEqual({ role: "admin", until: "2026-11-27T00:00:00Z" });
  });
  it("has no end where theirs has none, or where it is not offered at all", () => {
    expect(newChoice(account, "user")).toEqual({ role: "user" });
    expect(newChoice(account, "other")).toEqual({ role: "other" });
  });
  it("says so before", () => {
    expect(aboutRole(role("user"))).toBe("Does all.");
    expect(aboutRole(role("admin", "2026-11-27T00:00:00Z"))).toMatch(/^Does all\. Until .*2026.*, when your own power ends\.$/);
    expect(aboutRole({ ...role("user"), about: "" })).toBeUndefined();
  });
});
