// How somebody likes to see the list of an account: which columns, and how close its rows stand.
// Kept in this browser, for each user of each account.
import type { AccountView } from "$lib/types";

/** Those that can be left out; the name always stands there. */
export const columns = ["status", "roles", "home", "last_active"] as const;
export type Column = (typeof columns)[number];

/** Those that are left out where there is little room: beside a panel, in a narrow window. */
export const roomy: readonly Column[] = ["home", "last_active"];

const widths: Record<Column, string> = {
  status: "minmax(116px, 1fr)",
  roles: "minmax(110px, 2fr)",
  home: "minmax(120px, 1.6fr)",
  last_active: "minmax(110px, 1.1fr)",
};

/** The grid of the table. */
export function grid(shown: readonly Column[], selects: boolean): string {
  const between = shown.map((name) => widths[name]);
  return [selects ? "34px" : "0px", "minmax(200px, 3fr)", ...between, "44px"].join(" ");
}

export class View {
  hidden = $state.raw<readonly Column[]>([]);
  close = $state(false);

  constructor(private readonly key: string) {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
      if (typeof kept !== "object" || kept === null) return;
      const { hidden, close } = kept as { hidden?: unknown; close?: unknown };
      if (Array.isArray(hidden)) this.hidden = columns.filter((name) => hidden.includes(name));
      this.close = close === true;
    } catch {
      // Without storage, or with something else in it: the list as it is for everybody.
    }
  }

  toggle(name: Column): void {
    this.hidden = columns.filter((one) => this.hidden.includes(one) !== (one === name));
    this.#keep();
  }
  stand(close: boolean): void {
    this.close = close;
    this.#keep();
  }
  #keep(): void {
    try {
      localStorage.setItem(this.key, JSON.stringify({ hidden: this.hidden, close: this.close }));
    } catch {
      // The choice lasts as long as the page.
    }
  }
}

let shown: { key: string; view: View } | undefined;

export function viewOf(account: AccountView): View {
  const key = `usher.view.${account.id}.${account.user.id}`;
  if (shown?.key !== key) shown = { key, view: new View(key) };
  return shown.view;
}
