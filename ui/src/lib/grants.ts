// What a user may use, as forms hold it: of each kind all, or only these, with defaults.
import { answer, answerAs, api } from "./client";
import type { AccountView, GrantChoice, ResourceRef, User } from "./types";

export type ResourceKind = AccountView["resources"][number];

export interface GrantDraft {
  all: boolean;
  resources: ResourceRef[];
  defaults: ResourceRef[];
}
/** By kind; a kind that is not there is left to the server. */
export type GrantDrafts = Record<string, GrantDraft>;

export const nothingGranted: GrantDraft = { all: false, resources: [], defaults: [] };

export function grantsOf(user: User): GrantDrafts {
  return Object.fromEntries(
    (user.grants ?? []).map(({ kind, all, resources, defaults }) => [
      kind,
      { all, resources, defaults },
    ]),
  );
}

export function grantChoices(drafts: GrantDrafts): GrantChoice[] {
  return Object.entries(drafts).map(([kind, { all, resources, defaults }]) => ({
    kind,
    all,
    resources: all ? [] : resources.map((one) => one.id),
    defaults: defaults.map((one) => one.id),
  }));
}

const ids = (refs: ResourceRef[]) => refs.map((one) => one.id).sort();
export function sameGrants(a: GrantDrafts, b: GrantDrafts): boolean {
  const facts = (drafts: GrantDrafts) =>
    JSON.stringify(
      Object.keys(drafts)
        .sort()
        .map((kind) => {
          const { all, resources, defaults } = drafts[kind] ?? nothingGranted;
          return [kind, all, all ? [] : ids(resources), ids(defaults)];
        }),
    );
  return facts(a) === facts(b);
}

/** The group in which there is one default: the kind as a whole, unless it has groups. */
export function groupOf(kind: ResourceKind, one: ResourceRef): string {
  return kind.defaults === "per_group" ? (one.group ?? "") : "";
}

/** Makes it the default of its group, or no default. */
export function toggledDefault(kind: ResourceKind, draft: GrantDraft, one: ResourceRef): GrantDraft {
  const is = draft.defaults.some((other) => other.id === one.id);
  const others = draft.defaults.filter((other) => groupOf(kind, other) !== groupOf(kind, one));
  return { ...draft, defaults: is ? others : [...others, one] };
}

/** Lets it be used, or no longer: taking a grant takes its default. */
export function toggledGrant(draft: GrantDraft, one: ResourceRef): GrantDraft {
  const without = (refs: ResourceRef[]) => refs.filter((other) => other.id !== one.id);
  return draft.resources.some((other) => other.id === one.id)
    ? { ...draft, resources: without(draft.resources), defaults: without(draft.defaults) }
    : { ...draft, resources: [...draft.resources, one] };
}

/** The kinds that a choice of roles makes use of, and those that are granted already. */
export function kindsFor(account: AccountView, roles: string[], drafts: GrantDrafts = {}) {
  const known = account.roles.filter((role) => roles.includes(role.key));
  return account.resources.filter((kind) => {
    const draft = drafts[kind.key];
    const used = known.some(
      (role) => role.uses.includes(kind.key) || role.all_of.includes(kind.key),
    );
    return used || (draft && (draft.all || draft.resources.length > 0));
  });
}
/** A role among them gives all of the kind anyhow. */
export function givenByRole(account: AccountView, roles: string[], kind: string): boolean {
  return account.roles.some((role) => roles.includes(role.key) && role.all_of.includes(kind));
}

export const resourcesShown = 100;

export function listResources(account: string, kind: string, q: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/resources", {
      params: {
        path: { account },
        query: { kind, limit: String(resourcesShown), ...(q ? { q } : {}) },
      },
      signal,
    }),
  );
}

export function assignGrants(account: string, user: User, drafts: GrantDrafts) {
  return answerAs<User>(
    api.PUT("/v1/accounts/{account}/users/{user}/grants", {
      params: { path: { account, user: user.id }, header: { "If-Match": `"${user.version}"` } },
      body: { grants: grantChoices(drafts) },
    }),
  );
}
