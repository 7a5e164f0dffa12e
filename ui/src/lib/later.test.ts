import { afterEach, describe, expect, it, vi } from "vitest";
import { Later, missedByPress } from "./later.svelte";
import { install } from "./messages";
import { reached, unreachable } from "./online.svelte";
import { dismiss, toasts } from "./toasts.svelte";

install(() => ({ "problem.code.about": "reload" }), "en");
const gone = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));
afterEach(() => {
  for (const { id } of toasts.list) dismiss(id);
});

describe("code that is fetched when it is needed", () => {
  it("is fetched once", async () => {
    const load = vi.fn(async () => ({ default: "code" }));
    const one = new Later(load);
    await one.fetch();
    await one.fetch();
    expect([one.code, one.failed, load.mock.calls.length]).toEqual(["code", false, 1]);
  });

  it("that does not come is no error of the page, and can be fetched once more", async () => {
    let there = false;
    const one = new Later(() => (there ? Promise.resolve({ default: "code" }) : gone()));
    await one.fetch();
    expect([one.code, one.failed, toasts.list]).toEqual([undefined, true, []]);
    there = true;
    await one.fetch();
    expect([one.code, one.failed]).toEqual(["code", false]);
  });

  it("is not asked for without a connection, nor missed: nothing is mended by a reload then", async () => {
    const load = vi.fn(gone);
    const one = new Later(load, true);
    unreachable();
    await one.fetch();
    reached();
    expect([one.failed, load.mock.calls.length, toasts.list]).toEqual([false, 0, []]);
  });

  it("is missed aloud where nothing stands in its place", async () => {
    await new Later(gone, true).fetch();
    await new Later(gone, true).fetch();
    expect(toasts.list.map(({ text, tone }) => [text, tone])).toEqual([["reload", "bad"]]);
  });

  it.each([
    ["Failed to fetch dynamically imported module: /assets/a.js", true],
    ["error loading dynamically imported module: /assets/a.js", true],
    ["Importing a module script failed.", true],
    ["x is undefined", false],
  ])("is missed aloud where a button fetched it: %s", (message, aloud) => {
    const event = Object.assign(new Event("unhandledrejection", { cancelable: true }), {
      reason: new TypeError(message),
    });
    missedByPress(event as unknown as PromiseRejectionEvent);
    expect([toasts.list.length, event.defaultPrevented]).toEqual(aloud ? [1, true] : [0, false]);
  });
});
