import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "$lib/client";
import type { BulkJob } from "$lib/types";
import { paceOf, Running } from "./bulk.svelte";

const job = (done: number, total?: number) =>
  ({ done, ...(total === undefined ? {} : { total }) }) as BulkJob;

describe("how fast a job goes", () => {
  it("is said once it was watched for a while", () => {
    const from = { done: 100, at: 0 };
    expect(paceOf(from, job(150, 1_100), 1_900)).toBeUndefined();
    expect(paceOf(from, job(300, 1_100), 4_000)).toEqual({ perSecond: 50, secondsLeft: 16 });
  });

  it("is not said where nothing goes on, or nobody knows how much there is", () => {
    expect(paceOf({ done: 5, at: 0 }, job(5, 10), 9_000)).toBeUndefined();
    expect(paceOf({ done: 0, at: 0 }, job(5), 9_000)).toBeUndefined();
  });
});

class Stream extends EventTarget {
  static all: Stream[] = [];
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;
  constructor(readonly url: string) {
    super();
    Stream.all.push(this);
  }
  close() {}
}

describe("a job that is followed", () => {
  const asked = vi.fn<() => Promise<unknown>>();
  let state: BulkJob["state"];
  let done: number;
  const now = () => ({ id: "job_1", kind: "bulk", do: "suspend", state, done, total: 300, changed: done });
  const tell = (told: object) =>
    Stream.all.at(-1)?.dispatchEvent(
      new MessageEvent("job", { data: JSON.stringify({ id: "job_1", kind: "bulk", total: 300, ...told }) }),
    );
  const settle = () => vi.advanceTimersByTimeAsync(0);
  /** It runs, and the stream is open. */
  async function followed(over = vi.fn<(job: BulkJob, seen: boolean) => void>()) {
    const running = new Running("acme", "job_1", over);
    Stream.all.at(-1)?.onopen?.();
    await settle();
    return { running, over };
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("EventSource", Stream);
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 403 })));
    asked.mockReset().mockImplementation(() => Promise.resolve({ data: now(), response: new Response() }));
    vi.spyOn(api, "GET").mockImplementation(asked as unknown as typeof api.GET);
    [state, done] = ["running", 0];
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("is shown as it is told, and asked for only once it has ended", async () => {
    const { running, over } = await followed();
    expect(asked).toHaveBeenCalledOnce();
    for (const told of [100, 200]) {
      tell({ state: "running", done: told });
      expect(running.job?.done).toBe(told);
    }
    tell({ state: "running", done: 100 });
    expect(running.job?.done, "said late").toBe(200);
    expect(asked, "nobody was asked").toHaveBeenCalledOnce();
    [state, done] = ["done", 300];
    tell({ state, done });
    await settle();
    expect(asked).toHaveBeenCalledTimes(2);
    expect(over).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: "done", changed: 300 }), true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked, "nor afterwards").toHaveBeenCalledTimes(2);
    running.stop();
  });

  it("has ended, too, where that is told before the first answer is here", async () => {
    let late: (() => void) | undefined;
    const before = now();
    asked.mockImplementationOnce(
      () => new Promise((answered) => (late = () => answered({ data: before, response: new Response() }))),
    );
    const { running, over } = await followed();
    [state, done] = ["done", 300];
    tell({ state, done });
    await settle();
    expect(over).not.toHaveBeenCalled();
    late?.();
    await settle();
    expect(over).toHaveBeenCalledOnce();
    running.stop();
  });

  it("of others is nothing to this one", async () => {
    const { running } = await followed();
    tell({ id: "job_2", state: "done", done: 300 });
    await settle();
    expect([running.job?.done, asked.mock.calls.length]).toEqual([0, 1]);
    running.stop();
  });

  it("is asked about every fifteen seconds while the server tells, and every two where it does not", async () => {
    const { running } = await followed();
    await vi.advanceTimersByTimeAsync(10_000);
    const begun = asked.mock.calls.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.mock.calls.length - begun).toBe(2);
    Stream.all.at(-1)?.onerror?.();
    vi.stubGlobal("EventSource", undefined);
    await vi.advanceTimersByTimeAsync(15_000);
    const alone = asked.mock.calls.length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked.mock.calls.length - alone).toBe(10);
    running.stop();
  });
});
