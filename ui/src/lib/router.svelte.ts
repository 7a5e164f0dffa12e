// A table of routes, loaded when first shown, and the History API. The URL is the state:
// nothing that a user would want back is kept elsewhere.
import type { Component } from "svelte";
import type { Part } from "./messages";

export type Params = Record<string, string>;
/** A page may take `params` or not; no narrower type says so. */
export type Page = Component<any>;
export interface Route {
  /** Such as "/a/:slug/users/:id". A literal segment wins over a named one of an earlier row. */
  path: string;
  /** The frame that the page is shown in. */
  frame: "bare" | "account" | "operator" | "person";
  load: () => Promise<{ default: Page }>;
  /** The texts that it needs besides those of every page. */
  texts?: Part;
}
export interface Match {
  route: Route;
  params: Params;
}

/** The first row of the table that the path fits. */
export function match(table: readonly Route[], path: string): Match | undefined {
  const parts = path.split("/").filter(Boolean);
  for (const route of table) {
    const wanted = route.path.split("/").filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const params: Params = {};
    const fits = wanted.every((name, i) => {
      const part = parts[i] ?? "";
      if (!name.startsWith(":")) return name === part;
      params[name.slice(1)] = decode(part);
      return true;
    });
    if (fits) return { route, params };
  }
  return undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Is this a path of ours that is safe to go to after sign-in? Never another host. */
export function ownPath(next: string | null): string | undefined {
  if (!next || !/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(next)) return undefined;
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : undefined;
}

let path = $state(location.pathname);
let search = $state(location.search);

export const place = {
  get path() {
    return path;
  },
  get query() {
    return new URLSearchParams(search);
  },
  get search() {
    return search;
  },
};

type Guard = () => boolean;
let guard: Guard | undefined;
let steps: number = (history.state as { steps?: number } | null)?.steps ?? 0;

/**
 * Asks before the page is left with unsaved changes: in our words, or in the browser's where the
 * whole window goes. Returns the undoing.
 */
export function guardLeaving(unsaved: () => boolean, question: () => string): () => void {
  const mayLeave = () => !unsaved() || confirm(question());
  guard = mayLeave;
  const ask = (event: BeforeUnloadEvent) => {
    if (guard === mayLeave && unsaved()) event.preventDefault();
  };
  addEventListener("beforeunload", ask);
  return () => {
    if (guard === mayLeave) guard = undefined;
    removeEventListener("beforeunload", ask);
  };
}

export interface Going {
  /** Takes the place of the present entry: for typing in a search field. */
  replace?: boolean;
  /** Leaves even with unsaved changes. */
  force?: boolean;
}

export function go(to: string, how: Going = {}): void {
  const url = new URL(to, location.href);
  if (url.origin !== location.origin) throw new Error("go() stays at home");
  const leaves = url.pathname !== path;
  if (leaves && !how.force && guard && !guard()) return;
  if (leaves) guard = undefined;
  if (!how.replace) steps++;
  history[how.replace ? "replaceState" : "pushState"]({ steps }, "", url);
  read();
}

/** Sets or removes parts of the query; keeps the path. */
export function query(changes: Record<string, string | string[] | undefined>, how: Going = {}): void {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    next.delete(key);
    for (const one of Array.isArray(value) ? value : value ? [value] : []) next.append(key, one);
  }
  const text = next.toString();
  go(path + (text ? `?${text}` : ""), how);
}

/** Back if we came from inside, else to `home`. */
export function backOr(home: string): void {
  if (steps > 0) history.back();
  else go(home, { replace: true });
}

function read(): void {
  path = location.pathname;
  search = location.search;
}

/** Plain links stay plain links: this catches their clicks. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement)) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (/^\/(v1|dev|openapi|healthz|readyz)\b/.test(link.pathname)) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

/** Starts listening; once, from main. */
export function startRouter(): void {
  addEventListener("popstate", (event) => {
    const to = location.pathname;
    if (to !== path && guard && !guard()) {
      history.pushState({ steps }, "", path + search);
      return;
    }
    steps = (event.state as { steps?: number } | null)?.steps ?? 0;
    read();
  });
  document.addEventListener("click", follow);
}
