// What the menu of a row offers: what the server says may be done to that user.
import type { MenuItem } from "$components/Menu.svelte";
import { t } from "$lib/messages";
import type { User } from "$lib/types";
import { resend, resume, suspend } from "./actions";
import type { Users } from "./users.svelte";

export interface RowActions {
  users: Users;
  edit: (user: User) => void;
  askRemove: (user: User) => void;
}

export function rowItems({ users, edit, askRemove }: RowActions, user: User): MenuItem[] {
  const may = (act: string) => user.can.includes(act);
  const items: MenuItem[] = [];
  if (may("edit")) {
    items.push({ label: t("user.edit"), onselect: () => edit(user) });
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
  if (may("delete")) {
    if (items.length) items.push({ kind: "line" });
    const label = user.status === "invited" ? t("user.revoke") : t("user.delete");
    items.push({ label, danger: true, onselect: () => askRemove(user) });
  }
  return items;
}
