import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shortcuts } from "./keyboard";
import { forget, take } from "./session.svelte";
import type { Me } from "./types";

let done: string[] = [];
let stops: (() => void)[] = [];
function listen(...names: string[]) {
  stops.push(shortcuts(() => Object.fromEntries(names.map((name) => [name, () => done.push(name)]))));
}
function press(key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return new Promise((next) => setTimeout(next));
}
/** Somebody is signed in who likes them, or does not. */
const somebody = (shortcuts: boolean) =>
  take({ view: { hidden_columns: [], rows: "roomy", shortcuts } } as unknown as Me);
beforeEach(() => {
  done = [];
  return somebody(true);
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  forget();
  document.body.innerHTML = "";
});

describe("shortcuts", () => {
  it("run by key, by Shift and by Ctrl or the Apple key", async () => {
    listen("j", "Shift+x", "Mod+k");
    await press("j");
    await press("X", { shiftKey: true });
    await press("k", { ctrlKey: true });
    await press("k", { metaKey: true });
    expect(done).toEqual(["j", "Shift+x", "Mod+k", "Mod+k"]);
  });

  it("leave to the browser what is its own", async () => {
    listen("j", "x");
    await press("j", { ctrlKey: true });
    await press("x", { altKey: true });
    expect(done).toEqual([]);
  });

  it("of two keys in a row mean nothing else to anybody", async () => {
    listen("g u", "j");
    listen("u", "i");
    await press("g");
    await press("u");
    await press("u");
    expect(done).toEqual(["g u", "u"]);
    await press("g");
    await press("i");
    await press("i");
    expect(done).toEqual(["g u", "u", "i"]);
  });

  it("are silent while somebody types, but the palette opens", async () => {
    document.body.innerHTML = "<input>";
    listen("i", "/", "Mod+k");
    const field = document.querySelector("input") as HTMLInputElement;
    await press("i", {}, field);
    await press("/", {}, field);
    await press("k", { ctrlKey: true }, field);
    expect(done).toEqual(["Mod+k"]);
  });

  it("are silent under a dialog", async () => {
    listen("i", "Mod+k");
    document.body.innerHTML = '<div role="dialog" aria-modal="true"></div>';
    await press("i");
    await press("k", { ctrlKey: true });
    expect(done).toEqual([]);
  });

  it("are off by the switch: keys alone, not those with Ctrl, Escape or the arrows", async () => {
    await somebody(false);
    listen("i", "?", "Shift+x", "g u", "Escape", "ArrowDown", "Mod+k");
    for (const key of ["i", "?", "g", "u", "Escape", "ArrowDown"]) await press(key);
    await press("X", { shiftKey: true });
    await press("k", { ctrlKey: true });
    expect(done).toEqual(["Escape", "ArrowDown", "Mod+k"]);
  });
});
