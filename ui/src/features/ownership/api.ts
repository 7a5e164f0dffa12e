import { answer, answerAs, api } from "$lib/client";
import type { UserPage } from "$lib/types";

export function readOwnership(account: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/ownership", { params: { path: { account } }, signal }),
  );
}

/** How many are offered at once; the field searches among more. */
export const candidatesShown = 100;

export function readCandidates(account: string, role: string, q: string, signal: AbortSignal) {
  return answerAs<UserPage>(
    api.GET("/v1/accounts/{account}/users", {
      params: {
        path: { account },
        query: { role, status: "active", limit: String(candidatesShown), ...(q ? { q } : {}) },
      },
      signal,
    }),
  );
}

export function prove(password: string) {
  return answer(api.POST("/v1/me/proof", { body: { password } }));
}

export function transferOwnership(account: string, user: string) {
  return answer(
    api.POST("/v1/accounts/{account}/ownership", { params: { path: { account } }, body: { user } }),
  );
}

export function closeAccount(account: string, name: string) {
  return answer(
    api.POST("/v1/accounts/{account}/close", { params: { path: { account } }, body: { name } }),
  );
}

export function leaveAccount(account: string) {
  return answer(api.DELETE("/v1/me/accounts/{account}", { params: { path: { account } } }));
}
