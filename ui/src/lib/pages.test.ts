import { describe, expect, it } from "vitest";
import { Pages, pageSize } from "./pages.svelte";

const tick = () => new Promise((done) => setTimeout(done));
interface Row {
  id: string;
}

/** A server with so many rows; counts what it was asked. */
function server(total: number, most?: number) {
  const asked: (string | undefined)[] = [];
  const pages = new Pages<Row>(async (cursor) => {
    asked.push(cursor);
    const from = Number(cursor ?? 0);
    const size = Math.min(pageSize, total - from);
    const rows = Array.from({ length: size }, (_, i) => ({ id: String(from + i) }));
    return { ok: true, value: { rows, next: from + size < total ? String(from + size) : undefined } };
  }, most);
  return { asked, pages };
}

describe("a list by cursor", () => {
  it("loads ahead of what is looked at, and stops at the end", async () => {
    const { asked, pages } = server(250);
    await pages.start();
    expect(pages.count).toBe(100);
    for (let i = 0; i < 5; i++) {
      pages.need(0, 99);
      await tick();
    }
    expect([pages.count, pages.complete, asked.length]).toEqual([250, true, 3]);
    expect(pages.at(249)?.id).toBe("249");
    expect(pages.at(250)).toBeUndefined();
    expect(pages.indexOf("120")).toBe(120);
  });

  it("holds at most 5,000 rows and fetches dropped ones again", async () => {
    const { pages } = server(8_000);
    await pages.start();
    for (let at = 0; at < 7_900; at += 100) {
      pages.need(at, at + 30);
      await tick();
    }
    expect(pages.held().length).toBeLessThanOrEqual(5_000);
    expect(pages.at(0)).toBeUndefined();
    expect(pages.count).toBeGreaterThan(7_900);
    pages.need(0, 30);
    await tick();
    expect(pages.at(0)?.id).toBe("0");
  });

  it("that is too long to be drawn is not the end of what there is", async () => {
    const { pages } = server(501, 500);
    await pages.start();
    for (let at = 0; pages.count < 500; at += pageSize) {
      pages.need(at, at + 99);
      await tick();
    }
    expect([pages.count, pages.complete, pages.full]).toEqual([500, false, true]);
    pages.need(500 - 1, 500);
    await tick();
    expect(pages.count).toBe(500);
    await pages.start();
    expect(pages.full).toBe(false);
  });

  it("keeps the old rows until the new ones are there", async () => {
    const { pages } = server(10);
    await pages.start();
    const again = pages.start();
    expect(pages.count).toBe(10);
    await again;
    expect(pages.count).toBe(10);
  });

  it("shows a failure and goes on after a retry", async () => {
    let fails = true;
    const pages = new Pages<Row>(async () =>
      fails
        ? { ok: false, failure: { status: 503, key: "x", detail: "", fields: {}, values: {} } }
        : { ok: true, value: { rows: [{ id: "1" }], next: undefined } },
    );
    await pages.start();
    expect([pages.failure?.status, pages.count]).toEqual([503, 0]);
    fails = false;
    await pages.retry();
    expect([pages.failure, pages.count]).toEqual([undefined, 1]);
  });

  it("replaces a row that changed", async () => {
    const pages = new Pages<Row & { name?: string }>(async () => ({
      ok: true,
      value: { rows: [{ id: "1" }, { id: "2" }], next: undefined },
    }));
    await pages.start();
    pages.replace("2", (row) => ({ ...row, name: "Ada" }));
    pages.replace("3", (row) => ({ ...row, name: "nobody" }));
    expect(pages.held()).toEqual([{ id: "1" }, { id: "2", name: "Ada" }]);
  });
});
