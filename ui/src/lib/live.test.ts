import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Hearing } from "./live.svelte";

let hear: typeof import("./live.svelte").hear;
let say: typeof import("./live.svelte").say;
let page: Hearing;
beforeEach(async () => {
  // Of its own: what other tests said may still wait.
  vi.resetModules();
  ({ hear, say } = await import("./live.svelte"));
  vi.useFakeTimers();
  page = hear();
});
afterEach(() => {
  page.stop();
  vi.useRealTimers();
});

describe("what is said", () => {
  it("of several counts that wait is the last", () => {
    say("9 users fit");
    say("2 users fit");
    vi.advanceTimersByTime(500);
    expect(page.polite).toBe("2 users fit");
    vi.advanceTimersByTime(5_000);
    expect(page.polite).toBe("2 users fit");
  });

  it("never loses a result to a count: one is said after the other", () => {
    say("Ada was deleted", true);
    say("0 users fit");
    vi.advanceTimersByTime(500);
    expect(page.polite).toBe("Ada was deleted");
    vi.advanceTimersByTime(500);
    expect(page.polite).toBe("0 users fit");
  });

  it("is said where one is: a dialog is nearer than the page", () => {
    const dialog = hear();
    say("1 address added", true);
    vi.advanceTimersByTime(500);
    expect([page.polite, dialog.polite]).toEqual(["", "1 address added"]);
    dialog.stop();
  });
});
