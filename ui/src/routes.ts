// The pages behind sign-in, by path. Each is a chunk of its own, loaded when it is first shown; so
// is this table, which signing in does not wait for.
import type { Component, Snippet } from "svelte";
import { loadPart } from "$lib/messages";
import { match, type Params, type Route } from "$lib/router.svelte";

export type Frame = Component<{ params: Params; path: string; children: Snippet }>;
export const frames: Record<Route["frame"], (() => Promise<{ default: Frame }>) | undefined> = {
  bare: undefined,
  account: () => import("./routes/AccountFrame.svelte"),
  operator: () => import("./routes/OperatorFrame.svelte"),
  person: () => import("./routes/PersonFrame.svelte"),
};

/** The list, and the list with a panel: the same page, so that opening a panel keeps the rows. */
const users: Route["load"] = () => import("./routes/Users.svelte");

/** The log, and the log with an event open. */
const audit: Route["load"] = async () => {
  await loadPart("audit");
  return import("./routes/Audit.svelte");
};

/** What a key may do is said in the words of acts. */
const keys: Route["load"] = async () => {
  await loadPart("may");
  return import("./routes/Keys.svelte");
};

const account = { frame: "account", texts: "rest" } as const;
const person = { frame: "person", texts: "own" } as const;
const operator = { frame: "operator", texts: "console" } as const;

export const routes: readonly Route[] = [
  { path: "/", frame: "bare", texts: "own", load: () => import("./routes/Start.svelte") },
  { path: "/me/profile", ...person, load: () => import("./routes/Profile.svelte") },
  { path: "/me/security", ...person, load: () => import("./routes/Security.svelte") },
  {
    path: "/confirm-address",
    frame: "bare",
    texts: "own",
    load: () => import("./routes/ConfirmAddress.svelte"),
  },
  {
    path: "/stop-address",
    frame: "bare",
    texts: "own",
    load: () => import("./routes/StopAddress.svelte"),
  },
  { path: "/me/accounts", ...person, load: () => import("./routes/Accounts.svelte") },
  { path: "/operator", ...operator, load: () => import("./routes/Operator.svelte") },
  {
    path: "/operator/accounts/:slug",
    ...operator,
    load: () => import("./routes/OperatorAccount.svelte"),
  },
  { path: "/operator/jobs", ...operator, load: () => import("./routes/OperatorJobs.svelte") },
  {
    path: "/operator/operators",
    ...operator,
    load: () => import("./routes/OperatorPeople.svelte"),
  },
  { path: "/operator/health", ...operator, load: () => import("./routes/OperatorHealth.svelte") },
  { path: "/operator/keys", ...operator, load: () => import("./routes/OperatorKeys.svelte") },
  { path: "/a/:slug", ...account, load: () => import("./routes/AccountHome.svelte") },
  { path: "/a/:slug/users", ...account, load: users },
  { path: "/a/:slug/users/new", ...account, load: () => import("./routes/AddUser.svelte") },
  { path: "/a/:slug/users/:id", ...account, load: users },
  { path: "/a/:slug/audit", ...account, load: audit },
  { path: "/a/:slug/audit/:id", ...account, load: audit },
  { path: "/a/:slug/keys", ...account, texts: "api_keys", load: keys },
  { path: "/a/:slug/seats", ...account, texts: "owning", load: () => import("./routes/Seats.svelte") },
  {
    path: "/a/:slug/ownership",
    ...account,
    texts: "owning",
    load: () => import("./routes/Ownership.svelte"),
  },
];

/** Starts fetching the code and the texts of a page before anything is drawn. */
export function warm(path: string): void {
  const route = match(routes, path)?.route;
  void route?.load().catch(() => {});
  void (route?.texts && loadPart(route.texts).catch(() => {}));
  void (route && frames[route.frame]?.().catch(() => {}));
}
