// Who is signed in, and what they may do in the account that is shown. The server says both;
// nothing here works a right out of a role.
import { answer, answerAs, api } from "./client";
import { labelled, loadLabels } from "./labels";
import { speakOf } from "./messages";
import { forgetAll, type Failure } from "./resource.svelte";
import { go } from "./router.svelte";
import type { AccountView, Me } from "./types";
import { showIn } from "./zone";

let me = $state.raw<Me | undefined>();
let account = $state.raw<AccountView | undefined>();
let failure = $state.raw<Failure | undefined>();
let parted = $state.raw<Parted | undefined>();

/** Who was signed in until the server said otherwise, for the page that asks them to sign in again. */
export interface Parted {
  email: string;
  /** Signed out of this account alone. */
  account?: string | undefined;
}

export const session = {
  get me() {
    return me;
  },
  /** The account that is shown, once loaded. */
  get account() {
    return account;
  },
  get failure() {
    return failure;
  },
  get parted() {
    return parted;
  },
};

/** Reads what the server wrote into the page. */
export async function readBoot(): Promise<void> {
  const block = document.getElementById("boot")?.textContent;
  if (!block) return;
  try {
    const boot = JSON.parse(block) as Partial<Me>;
    if (boot.identity) await take(boot as Me);
  } catch {
    // A page without the block (a test, a proxy) asks instead.
  }
}

/** From now on this is who is signed in; the account's labels are there when it returns. */
export async function take(next: Me): Promise<void> {
  if (next.account) await loadLabels(next.account.blueprint);
  showIn(next.zone);
  me = next;
  account = next.account && labelled(next.account);
  speakOf(account?.words ?? {});
  failure = undefined;
  parted = undefined;
}

/** Knows who is signed in, and the account of this slug if one is named. */
export async function know(slug?: string): Promise<boolean> {
  if (me && !failure && (!slug || account?.slug === slug)) return true;
  if (account && account.slug !== slug) {
    account = undefined;
    forgetAll();
  }
  // What was refused before says nothing of what is asked for now.
  if (me) failure = undefined;
  return reknow(slug);
}

/** Asks again: after a change of seats or of one's own rights. */
export async function reknow(slug = account?.slug): Promise<boolean> {
  const got = await answerAs<Me>(
    api.GET("/v1/me", { params: { query: slug ? { account: slug } : {} } }),
  );
  if (got.ok) {
    await take(got.value);
    return true;
  }
  // It shows the account no longer: whoever looked into it may not any more.
  if (slug && account?.slug === slug && [403, 404].includes(got.failure.status)) shutOut(got.failure);
  failure = got.failure;
  return false;
}

/** Does the signed-in user hold this act anywhere in the account? */
export function can(act: string): boolean {
  return account?.can[act] !== undefined;
}

/** At the whole account? */
export function canEverywhere(act: string): boolean {
  return account?.can[act] === "all";
}

export async function signOut(next = "/sign-in"): Promise<void> {
  await answer(api.POST("/v1/sign-out"));
  forget();
  go(next, { force: true });
}

/** The server no longer knows who is signed in here, or lets them into that account as before. */
export function part(why: Failure, slug: string | undefined): void {
  const of = why.values["why"] === "entry_ended" && me?.accounts.find((one) => one.slug === slug);
  const last = me && { email: me.identity.email, account: of ? of.name : undefined };
  forget();
  parted = last;
}

/** The account that is shown lets in nobody who is signed in here: its page says why. */
export function shutOut(why: Failure): void {
  if (!account) return;
  account = undefined;
  forgetAll();
  failure = why;
}

export function forget(): void {
  me = undefined;
  account = undefined;
  failure = undefined;
  parted = undefined;
  forgetAll();
}
