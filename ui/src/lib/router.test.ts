import { afterEach, describe, expect, it, vi } from "vitest";
import { go, guardLeaving, match, ownPath, place, query, startRouter } from "./router.svelte";
import { routes } from "../routes";

startRouter();
afterEach(() => go("/", { force: true, replace: true }));

describe("the table of routes", () => {
  it("finds pages and their names", () => {
    expect(match(routes, "/a/northwind/users/usr_1")?.params).toEqual({
      slug: "northwind",
      id: "usr_1",
    });
    expect(match(routes, "/a/northwind/users/new")?.route.path).toBe("/a/:slug/users/new");
    expect(match(routes, "/a/n%20w/users")?.params).toEqual({ slug: "n w" });
  });

  it("knows no other page", () => {
    for (const path of ["/a", "/a/x/y", "/users", "/sign-in/x", "/a/x/users/1/2"]) {
      expect(match(routes, path)).toBeUndefined();
    }
  });

  it("takes a broken escape as it stands", () => {
    expect(match(routes, "/a/%zz/users")?.params["slug"]).toBe("%zz");
  });
});

describe("where sign-in may lead", () => {
  it("to a path of ours", () => {
    expect(ownPath("/a/northwind/users?q=x")).toBe("/a/northwind/users?q=x");
  });
  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "\\/x", "javascript:x", "", "/\tx/"])(
    "not to %j",
    (next) => expect(ownPath(next)).toBeUndefined(),
  );
});

describe("going", () => {
  it("puts the query into the address and takes it out again", () => {
    go("/a/x/users?status=active");
    query({ q: "ada", role: ["a", "b"] });
    expect(place.search).toBe("?status=active&q=ada&role=a&role=b");
    query({ q: undefined, role: undefined, status: undefined });
    expect(location.pathname + location.search).toBe("/a/x/users");
  });

  it("asks before leaving a page with changes, not when its query changes", () => {
    go("/a/x/users/1");
    const confirm = vi.spyOn(window, "confirm").mockReturnValue(false);
    const stop = guardLeaving(
      () => true,
      () => "Leave?",
    );
    query({ q: "x" });
    expect(confirm).not.toHaveBeenCalled();
    // The whole window goes: the browser asks, in its own words.
    const gone = new Event("beforeunload", { cancelable: true });
    dispatchEvent(gone);
    expect([gone.defaultPrevented, confirm.mock.calls.length]).toEqual([true, 0]);
    go("/a/x/users");
    expect(place.path).toBe("/a/x/users/1");
    expect(confirm).toHaveBeenCalledWith("Leave?");
    go("/a/x/users", { force: true });
    expect(place.path).toBe("/a/x/users");
    stop();
    confirm.mockRestore();
  });

  it("follows plain links, leaves the API's and others' alone", () => {
    const click = (href: string, more: MouseEventInit = {}) => {
      const link = document.createElement("a");
      link.href = href;
      document.body.append(link);
      const event = new MouseEvent("click", { bubbles: true, cancelable: true, ...more });
      // jsdom cannot navigate: what we did not take over is stopped at the end.
      addEventListener("click", (late) => late.preventDefault(), { once: true });
      let taken = false;
      link.addEventListener("click", () => {}, { once: true });
      document.addEventListener("click", (e) => (taken = e.defaultPrevented), { once: true });
      link.dispatchEvent(event);
      link.remove();
      return taken;
    };
    expect(click("/a/x/seats")).toBe(true);
    expect(place.path).toBe("/a/x/seats");
    expect(click("/v1/me")).toBe(false);
    expect(click("https://evil.example/")).toBe(false);
    expect(click("/a/x/users", { ctrlKey: true })).toBe(false);
  });

  it("refuses another host", () => {
    expect(() => go("https://evil.example/")).toThrow();
  });
});
