// One act upon many users: a job of the server, followed by its id, which stands in the address.
import { answer, api } from "$lib/client";
import { listen, type Listening } from "$lib/events.svelte";
import type { Answer, Failure } from "$lib/resource.svelte";
import type { BulkJob, BulkRow, JobProgress } from "$lib/types";
import type { UserFilter } from "./api";

export type BulkAct =
  | "suspend"
  | "resume"
  | "delete"
  | "restore"
  | "resend"
  | "revoke"
  | "give_role"
  | "take_role"
  | "move";

/** What is changed: these users, or all that match. */
export type Whom = { users: string[] } | { filter: string };
export interface What {
  do: BulkAct;
  role?: string;
  place?: string;
  home?: string;
}

/** The list's query as the server reads it. */
export function filterText(filter: UserFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value));
  return query.toString();
}

export function startBulk(account: string, what: What, whom: Whom): Promise<Answer<BulkJob>> {
  return answer(
    api.POST("/v1/accounts/{account}/bulk", {
      params: { path: { account } },
      body: { ...what, ...whom },
    }),
  );
}

export function undoBulk(account: string, job: string): Promise<Answer<BulkJob>> {
  return answer(
    api.POST("/v1/accounts/{account}/jobs/{job}/undo", { params: { path: { account, job } } }),
  );
}

export function rowsOf(account: string, job: string, after: number | undefined) {
  return answer(
    api.GET("/v1/accounts/{account}/jobs/{job}/rows", {
      params: {
        path: { account, job },
        query: { state: "refused", ...(after ? { after: String(after) } : {}) },
      },
    }),
  );
}
export type { BulkRow };

export const isOver = (job: BulkJob) => job.state === "done" || job.state === "stopped";

/** How often one looks: soon at first, every two seconds where it takes long. */
const pauses = [150, 250, 400, 700, 1000];
const longest = 2000;
/** While the server tells by itself. */
const whileLive = 15_000;

/** How fast it goes, once that can be said. */
export interface Pace {
  perSecond: number;
  secondsLeft: number;
}
export function paceOf(from: { done: number; at: number }, job: BulkJob, now: number): Pace | undefined {
  const seconds = (now - from.at) / 1000;
  const perSecond = (job.done - from.done) / seconds;
  if (job.total === undefined || seconds < 2 || !(perSecond > 0)) return undefined;
  return { perSecond, secondsLeft: Math.ceil((job.total - job.done) / perSecond) };
}

/** A job as it goes on: told of by the server, and asked about where it does not tell. */
export class Running {
  job = $state.raw<BulkJob | undefined>();
  failure = $state.raw<Failure | undefined>();
  pace = $state.raw<Pace | undefined>();
  #from: { done: number; at: number } | undefined;
  /** Told before the first answer was here. */
  #early: JobProgress | undefined;
  #listening: Listening;
  #over = false;
  #stopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looks = 0;

  constructor(
    readonly account: string,
    readonly id: string,
    readonly onover: (job: BulkJob, seenRunning: boolean) => void,
  ) {
    this.#listening = listen(account, { job: (told) => this.#hear(told) });
    void this.#look();
  }

  #hear(told: JobProgress): void {
    if (this.#stopped || this.#over || told.id !== this.id) return;
    if (!this.job) {
      this.#early = told;
      return;
    }
    const { state, done, total } = told;
    if (done < this.job.done) return;  // said before what was asked meanwhile
    const job = { ...this.job, state, done, ...(total === undefined ? {} : { total }) };
    if (!isOver(job)) return this.#take(job);
    clearTimeout(this.#timer);
    void this.#look();  // how many were changed, and whether it can be undone
  }

  #take(job: BulkJob): void {
    this.job = job;
    if (job.state !== "running") return;
    this.#from ??= { done: job.done, at: Date.now() };
    this.pace = paceOf(this.#from, job, Date.now());
  }

  async #look(): Promise<void> {
    const got = await answer(
      api.GET("/v1/accounts/{account}/jobs/{job}", {
        params: { path: { account: this.account, job: this.id } },
      }),
    );
    if (this.#stopped || this.#over) return;
    if (!got.ok) {
      this.failure = got.failure;
      if (got.failure.status !== 0 && got.failure.status < 500) return;
    } else {
      this.failure = undefined;
      this.#take(got.value);
      if (isOver(got.value)) {
        this.#over = true;
        this.onover(got.value, this.#looks > 0);
        return;
      }
    }
    clearTimeout(this.#timer);
    const pause = this.#listening.live ? whileLive : longest;
    this.#timer = setTimeout(() => void this.#look(), pauses[this.#looks] ?? pause);
    this.#looks++;
    const early = this.#early;
    this.#early = undefined;
    if (early) this.#hear(early);
  }

  stop(): void {
    this.#stopped = true;
    this.#listening.stop();
    clearTimeout(this.#timer);
  }
}
