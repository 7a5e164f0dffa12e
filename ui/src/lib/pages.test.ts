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

describe("a second look at the first page", () => {
  interface Versioned {
    id: string;
    version: number;
  }
  const rows = (text: string) =>
    text.split(" ").filter(Boolean).map((one): Versioned => ({ id: one[0] ?? "", version: Number(one[1] ?? 1) }));
  const newer = (fresh: Versioned, row: Versioned) => fresh.version > row.version;
  const said = (list: Versioned[] | undefined) => list?.map((row) => row.id).join("");

  /** What is shown, then what there is, each with or without a next page. */
  async function look(shown: string, there: string, more = { then: false, now: false }) {
    let now = shown;
    let next = more.then;
    const pages = new Pages<Versioned>(async () => ({
      ok: true,
      value: { rows: rows(now), next: next ? "next" : undefined },
    }));
    await pages.start();
    now = there;
    next = more.now;
    const seen = await pages.look(newer);
    return { pages, seen, shown: pages.held().map((row) => `${row.id}${row.version}`).join(" ") };
  }

  it("changes rows where they are, and never moves one", async () => {
    const { seen, shown } = await look("a1 b1 c1", "c1 b2 a1");
    expect(shown).toBe("a1 b2 c1");
    expect([said(seen?.changed), said(seen?.came), said(seen?.gone)]).toEqual(["b", "", ""]);
  });

  it("tells who came and who went", async () => {
    const { seen, shown } = await look("b1 c1 d1", "a1 b1 d1 e1");
    expect(shown).toBe("b1 c1 d1");
    expect([said(seen?.came), said(seen?.gone)]).toEqual(["ae", "c"]);
  });

  it("takes no row for new or gone that only went over the end of the page", async () => {
    const more = { then: true, now: true };
    const pushed = await look("b1 c1 d1", "a1 b1 c1", more);
    expect([said(pushed.seen?.came), said(pushed.seen?.gone)]).toEqual(["a", ""]);
    const pulled = await look("a1 b1 c1", "a1 c1 d1", more);
    expect([said(pulled.seen?.came), said(pulled.seen?.gone)]).toEqual(["", "b"]);
  });

  it("does not put an older row in the place of one's own change", async () => {
    const { shown } = await look("a3", "a2");
    expect(shown).toBe("a3");
  });

  it("sees the first user of a list that was empty", async () => {
    const { seen } = await look("", "a1");
    expect(said(seen?.came)).toBe("a");
  });

  const many = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `${String.fromCodePoint(0x4e00 + from + i)}1`).join(" ");

  it("sees who comes in numbers where there was nobody", async () => {
    const { seen } = await look("", many(0, 100), { then: false, now: true });
    expect(seen?.came.length).toBe(100);
  });

  it("sees who comes after all of a short list", async () => {
    const { seen } = await look("a1 b1", `a1 b1 ${many(0, 98)}`, { then: false, now: true });
    expect([seen?.came.length, said(seen?.gone)]).toEqual([98, ""]);
  });

  it("sees that the list is another where nobody of its beginning stands there any more", async () => {
    const more = { then: true, now: true };
    const { seen, shown } = await look("a1 b1 c1", many(0, 100), more);
    expect([seen?.came.length, said(seen?.gone)]).toEqual([0, "abc"]);
    expect(shown).toBe("a1 b1 c1");
  });

  it("sees who is gone where what is left is all there is", async () => {
    const { seen } = await look("a1 b1 c1", "a1", { then: true, now: false });
    expect(said(seen?.gone)).toBe("bc");
  });

  it("gives way to a reading of the whole list", async () => {
    const { pages } = await look("a1", "a1");
    const again = pages.start();
    expect(await pages.look(newer)).toBeUndefined();
    await again;
  });
});
