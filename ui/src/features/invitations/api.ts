import { answer, answerAs, api } from "$lib/client";
import type { GrantChoice, LevelChoice, RoleChoice, User } from "$lib/types";

export interface Invitee {
  email: string;
  name?: string;
  first_name?: string;
  last_name?: string;
}

export interface Inviting {
  people: Invitee[];
  roles?: RoleChoice[];
  levels?: LevelChoice[];
  grants?: GrantChoice[];
  home?: string;
  note?: string;
}

export function invite(account: string, body: Inviting) {
  return answer(
    api.POST("/v1/accounts/{account}/invitations", { params: { path: { account } }, body }),
  );
}

/** Somebody deleted who had that address. */
export interface Former {
  email: string;
  user: User;
}

export function formerUsers(account: string, emails: string[], signal: AbortSignal) {
  return answerAs<{ items: Former[] }>(
    api.POST("/v1/accounts/{account}/former-users", {
      params: { path: { account } },
      body: { emails },
      signal,
    }),
  );
}

/** Users in sight who have one of these addresses. */
export function knownUsers(account: string, emails: string[], signal: AbortSignal) {
  return answer(
    api.POST("/v1/accounts/{account}/known-users", {
      params: { path: { account } },
      body: { emails },
      signal,
    }),
  );
}

export function restoreFormer(account: string, user: User) {
  return answer(
    api.PUT("/v1/accounts/{account}/users/{user}/restoration", {
      params: { path: { account, user: user.id }, header: { "If-Match": `"${user.version}"` } },
      body: {},
    }),
  );
}
