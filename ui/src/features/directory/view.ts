// The columns of the list of users: which there are, and how wide. Which of them somebody left out
// is kept with the person.
import { chooseView, ownView } from "$lib/ownView.svelte";

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

/** Leaves a column out, or shows it again. */
export function toggle(column: Column): void {
  const hidden = ownView().hidden_columns;
  const next = columns.filter((one) => hidden.includes(one) !== (one === column));
  void chooseView({ hidden_columns: next });
}
