// The list of users that the URL names: its rows, its counts, and where one was in it.
import { Pages } from "$lib/pages.svelte";
import { whenForgotten } from "$lib/resource.svelte";
import type { User, UserPage } from "$lib/types";
import { everybody, listUsers, type UserFilter } from "./api";

export type Counts = UserPage["counts"];

export class Users {
  readonly pages: Pages<User>;
  counts: Counts | undefined;
  /** How often users were changed from here. */
  changes = $state(0);
  /** Where the frame was scrolled to when it was left. */
  scrolled = 0;
  /** What others did that would move rows: which users came, and whether some went. */
  news = $state.raw<{ came: string[]; gone: boolean } | undefined>();
  /** Those whose rows have changed this moment. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  /** Whom one has changed oneself since the last look, or whose row that moved: that is no news. */
  mine = new Set<string>();

  constructor(
    readonly account: string,
    readonly filter: UserFilter,
    before?: Users,
  ) {
    this.counts = $state.raw(before?.counts);
    this.pages = new Pages<User>(async (cursor, signal) => {
      const got = await listUsers(account, filter, cursor, signal);
      if (!got.ok) return got;
      const { items, next, counts } = got.value;
      if (counts) this.counts = counts;
      return { ok: true, value: { rows: items, next } };
    });
  }

  /** After others have changed something: their rows change where they are, and none moves. */
  async look(): Promise<void> {
    const before = this.mine;
    this.mine = new Set();
    const seen = await this.pages.look((fresh, row) => fresh.version > row.version);
    const ids = (rows: User[]) => rows.map((user) => user.id);
    // One's own change may move a row until the list is read again. If it did not, it is over:
    // what becomes of that user next is somebody else's doing.
    const moved = seen && new Set(ids([...seen.came, ...seen.gone]));
    for (const id of before) if (!moved || moved.has(id)) this.mine.add(id);
    if (!seen) return;
    const theirs = (rows: User[]) => ids(rows).filter((id) => !this.mine.has(id));
    const came = theirs(seen.came);
    const gone = theirs(seen.gone).length > 0;
    this.news = came.length || gone ? { came, gone } : undefined;
    this.#fade(ids(seen.changed));
  }

  /** All from the beginning, with what has come: the first of those. */
  async show(): Promise<string | undefined> {
    const came = this.news?.came ?? [];
    this.news = undefined;
    this.mine.clear();
    await this.pages.start();
    this.#fade(came);
    return came.find((id) => this.pages.indexOf(id) >= 0);
  }

  #fade(ids: string[]): void {
    const fresh = new Set(ids);
    this.fresh = fresh;
    setTimeout(() => {
      if (this.fresh === fresh) this.fresh = new Set();
    }, 1_000);
  }

  /** After a change: the counts of the tabs. */
  async recount(): Promise<void> {
    const got = await listUsers(this.account, everybody, undefined, undefined, 1);
    if (got.ok && got.value.counts) this.counts = got.value.counts;
    this.changes++;
  }
}

/** Lists left a moment ago, so that Back shows the same rows at the same place. */
const kept = new Map<string, Users>();
const most = 6;
// Nothing of one person is shown to the next, nor what was refused before signing in.
whenForgotten(() => {
  for (const one of kept.values()) one.pages.stop();
  kept.clear();
});

export function usersFor(account: string, filter: UserFilter, before?: Users): Users {
  const key = JSON.stringify([account, filter]);
  const known = kept.get(key);
  kept.delete(key);
  const users = known ?? new Users(account, filter, before);
  kept.set(key, users);
  if (!known) void users.pages.start();
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.get(oldest)?.pages.stop();
    kept.delete(oldest);
  }
  return users;
}

/** After users were added or removed: every list is read again when it is next shown. */
export function usersChanged(shown?: Users): void {
  for (const [key, one] of kept) if (one !== shown) kept.delete(key);
  void shown?.show();
}
