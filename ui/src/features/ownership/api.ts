import { answer, answerAs, api } from "$lib/client";
import { label } from "$lib/labels";
import type { User, UserPage } from "$lib/types";

export async function readOwnership(account: string, signal: AbortSignal) {
  const got = await answer(
    api.GET("/v1/accounts/{account}/ownership", { params: { path: { account } }, signal }),
  );
  if (!got.ok) return got;
  const named = (role: { key: string; label: string }) => ({
    ...role,
    label: label(`roles.${role.key}.label`, role.label),
  });
  const { role, after, transfer_to } = got.value;
  const value = {
    ...got.value,
    role: named(role),
    after: named(after),
    transfer_to: named(transfer_to),
  };
  return { ...got, value };
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

export function readCandidate(account: string, user: string, signal: AbortSignal) {
  return answerAs<User>(
    api.GET("/v1/accounts/{account}/users/{user}", { params: { path: { account, user } }, signal }),
  );
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
