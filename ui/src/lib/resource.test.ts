import { afterEach, describe, expect, it, vi } from "vitest";
import { forgetAll, refresh, resource, type Answer, type Failure } from "./resource.svelte";

const refused: Failure = { status: 409, key: "x.y", detail: "No.", fields: {}, values: {} };
const tick = () => new Promise((done) => setTimeout(done));
afterEach(forgetAll);

describe("a resource", () => {
  it("asks once for one key", async () => {
    const load = vi.fn(async () => ({ ok: true as const, value: 1 }));
    expect(resource("a", load)).toBe(resource("a", load));
    await tick();
    expect(load).toHaveBeenCalledTimes(1);
    expect(resource<number>("a", load).value).toBe(1);
  });

  it("aborts the earlier question, whose answer comes too late", async () => {
    const answers: ((answer: Answer<string>) => void)[] = [];
    const signals: AbortSignal[] = [];
    const one = resource<string>("b", (signal) => {
      signals.push(signal);
      return new Promise((done) => answers.push(done));
    });
    void one.reload();
    expect(signals[0]?.aborted).toBe(true);
    answers[1]?.({ ok: true, value: "new" });
    await tick();
    answers[0]?.({ ok: true, value: "old" });
    await tick();
    expect(one.value).toBe("new");
  });

  it("keeps the old value beside a failure", async () => {
    let next: Answer<string> = { ok: true, value: "old" };
    const one = resource<string>("c", async () => next);
    await tick();
    next = { ok: false, failure: refused };
    await one.reload();
    expect([one.value, one.failure?.key]).toEqual(["old", "x.y"]);
  });

  it("shows a change at once and rolls it back when it is refused", async () => {
    const one = resource<string>("d", async () => ({ ok: true, value: "before" }));
    await tick();
    const write = one.optimistic("after", async () => ({ ok: false, failure: refused }));
    expect(one.value).toBe("after");
    await write;
    expect(one.value).toBe("before");
  });

  it("does not roll back over what came meanwhile", async () => {
    const one = resource<string>("e", async () => ({ ok: true, value: "before" }));
    await tick();
    const write = one.optimistic("mine", async () => {
      one.set("theirs");
      return { ok: false, failure: refused };
    });
    await write;
    expect(one.value).toBe("theirs");
  });

  it("is asked again by the beginning of its key, and forgotten on sign-out", async () => {
    const load = vi.fn(async () => ({ ok: true as const, value: 1 }));
    resource("user/n/1", load);
    resource("seats/n", load);
    await tick();
    refresh("user/");
    expect(load).toHaveBeenCalledTimes(3);
    forgetAll();
    resource("seats/n", load);
    expect(load).toHaveBeenCalledTimes(4);
  });
});
