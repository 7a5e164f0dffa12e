import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listen, paced } from "./events.svelte";

class Source extends EventTarget {
  static CLOSED = 2;
  static all: Source[] = [];
  readyState = 0;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  tell(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}
const asked = vi.fn<(url: string, how: RequestInit) => Promise<Response>>();
const last = () => Source.all.at(-1) as Source;
function look(state: "visible" | "hidden") {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  Source.all = [];
  vi.stubGlobal("EventSource", Source);
  asked.mockReset().mockResolvedValue(new Response());
  vi.stubGlobal("fetch", asked);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("what the server tells", () => {
  it("comes over one stream to all who listen, and ends with the last of them", () => {
    const users = vi.fn();
    const job = vi.fn();
    const first = listen("acme", { users });
    const second = listen("acme", { job });
    expect(Source.all.map((one) => one.url)).toEqual(["/v1/accounts/acme/events"]);
    last().tell("users", {});
    last().tell("job", { id: "job_1", state: "running", done: 3 });
    expect(users).toHaveBeenCalledOnce();
    expect(job).toHaveBeenCalledExactlyOnceWith({ id: "job_1", state: "running", done: 3 });
    first.stop();
    expect(last().readyState).toBe(0);
    second.stop();
    expect(last().readyState).toBe(Source.CLOSED);
  });

  it("is not listened to while nobody looks, and what was missed is read again", async () => {
    const users = vi.fn();
    const listening = listen("acme", { users });
    last().onopen?.();
    expect(listening.live).toBe(true);
    expect(users).not.toHaveBeenCalled();
    look("hidden");
    expect([last().readyState, listening.live]).toEqual([Source.CLOSED, false]);
    look("visible");
    await vi.advanceTimersByTimeAsync(0);
    expect(Source.all.length).toBe(2);
    last().onopen?.();
    expect(users).toHaveBeenCalledOnce();
    listening.stop();
  });

  it("is begun again when it has ended, where one still may", async () => {
    const listening = listen("acme", {});
    last().onopen?.();
    last().onerror?.();
    expect([last().readyState, listening.live]).toEqual([Source.CLOSED, false]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(asked).toHaveBeenCalledExactlyOnceWith("/v1/accounts/acme/events", { method: "HEAD" });
    expect(Source.all.length).toBe(2);
    listening.stop();
  });

  it("is left alone where the server refuses, and where one has gone meanwhile", async () => {
    const listening = listen("acme", {});
    asked.mockResolvedValue(new Response(null, { status: 403 }));
    last().onerror?.();
    await vi.advanceTimersByTimeAsync(4_000);
    expect([asked.mock.calls.length, Source.all.length]).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect([asked.mock.calls.length, Source.all.length]).toEqual([2, 1]);
    listening.stop();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("does without where the browser has no streams", () => {
    vi.stubGlobal("EventSource", undefined);
    const listening = listen("acme", {});
    expect(listening.live).toBe(false);
    listening.stop();
  });
});

describe("looking again", () => {
  it("waits a moment, and is not done for each of many calls", () => {
    const run = vi.fn();
    const looks = paced(run, 300, 2_000);
    for (let n = 0; n < 5; n++) looks.call();
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(run).toHaveBeenCalledOnce();
    looks.call();
    vi.advanceTimersByTime(1_900);
    expect(run).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(200);
    expect(run).toHaveBeenCalledTimes(2);
    looks.call();
    looks.stop();
    vi.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledTimes(2);
  });
});
