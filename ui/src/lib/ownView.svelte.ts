// How the person who is signed in likes the pages: kept with them, in every browser.
import type { components } from "./api";
import { answer, api } from "./client";
import { whenForgotten } from "./resource.svelte";
import { session } from "./session.svelte";
import { toast } from "./toasts.svelte";

export type OwnView = components["schemas"]["OwnView"];
type Change = Partial<OwnView>;

const usual: OwnView = { hidden_columns: [], rows: "roomy", shortcuts: true };

/** What was chosen on this page: shown at once, before the server has kept it. */
let chosen = $state.raw<Change>({});
whenForgotten(() => (chosen = {}));

export function ownView(): OwnView {
  return { ...usual, ...session.me?.view, ...chosen };
}

/** One after the other, so that the last choice is the one that is kept. */
let last: Promise<void> = Promise.resolve();

export function chooseView(change: Change): Promise<void> {
  const before = ownView();
  chosen = { ...chosen, ...change };
  last = last.then(async () => {
    const got = await answer(api.PATCH("/v1/me/view", { body: change }));
    if (got.ok) return;
    const names = Object.keys(change) as (keyof OwnView)[];
    chosen = { ...chosen, ...Object.fromEntries(names.map((name) => [name, before[name]])) };
    toast(got.failure.detail, undefined, "bad");
  });
  return last;
}
