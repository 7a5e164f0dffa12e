import { answer, api } from "$lib/client";

export function readEntries(account: string, user: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/users/{user}/entries", {
      params: { path: { account, user } },
      signal,
    }),
  );
}

export function endEntries(account: string, user: string) {
  return answer(
    api.DELETE("/v1/accounts/{account}/users/{user}/entries", {
      params: { path: { account, user } },
    }),
  );
}

export function sendReset(account: string, user: string, endNow: boolean) {
  return answer(
    api.POST("/v1/accounts/{account}/users/{user}/reset", {
      params: { path: { account, user } },
      body: { end_now: endNow },
    }),
  );
}
