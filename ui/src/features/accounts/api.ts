import { answer, api } from "$lib/client";

export function listAccounts(q: string, after: string | undefined, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts", {
      params: { query: { ...(q ? { q } : {}), ...(after ? { after } : {}) } },
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
