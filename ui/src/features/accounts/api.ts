import { answer, api } from "$lib/client";
import { loadLabelsOf } from "$lib/labels";

export function listAccounts(
  wanted: { q: string; status: string },
  after: string | undefined,
  signal: AbortSignal,
) {
  const { q, status } = wanted;
  return answer(
    api.GET("/v1/accounts", {
      params: {
        query: { ...(q ? { q } : {}), ...(status ? { status } : {}), ...(after ? { after } : {}) },
      },
      signal,
    }),
  );
}

export interface Opening {
  name: string;
  slug?: string;
  blueprint: string;
  plan?: string;
  owner: { email: string };
}

export function openAccount(body: Opening) {
  return answer(api.POST("/v1/accounts", { body }));
}

/** The products, and their labels in the reader's language. */
export async function readBlueprints(signal: AbortSignal) {
  const got = await answer(api.GET("/v1/blueprints", { signal }));
  if (got.ok) await loadLabelsOf(got.value.items.map((one) => one.id));
  return got;
}

const of = (account: string) => ({ params: { path: { account } } });

/** An account, and the labels of its product in the reader's language. */
export async function readAccount(account: string, signal: AbortSignal) {
  const got = await answer(api.GET("/v1/accounts/{account}", { ...of(account), signal }));
  if (got.ok) await loadLabelsOf([got.value.blueprint]);
  return got;
}

export function subscribe(account: string, body: { plan?: string; bought?: number }) {
  return answer(api.PUT("/v1/accounts/{account}/subscription", { ...of(account), body }));
}

export function suspendAccount(account: string, reason: string) {
  return answer(api.PUT("/v1/accounts/{account}/suspension", { ...of(account), body: { reason } }));
}

export function resumeAccount(account: string) {
  return answer(api.DELETE("/v1/accounts/{account}/suspension", of(account)));
}

export function closeForOperator(account: string, reason: string) {
  return answer(api.PUT("/v1/accounts/{account}/closing", { ...of(account), body: { reason } }));
}

export function resendFirstUser(account: string, email: string | undefined) {
  return answer(
    api.PUT("/v1/accounts/{account}/first-user", {
      ...of(account),
      body: email === undefined ? {} : { email },
    }),
  );
}
