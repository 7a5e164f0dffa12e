import { answer, answerAs, api } from "$lib/client";
import type { Answer } from "$lib/resource.svelte";
import type { GrantChoice, LevelChoice, RoleChoice, User, UserPage } from "$lib/types";

/** What the URL says about the list. Several values of one kind stand with commas between them. */
export interface UserFilter {
  q: string;
  /** One of the tabs, or several statuses; empty: all but the deleted. */
  status: string;
  role: string;
  /** Levels, each as its ladder and its key: "admin.division". */
  level: string;
  home: string;
  last_active: string;
  sort: string;
}
const parts = ["q", "status", "role", "level", "home", "last_active", "sort"] as const;
export const everybody = filterOf(new URLSearchParams());

export function filterOf(query: URLSearchParams): UserFilter {
  const of = (part: (typeof parts)[number]) => query.get(part) ?? "";
  return {
    q: of("q"),
    status: of("status"),
    role: of("role"),
    level: of("level"),
    home: of("home"),
    last_active: of("last_active"),
    sort: of("sort"),
  };
}

/** Beyond what the tabs offer, which show what they leave out. */
export function isFiltered({ q, status, role, level, home, last_active }: UserFilter): boolean {
  return [q, role, level, home, last_active].some((part) => part !== "") || status.includes(",");
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
    ...Object.fromEntries(parts.flatMap((part) => (filter[part] ? [[part, filter[part]]] : []))),
    ...(after ? { after } : {}),
  };
  return answerAs<UserPage>(
    api.GET("/v1/accounts/{account}/users", {
      params: { path: { account }, query },
      ...(signal ? { signal } : {}),
    }),
  );
}

/** Users of other homes with roles at that place; the first of them. */
export function listElsewhere(account: string, place: string, signal: AbortSignal) {
  return answerAs<{ items: User[] }>(
    api.GET("/v1/accounts/{account}/places/{place}/elsewhere", {
      params: { path: { account, place } },
      signal,
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

export function giveRoles(
  account: string,
  user: User,
  roles: RoleChoice[],
  levels?: LevelChoice[],
) {
  return answerAs<User>(
    api.PUT("/v1/accounts/{account}/users/{user}/roles", {
      ...seen(account, user),
      body: { roles, ...(levels ? { levels } : {}) },
    }),
  );
}

/** What those changes would end; nothing is changed by asking. */
export function foretellEnding(
  account: string,
  user: string,
  body: { home?: string; roles?: RoleChoice[]; levels?: LevelChoice[] },
  signal: AbortSignal,
) {
  return answer(
    api.POST("/v1/accounts/{account}/users/{user}/ending", {
      params: { path: { account, user } },
      body,
      signal,
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

export interface Restored {
  user: User;
  /** Labels of roles that are no longer there. */
  dropped: string[];
}

export function restoreUser(account: string, user: User, home?: string) {
  return answerAs<Restored>(
    api.PUT("/v1/accounts/{account}/users/{user}/restoration", {
      ...seen(account, user),
      body: home ? { home } : {},
    }),
  );
}

export function eraseUser(account: string, user: User) {
  return answerAs<User>(
    api.PUT("/v1/accounts/{account}/users/{user}/erasure", seen(account, user)),
  );
}

export function changeEmail(account: string, user: User, email: string, end_now: boolean) {
  return answerAs<User>(
    api.PUT("/v1/accounts/{account}/users/{user}/email", {
      ...seen(account, user),
      body: { email, end_now },
    }),
  );
}

export function keepEmail(account: string, user: User) {
  return answerAs<User>(
    api.DELETE("/v1/accounts/{account}/users/{user}/email", seen(account, user)),
  );
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
  levels?: LevelChoice[];
  grants?: GrantChoice[];
}

export function addUser(account: string, body: NewUser) {
  return answerAs<User>(
    api.POST("/v1/accounts/{account}/users", { params: { path: { account } }, body }),
  );
}

/** What a user may do, where, and by which role. */
export function effectsOf(account: string, user: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/users/{user}/permissions", {
      params: { path: { account, user } },
      signal,
    }),
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
