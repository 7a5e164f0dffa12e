// The columns of the list of users: which there are, and how wide. Which of them somebody left out
// is kept with the person.
import { t } from "$lib/messages";
import { narrow } from "$lib/narrow.svelte";
import { chooseView, ownView } from "$lib/ownView.svelte";
import { can } from "$lib/session.svelte";

/** Those that can be left out; the name always stands there. */
export const columns = ["status", "roles", "home", "last_active"] as const;
export type Column = (typeof columns)[number];

/** Those that are left out where there is little room: beside a panel, in a narrow window. */
export const roomy: readonly Column[] = ["home", "last_active"];

/** As wide as the longest of its words, in whatever language: the words are half a rem a letter. */
function statusWidth(): string {
  const words = [t("status.active"), t("status.invited"), t("status.expired"), t("status.suspended")];
  const longest = Math.max(...words.map((word) => word.length));
  return `minmax(max(116px, ${longest / 2}rem + 32px), 1fr)`;
}
const widths: Record<Exclude<Column, "status">, string> = {
  roles: "minmax(110px, 2fr)",
  home: "minmax(120px, 1.6fr)",
  last_active: "minmax(110px, 1.1fr)",
};

/** The grid of the table. */
export function grid(shown: readonly Column[], selects: boolean): string {
  const between = shown.map((name) => (name === "status" ? statusWidth() : widths[name]));
  return [...(selects ? ["34px"] : []), "minmax(200px, 3fr)", ...between, "44px"].join(" ");
}

/** The columns that are drawn, of those of the account; a card has the status alone. */
export function drawn(names: readonly Column[]): Column[] {
  if (narrow.now) return ["status"];
  return names.filter((name) => !ownView().hidden_columns.includes(name));
}

/** Who may do none of these has rows without a menu. */
const acts = [
  "users.edit", "users.suspend", "users.delete", "users.erase", "users.invite", "ownership.transfer",
];

/** The grid as the window is now; with `less`, of those that there is room for. */
export function template(shown: readonly Column[], selects: boolean, less: boolean): string {
  if (narrow.now) return `${selects ? "32px " : ""}minmax(0, 1fr) auto ${acts.some(can) ? "44px" : "4px"}`;
  return grid(less ? shown.filter((name) => !roomy.includes(name)) : shown, selects);
}

/** Leaves a column out, or shows it again. */
export function toggle(column: Column): void {
  const hidden = ownView().hidden_columns;
  const next = columns.filter((one) => hidden.includes(one) !== (one === column));
  void chooseView({ hidden_columns: next });
}
