import { answer, answerAs, api } from "$lib/client";
import type { Answer } from "$lib/resource.svelte";
import type { RoleChoice, User, UserPage } from "$lib/types";

/** What the URL says about the list. */
export interface UserFilter {
  q: string;
  /** One of the tabs; empty: all but the deleted. */
  status: string;
  role: string;
  home: string;
}

export function filterOf(query: URLSearchParams): UserFilter {
  return {
    q: query.get("q") ?? "",
    status: query.get("status") ?? "",
    role: query.get("role") ?? "",
    home: query.get("home") ?? "",
  };
}

export function isFiltered(filter: UserFilter): boolean {
  return filter.q !== "" || filter.role !== "" || filter.home !== "";
}

export function listUsers(
  account: string,
  filter: UserFilter,
  after: string | undefined,
  signal?: AbortSignal,
  limit = 100,
): Promise<Answer<UserPage>> {
  const query = {
    limit: String(limit),
    ...(filter.q ? { q: filter.q } : {}),
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.role ? { role: filter.role } : {}),
    ...(filter.home ? { home: filter.home } : {}),
    ...(after ? { after } : {}),
  };
  return answerAs<UserPage>(
    api.GET("/v1/accounts/{account}/users", {
      params: { path: { account }, query },
      ...(signal ? { signal } : {}),
    }),
  );
}

export function readUser(account: string, user: string, signal: AbortSignal) {
  return answerAs<User>(
    api.GET("/v1/accounts/{account}/users/{user}", { params: { path: { account, user } }, signal }),
  );
}

export interface Details {
  first_name?: string;
  last_name?: string;
  name?: string;
  home?: string;
  fields?: Record<string, string>;
}

/** Every write names the version it was made from, so that nobody's change is lost. */
function seen(account: string, user: User) {
  return {
    params: { path: { account, user: user.id }, header: { "If-Match": `"${user.version}"` } },
  };
}

export function editUser(account: string, user: User, body: Details) {
  return answerAs<User>(
    api.PATCH("/v1/accounts/{account}/users/{user}", { ...seen(account, user), body }),
  );
}

export function giveRoles(account: string, user: User, roles: RoleChoice[]) {
  return answerAs<User>(
    api.PUT("/v1/accounts/{account}/users/{user}/roles", {
      ...seen(account, user),
      body: { roles },
    }),
  );
}

export function suspendUser(account: string, user: User) {
  return answerAs<User>(
    api.PUT("/v1/accounts/{account}/users/{user}/suspension", seen(account, user)),
  );
}

export function resumeUser(account: string, user: User) {
  return answerAs<User>(
    api.DELETE("/v1/accounts/{account}/users/{user}/suspension", seen(account, user)),
  );
}

export function deleteUser(account: string, user: User) {
  return answer(api.DELETE("/v1/accounts/{account}/users/{user}", seen(account, user)));
}

export function resendInvitation(account: string, user: User) {
  return answerAs<User>(
    api.POST("/v1/accounts/{account}/users/{user}/invitation", {
      params: { path: { account, user: user.id } },
    }),
  );
}

export interface NewUser extends Details {
  email: string;
  roles?: RoleChoice[];
}

export function addUser(account: string, body: NewUser) {
  return answerAs<User>(
    api.POST("/v1/accounts/{account}/users", { params: { path: { account } }, body }),
  );
}

export function activityOf(account: string, user: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/audit", {
      params: { path: { account }, query: { target: `user:${user}`, limit: "20" } },
      signal,
    }),
  );
}
