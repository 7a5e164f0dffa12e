// Answers of the API by key: shared between the screens that show them, aborted when nobody
// waits any more, changed at once and rolled back when the server refuses.

export interface Failure {
  /** HTTP status; 0 when no answer came. */
  status: number;
  /** Stable key of the server's errors.def, such as "seats.none_left"; "offline" for status 0. */
  key: string;
  /** What the server says, in its words. */
  detail: string;
  requestId?: string;
  /** Error texts by field. */
  fields: Record<string, string>;
  /** Numbers and names that the text of the key may use. */
  values: Record<string, string | number>;
}

export type Answer<T> = { ok: true; value: T; etag?: string } | { ok: false; failure: Failure };
export type Load<T> = (signal: AbortSignal) => Promise<Answer<T>>;

export class Resource<T> {
  value = $state.raw<T | undefined>();
  failure = $state.raw<Failure | undefined>();
  loading = $state(false);
  etag: string | undefined;
  #abort: AbortController | undefined;
  #load: Load<T>;

  constructor(load: Load<T>) {
    this.#load = load;
  }

  /** Asks again; the old value stays until the new one comes. The earlier question is aborted. */
  async reload(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.loading = true;
    const answer = await this.#load(abort.signal);
    if (abort.signal.aborted) return;
    this.loading = false;
    if (answer.ok) {
      this.value = answer.value;
      this.etag = answer.etag;
      this.failure = undefined;
    } else {
      this.failure = answer.failure;
    }
  }

  /** Shows `next` at once, writes, and goes back to what was there if the server refuses. */
  async optimistic<R>(next: T, write: () => Promise<Answer<R>>): Promise<Answer<R>> {
    const before = this.value;
    this.value = next;
    const answer = await write();
    if (!answer.ok && this.value === next) this.value = before;
    return answer;
  }

  set(value: T, etag?: string): void {
    this.#abort?.abort();
    this.loading = false;
    this.value = value;
    this.failure = undefined;
    if (etag !== undefined) this.etag = etag;
  }

  stop(): void {
    this.#abort?.abort();
    this.loading = false;
  }
}

/** How many answers are kept; the one unused for longest goes first. */
const kept = 50;
const cache = new Map<string, Resource<unknown>>();

/** The resource of this key: the one there is, or a new one that starts loading. */
export function resource<T>(key: string, load: Load<T>): Resource<T> {
  const known = cache.get(key) as Resource<T> | undefined;
  if (known) {
    cache.delete(key);
    cache.set(key, known as Resource<unknown>);
    return known;
  }
  const made = new Resource<T>(load);
  cache.set(key, made as Resource<unknown>);
  for (const oldest of cache.keys()) {
    if (cache.size <= kept) break;
    cache.get(oldest)?.stop();
    cache.delete(oldest);
  }
  void made.reload();
  return made;
}

/** Asks again for every key that begins so. */
export function refresh(prefix: string): void {
  for (const [key, one] of cache) if (key.startsWith(prefix)) void one.reload();
}

const others: (() => void)[] = [];
/** For what is kept elsewhere, and is to be forgotten with the rest. */
export function whenForgotten(run: () => void): void {
  others.push(run);
}

/** Forgets everything: on sign-out, so that nothing of one person is shown to the next. */
export function forgetAll(): void {
  for (const run of others) run();
  for (const one of cache.values()) one.stop();
  cache.clear();
}
