// The pages, by path. Each is a chunk of its own, loaded when it is first shown.
import type { Component, Snippet } from "svelte";
import { match, type Params, type Route } from "$lib/router.svelte";

export type Frame = Component<{ params: Params; path: string; children: Snippet }>;
export const frames: Record<Route["frame"], (() => Promise<{ default: Frame }>) | undefined> = {
  bare: undefined,
  account: () => import("./routes/AccountFrame.svelte"),
  operator: () => import("./routes/OperatorFrame.svelte"),
};

/** The list, and the list with a panel: the same page, so that opening a panel keeps the rows. */
const users: Route["load"] = () => import("./routes/Users.svelte");

const account = { frame: "account", texts: "rest" } as const;

export const routes: readonly Route[] = [
  { path: "/", frame: "bare", texts: "join", load: () => import("./routes/Start.svelte") },
  { path: "/sign-in", frame: "bare", load: () => import("./routes/SignIn.svelte") },
  { path: "/join", frame: "bare", texts: "join", load: () => import("./routes/Join.svelte") },
  {
    path: "/operator",
    frame: "operator",
    texts: "rest",
    load: () => import("./routes/Operator.svelte"),
  },
  { path: "/a/:slug", ...account, load: () => import("./routes/AccountHome.svelte") },
  { path: "/a/:slug/users", ...account, load: users },
  { path: "/a/:slug/users/new", ...account, load: () => import("./routes/AddUser.svelte") },
  { path: "/a/:slug/users/:id", ...account, load: users },
  { path: "/a/:slug/seats", ...account, load: () => import("./routes/Seats.svelte") },
];

/** Starts fetching the code of a page before anything is drawn. */
export function warm(path: string): void {
  const route = match(routes, path)?.route;
  void route?.load().catch(() => {});
  void (route && frames[route.frame]?.().catch(() => {}));
}
