import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hear } from "./live.svelte";
import { loadLanguage, loadPart } from "./messages";
import type { Failure } from "./resource.svelte";
import { dismiss, pause, refused, resume, toast, toasts } from "./toasts.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const { id } of toasts.list) dismiss(id);
  vi.useRealTimers();
});
const texts = () => toasts.list.map(({ text }) => text);
const second = 1_000;

describe("a message at the foot", () => {
  it("offers its Undo for 8 seconds", () => {
    const undone = vi.fn();
    toast("Uli was suspended", { label: "Undo", run: undone });
    vi.advanceTimersByTime(8 * second - 1);
    toasts.list[0]?.action?.run();
    expect(undone).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it("offers it for 20 seconds to whoever goes by keys: it is heard first, then gone to", () => {
    const focused = { matches: (selector: string) => selector === ":focus-visible" };
    const focus = vi.spyOn(document, "activeElement", "get").mockReturnValue(focused as unknown as Element);
    toast("Uli was suspended");
    focus.mockRestore();
    vi.advanceTimersByTime(20 * second - 1);
    expect(texts()).toEqual(["Uli was suspended"]);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it("stays while it is looked at, and 8 seconds from then on", () => {
    const id = toast("Uli was suspended");
    vi.advanceTimersByTime(7 * second);
    pause(id);
    vi.advanceTimersByTime(3_600 * second);
    expect(texts()).toEqual(["Uli was suspended"]);
    resume(id);
    vi.advanceTimersByTime(8 * second - 1);
    expect(texts()).toEqual(["Uli was suspended"]);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it("makes room for the newest three, each with its own time", () => {
    toast("one");
    vi.advanceTimersByTime(4 * second);
    for (const text of ["two", "three", "four"]) toast(text);
    expect(texts()).toEqual(["two", "three", "four"]);
    vi.advanceTimersByTime(4 * second);
    expect(texts()).toEqual(["two", "three", "four"]);
    vi.advanceTimersByTime(4 * second);
    expect(texts()).toEqual([]);
  });

  it.each([
    ["Uli was suspended", "Uli was suspended. Press F8 for Undo."],
    ["A new link is on its way. The one before has ended.", "A new link is on its way. The one before has ended. Press F8 for Undo."],
  ])("is heard with one full stop before its key: %s", async (text, heard) => {
    await loadLanguage("en");
    await loadPart("rest");
    const page = hear();
    toast(text, { label: "Undo", run: () => undefined });
    vi.advanceTimersByTime(5_000);
    expect(page.polite).toBe(heard);
    page.stop();
  });

  it.each([
    [0, "offline", true],
    [503, "store.busy", true],
    [429, "invitations.sent_lately", true],
    [409, "roles.last_top", false],
    [403, "access.no_act", false],
  ])("of a refusal offers to try again only where that may go better: %i", (status, key, offered) => {
    const again = vi.fn();
    const failure: Failure = { status, key, detail: "It was refused.", fields: {}, values: {} };
    refused(failure, again);
    const [shown] = toasts.list;
    expect(shown).toMatchObject({ text: "It was refused.", tone: "bad" });
    shown?.action?.run();
    expect(again).toHaveBeenCalledTimes(offered ? 1 : 0);
  });
});
