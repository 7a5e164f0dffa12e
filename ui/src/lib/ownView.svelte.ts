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
/** What the server has kept of it since it said how the person likes the pages. */
let kept: Change = {};
/** The latest choice of each, by its number. */
const latest = new Map<keyof OwnView, number>();
let choices = 0;
/** Whose it is: how many people have gone. */
let gone = 0;
whenForgotten(() => {
  // Another account is shown, to the same person.
  if (session.me) return;
  chosen = kept = {};
  gone++;
});

export function ownView(): OwnView {
  return { ...usual, ...session.me?.view, ...chosen };
}

/** One after the other, so that the last choice is the one that is kept. */
let last: Promise<void> = Promise.resolve();

export function chooseView(change: Change): Promise<void> {
  chosen = { ...chosen, ...change };
  const names = Object.keys(change) as (keyof OwnView)[];
  const choice = ++choices;
  for (const name of names) latest.set(name, choice);
  const whose = gone;
  last = last.then(async () => {
    // The next person is not asked to like the same.
    if (whose !== gone) return;
    const got = await answer(api.PATCH("/v1/me/view", { body: change }));
    if (whose !== gone) return;
    if (got.ok) {
      kept = { ...kept, ...change };
      return;
    }
    const was = { ...usual, ...session.me?.view, ...kept };
    // What was chosen once more since stays: its own answer is still to come.
    const back = names.filter((name) => latest.get(name) === choice);
    chosen = { ...chosen, ...Object.fromEntries(back.map((name) => [name, was[name]])) };
    toast(got.failure.detail, undefined, "bad");
  });
  return last;
}
