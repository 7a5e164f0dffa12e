// Which rows are ticked. Survives filtering and scrolling; a range goes from the last one ticked.
import { SvelteMap } from "svelte/reactivity";

export class Selection<T extends { id: string }> {
  #rows = new SvelteMap<string, T>();
  #anchor: string | undefined;

  get size(): number {
    return this.#rows.size;
  }

  get rows(): T[] {
    return [...this.#rows.values()];
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  toggle(row: T): void {
    if (!this.#rows.delete(row.id)) this.#rows.set(row.id, row);
    this.#anchor = row.id;
  }

  /** Ticks all from the last one ticked to this one, in the order of `shown`. */
  range(row: T, shown: T[]): void {
    const from = shown.findIndex((one) => one.id === this.#anchor);
    const to = shown.findIndex((one) => one.id === row.id);
    if (from < 0 || to < 0) return this.toggle(row);
    for (const one of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      this.#rows.set(one.id, one);
    }
    this.#anchor = row.id;
  }

  all(rows: T[]): void {
    for (const row of rows) this.#rows.set(row.id, row);
  }

  clear(): void {
    this.#rows.clear();
    this.#anchor = undefined;
  }

  /** What is known of a ticked row has changed. */
  update(row: T): void {
    if (this.#rows.has(row.id)) this.#rows.set(row.id, row);
  }

  drop(id: string): void {
    this.#rows.delete(id);
  }
}
