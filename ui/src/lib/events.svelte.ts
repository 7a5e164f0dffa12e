// What the server tells while it happens: that something about the users of an account changed, and
// how far a job is. Open only while somebody needs it and the page is looked at: a browser has few
// connections to one server, and who comes back reads again anyway.
import { whenForgotten } from "./resource.svelte";
import type { JobProgress } from "./types";

export interface Told {
  /** Something about users changed, or may have while nobody listened: read them again. */
  users?: () => void;
  job?: (job: JobProgress) => void;
}

/** A stream that ended is begun again after a moment, not by all pages at once; ms. */
const backAfter = () => 1_000 + Math.random() * 3_000;
/** Where the server refuses, or is not there. */
const tryAgainAfter = 30_000;

class Line {
  #told = new Set<Told>();
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** There was one before: what happened since it ended was told to nobody. */
  #began = false;
  readonly #url: string;
  open = false;

  constructor(account: string) {
    this.#url = `/v1/accounts/${encodeURIComponent(account)}/events`;
    document.addEventListener("visibilitychange", this.#adapt);
    addEventListener("usher:reached", this.#adapt);
  }

  add(told: Told): void {
    this.#told.add(told);
    this.#adapt();
  }

  /** True where nobody is left. */
  remove(told: Told): boolean {
    this.#told.delete(told);
    if (this.#told.size > 0) return false;
    this.end();
    return true;
  }

  end(): void {
    document.removeEventListener("visibilitychange", this.#adapt);
    removeEventListener("usher:reached", this.#adapt);
    this.#told.clear();
    this.#close();
  }

  #adapt = (): void => {
    if (document.visibilityState === "hidden") this.#close();
    else if (this.#source) return;
    else if (this.#began) void this.#again();
    else this.#begin();
  };

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
    this.open = false;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#adapt, ms);
  }

  #begin(): void {
    clearTimeout(this.#timer);
    if (typeof EventSource === "undefined") return;
    const again = this.#began;
    const source = new EventSource(this.#url);
    this.#source = source;
    this.#began = true;
    source.onopen = () => {
      this.open = true;
      if (again) this.#hint();
    };
    source.onerror = () => {
      if (this.#source !== source) return;
      this.#close();
      this.#later(backAfter());
    };
    source.addEventListener("users", () => this.#hint());
    source.addEventListener("job", (event) => {
      const job = JSON.parse((event as MessageEvent<string>).data) as JobProgress;
      for (const told of this.#told) told.job?.(job);
    });
  }

  /** Asked first whether one still may: what a browser is refused in the middle it calls a fault. */
  async #again(): Promise<void> {
    const may = await fetch(this.#url, { method: "HEAD" }).then(
      (got) => got.ok,
      () => false,
    );
    if (this.#source || this.#told.size === 0 || document.visibilityState === "hidden") return;
    if (may) this.#begin();
    else this.#later(tryAgainAfter);
  }

  #hint(): void {
    for (const told of this.#told) told.users?.();
  }
}

const lines = new Map<string, Line>();
whenForgotten(() => {
  for (const line of lines.values()) line.end();
  lines.clear();
});

export interface Listening {
  /** False where events do not come at the moment: then one has to ask. */
  readonly live: boolean;
  stop: () => void;
}

export function listen(account: string, told: Told): Listening {
  const line = lines.get(account) ?? new Line(account);
  lines.set(account, line);
  line.add(told);
  return {
    get live() {
      return line.open;
    },
    stop: () => {
      if (line.remove(told) && lines.get(account) === line) lines.delete(account);
    },
  };
}

/** Runs a moment after it is called, and never so often that it becomes a load. */
export function paced(run: () => void, after = 300, apart = 2_000): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  const now = () => {
    timer = undefined;
    last = Date.now();
    run();
  };
  return {
    call: () => (timer ??= setTimeout(now, Math.max(after, last + apart - Date.now()))),
    stop: () => clearTimeout(timer),
  };
}
