// What the menu of a row offers: what the server says may be done to that user.
import type { MenuItem } from "$components/Menu.svelte";
import { t } from "$lib/messages";
import { connection } from "$lib/online.svelte";
import { go } from "$lib/router.svelte";
import type { User } from "$lib/types";
import { resend, restore, resume, suspend } from "./actions";
import type { Users } from "./users.svelte";

export interface RowActions {
  users: Users;
  edit: (user: User) => void;
  askRemove: (user: User) => void;
  askErase: (user: User) => void;
  /** Where the place of a deleted user is gone. */
  askHome: (user: User) => void;
}

const acts = ["edit", "own", "resend", "suspend", "resume", "restore", "erase", "delete"];
/** Whether the menu of a row offers anything. */
export const hasRowItems = (user: User): boolean => user.can.some((act) => acts.includes(act));

export function rowItems({ users, edit, askRemove, askErase, askHome }: RowActions, user: User): MenuItem[] {
  const may = (act: string) => user.can.includes(act);
  const items: MenuItem[] = [];
  if (may("edit")) {
    items.push({ label: t("user.edit"), onselect: () => edit(user) });
  }
  if (may("own")) {
    const to = `/a/${users.account}/ownership?to=${user.id}`;
    items.push({ label: t("user.make_owner"), onselect: () => go(to) });
  }
  if (may("resend")) {
    items.push({ label: t("user.resend"), onselect: () => void resend(users, user) });
  }
  if (may("suspend")) {
    items.push({ label: t("user.suspend"), onselect: () => void suspend(users, user) });
  }
  if (may("resume")) {
    items.push({ label: t("user.resume"), onselect: () => void resume(users, user) });
  }
  if (may("restore")) {
    items.push({ label: t("user.restore"), onselect: () => void restore(users, user, askHome) });
  }
  if (may("erase")) {
    items.push({ kind: "line" });
    items.push({ label: t("user.erase"), danger: true, onselect: () => askErase(user) });
  }
  if (may("delete")) {
    if (items.length) items.push({ kind: "line" });
    const label = user.status === "invited" ? t("user.revoke") : t("user.delete");
    items.push({ label, danger: true, onselect: () => askRemove(user) });
  }
  // Without a connection they can be looked at, and nothing else.
  return connection.down ? items.map((item) => ({ ...item, disabled: true })) : items;
}
