// A list that comes by cursor, 100 rows at a time. Holds at most 5,000 rows: pages far from what
// is looked at are dropped and fetched again by the cursor they began with.
import type { Answer, Failure } from "./resource.svelte";

export interface Page<T> {
  rows: T[];
  next: string | undefined;
}
export type LoadPage<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Answer<Page<T>>>;

export const pageSize = 100;
const mostHeld = 50;
/** Past this many rows a list is taller than some browsers draw: search instead. */
const mostRows = 300_000;
/** Pages asked for before they are needed. */
const ahead = 2;

interface Slot<T> {
  cursor: string | undefined;
  rows: T[] | undefined;
  size: number;
}

/** What a second look at the first page has found. */
export interface Seen<T> {
  changed: T[];
  /** Rows that stand between those that are shown, and rows that no longer do. None was moved. */
  came: T[];
  gone: T[];
}

export class Pages<T extends { id: string }> {
  #slots: Slot<T>[] = [];
  #starts: number[] = [];
  #next: string | undefined;
  #load: LoadPage<T>;
  #abort = new AbortController();
  #busy = new Set<number>();
  /** The page that is looked at. */
  #around = 0;
  /** Grows with every change: the reading functions depend on it. */
  #version = $state(0);
  #count = $state(0);
  /** All that there are have been seen. */
  complete = $state(false);
  /** There are more, and none is loaded any more. */
  full = $state(false);
  loading = $state(true);
  failure = $state.raw<Failure | undefined>();
  /** False until the first page has come. */
  ready = $state(false);

  constructor(
    load: LoadPage<T>,
    readonly most = mostRows,
  ) {
    this.#load = load;
  }

  /** Rows known so far, dropped ones included. */
  get count(): number {
    return this.#count;
  }

  at(index: number): T | undefined {
    void this.#version;
    const page = this.#pageOf(index);
    return page < 0 ? undefined : this.#slots[page]?.rows?.[index - (this.#starts[page] ?? 0)];
  }

  indexOf(id: string): number {
    void this.#version;
    for (const [page, slot] of this.#slots.entries()) {
      const found = slot.rows?.findIndex((row) => row.id === id) ?? -1;
      if (found >= 0) return (this.#starts[page] ?? 0) + found;
    }
    return -1;
  }

  /** All rows held now. */
  held(): T[] {
    void this.#version;
    return this.#slots.flatMap((slot) => slot.rows ?? []);
  }

  /** Takes the place of a row that changed. */
  replace(id: string, change: (row: T) => T): void {
    for (const slot of this.#slots) {
      const at = slot.rows?.findIndex((row) => row.id === id) ?? -1;
      if (at < 0 || !slot.rows) continue;
      slot.rows = slot.rows.map((row, i) => (i === at ? change(row) : row));
      this.#version++;
    }
  }

  stop(): void {
    this.#abort.abort();
  }

  /** Asks for the first page. With the new rows the old ones go, not before. */
  async start(): Promise<void> {
    this.#abort.abort();
    const abort = (this.#abort = new AbortController());
    this.#busy.clear();
    // Asked first, shown then.
    const asked = this.#load(undefined, abort.signal);
    this.loading = true;
    const answer = await asked;
    if (abort.signal.aborted) return;
    this.loading = false;
    this.ready = true;
    if (!answer.ok) {
      this.failure = answer.failure;
      return;
    }
    this.failure = undefined;
    this.#slots = [];
    this.#starts = [];
    this.#count = 0;
    this.#append(undefined, answer.value);
  }

  /**
   * Asks for the first page once more, quietly: rows that are newer take the place of the old ones,
   * and nothing moves. Nothing where the list is being read anyway.
   */
  async look(newer: (fresh: T, row: T) => boolean): Promise<Seen<T> | undefined> {
    const slot = this.#slots[0];
    if (this.loading || !slot?.rows || this.#busy.has(0)) return undefined;
    const answer = await this.#ask(0, undefined);
    const rows = slot.rows;
    if (!answer?.ok || this.#slots[0] !== slot || !rows) return undefined;
    const fresh = new Map(answer.value.rows.map((row) => [row.id, row]));
    const changed: T[] = [];
    slot.rows = rows.map((row) => {
      const now = fresh.get(row.id);
      if (!now || !newer(now, row)) return row;
      changed.push(now);
      return now;
    });
    if (changed.length) this.#version++;
    const known = new Set(this.held().map((row) => row.id));
    const isKnown = (row: T) => known.has(row.id);
    const stays = (row: T) => fresh.has(row.id);
    // Past the last row that stands in both, rows only went over to the next page, or came from it.
    const between = (list: T[], both: (row: T) => boolean) =>
      list.slice(0, list.findLastIndex(both) + 1);
    const there = answer.value.rows;
    // Who holds all that there were knows a new row wherever it stands.
    const allHeld = this.complete && this.#slots.every((one) => one.rows);
    const came = allHeld ? there : between(there, isKnown);
    // Where none is known, so many came or went that these rows stand first no longer: which of the
    // two it was cannot be told from here.
    const others = !allHeld && !there.some(isKnown);
    const gone = answer.value.next === undefined || others ? rows : between(rows, stays);
    return {
      changed,
      came: came.filter((row) => !isKnown(row)),
      gone: gone.filter((row) => !stays(row)),
    };
  }

  /** Loads what is missing for these rows and a little beyond; drops what is far away. */
  need(first: number, last: number): void {
    for (let page = Math.max(0, this.#pageOf(first)); page < this.#slots.length; page++) {
      if ((this.#starts[page] ?? 0) > last) break;
      if (!this.#slots[page]?.rows) void this.#again(page);
    }
    if (last + ahead * pageSize > this.#count) void this.#more();
    this.#around = this.#pageOf(first);
    this.#drop();
  }

  async #more(): Promise<void> {
    const page = this.#slots.length;
    if (this.complete || this.full || !this.ready || this.failure || this.#busy.has(page)) return;
    const cursor = this.#next;
    const answer = await this.#ask(page, cursor);
    if (!answer) return;
    if (answer.ok) this.#append(cursor, answer.value);
    else this.failure = answer.failure;
  }

  /** After a failure of a later page: once more. */
  async retry(): Promise<void> {
    this.failure = undefined;
    if (this.#count === 0) await this.start();
    else await this.#more();
  }

  async #again(page: number): Promise<void> {
    const slot = this.#slots[page];
    if (!slot || this.#busy.has(page)) return;
    const answer = await this.#ask(page, slot.cursor);
    if (!answer?.ok) return;
    // Rows that came or went meanwhile must not move the ones below.
    slot.rows = answer.value.rows.slice(0, slot.size);
    this.#drop();
    this.#version++;
  }

  async #ask(page: number, cursor: string | undefined): Promise<Answer<Page<T>> | undefined> {
    this.#busy.add(page);
    const { signal } = this.#abort;
    const answer = await this.#load(cursor, signal);
    if (signal.aborted) return undefined;
    this.#busy.delete(page);
    return answer;
  }

  #append(cursor: string | undefined, page: Page<T>): void {
    // A row may have moved to this page since: keep the first sight of it.
    const known = new Set(this.#slots.at(-1)?.rows?.map((row) => row.id));
    const rows = page.rows.filter((row) => !known.has(row.id));
    this.#slots.push({ cursor, rows, size: rows.length });
    this.#starts.push(this.#count);
    this.#count += rows.length;
    this.#next = page.next;
    this.complete = page.next === undefined;
    this.full = !this.complete && this.#count >= this.most;
    this.#drop();
    this.#version++;
  }

  #drop(): void {
    const around = this.#around;
    const held = this.#slots.flatMap((slot, page) => (slot.rows ? [page] : []));
    if (held.length <= mostHeld) return;
    const farthest = held.sort((a, b) => Math.abs(b - around) - Math.abs(a - around));
    for (const page of farthest.slice(0, held.length - mostHeld)) {
      const slot = this.#slots[page];
      if (slot) slot.rows = undefined;
    }
    this.#version++;
  }

  #pageOf(index: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return high < 0 ? -1 : low;
  }
}
