// One act upon many users: a job of the server, followed by its id, which stands in the address.
import { answer, api } from "$lib/client";
import type { Answer, Failure } from "$lib/resource.svelte";
import type { BulkJob, BulkRow } from "$lib/types";
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

/** A job as it goes on. */
export class Running {
  job = $state.raw<BulkJob | undefined>();
  failure = $state.raw<Failure | undefined>();
  #stopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looks = 0;

  constructor(
    readonly account: string,
    readonly id: string,
    readonly onover: (job: BulkJob, seenRunning: boolean) => void,
  ) {
    void this.#look();
  }

  async #look(): Promise<void> {
    const got = await answer(
      api.GET("/v1/accounts/{account}/jobs/{job}", {
        params: { path: { account: this.account, job: this.id } },
      }),
    );
    if (this.#stopped) return;
    if (!got.ok) {
      this.failure = got.failure;
      if (got.failure.status !== 0 && got.failure.status < 500) return;
    } else {
      this.failure = undefined;
      this.job = got.value;
      if (isOver(got.value)) {
        this.onover(got.value, this.#looks > 0);
        return;
      }
    }
    this.#timer = setTimeout(() => void this.#look(), pauses[this.#looks] ?? longest);
    this.#looks++;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
