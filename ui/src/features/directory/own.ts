import { answer, answerAs, api } from "$lib/client";
import type { components } from "$lib/api";

/** The signed-in person as a user of one account. */
export type OwnUser = Omit<components["schemas"]["OwnUser"], "values" | "names"> & {
  names: "parts" | "whole";
  values: Record<string, unknown>;
};

export function readOwn(account: string, signal: AbortSignal) {
  return answerAs<OwnUser>(
    api.GET("/v1/me/accounts/{account}", { params: { path: { account } }, signal }),
  );
}

export type OwnUse = components["schemas"]["OwnUse"];

export function readOwnUses(account: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/me/accounts/{account}/uses", { params: { path: { account } }, signal }),
  );
}

/** Of one kind, those that one is let use. */
export async function listOwnResources(
  account: string,
  kind: string,
  q: string,
  signal: AbortSignal,
) {
  return answer(
    api.GET("/v1/me/accounts/{account}/resources", {
      params: { path: { account }, query: { kind, ...(q ? { q } : {}) } },
      signal,
    }),
  );
}

export function chooseOwnDefaults(account: string, kind: string, defaults: string[]) {
  return answer(
    api.PUT("/v1/me/accounts/{account}/defaults", {
      params: { path: { account } },
      body: { kind, defaults },
    }),
  );
}
