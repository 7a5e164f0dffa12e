import { describe, expect, it } from "vitest";
import type { BulkJob } from "$lib/types";
import { paceOf } from "./bulk.svelte";

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
