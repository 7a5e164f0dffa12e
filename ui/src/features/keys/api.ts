import { answer, answerAs, api } from "$lib/client";
import type { Answer } from "$lib/resource.svelte";
import type { RoleChoice, ServiceUser } from "$lib/types";

const of = (account: string, user: string) => ({ account, user });

export function listServiceUsers(account: string, after: string | undefined, signal: AbortSignal) {
  return answerAs<{ items: ServiceUser[]; next?: string }>(
    api.GET("/v1/accounts/{account}/service-users", {
      params: { path: { account }, query: { limit: "100", ...(after ? { after } : {}) } },
      signal,
    }),
  );
}

/** What it has at all: a key can be narrowed to some of it. */
export function listPermissions(account: string, user: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/service-users/{user}/permissions", {
      params: { path: of(account, user) },
      signal,
    }),
  );
}

export function addServiceUser(
  account: string,
  body: { name: string; home?: string; roles?: RoleChoice[] },
): Promise<Answer<ServiceUser>> {
  return answerAs<ServiceUser>(
    api.POST("/v1/accounts/{account}/service-users", { params: { path: { account } }, body }),
  );
}

export function editServiceUser(
  account: string,
  user: ServiceUser,
  body: { name?: string; roles?: RoleChoice[] },
): Promise<Answer<ServiceUser>> {
  return answerAs<ServiceUser>(
    api.PATCH("/v1/accounts/{account}/service-users/{user}", {
      params: { path: of(account, user.id), header: { "If-Match": `"${user.version}"` } },
      body,
    }),
  );
}

export function deleteServiceUser(account: string, user: string) {
  return answer(
    api.DELETE("/v1/accounts/{account}/service-users/{user}", { params: { path: of(account, user) } }),
  );
}

export function makeKey(
  account: string,
  user: string,
  body: { name: string; permissions?: string[]; place?: string },
) {
  return answer(
    api.POST("/v1/accounts/{account}/service-users/{user}/keys", {
      params: { path: of(account, user) },
      body,
    }),
  );
}

export function rotateKey(account: string, user: string, key: string) {
  return answer(
    api.POST("/v1/accounts/{account}/service-users/{user}/keys/{key}/rotation", {
      params: { path: { ...of(account, user), key } },
    }),
  );
}

export function endKey(account: string, user: string, key: string) {
  return answer(
    api.DELETE("/v1/accounts/{account}/service-users/{user}/keys/{key}", {
      params: { path: { ...of(account, user), key } },
    }),
  );
}
