// How users, roles and places read.
import { erasedName } from "$lib/erased";
import { list } from "$lib/format";
import { label } from "$lib/labels";
import { t } from "$lib/messages";
import { isFromElsewhere } from "$lib/places";
import { session } from "$lib/session.svelte";
import type { AccountView, User } from "$lib/types";

export function shownName(user: User): string {
  if (user.erased) return erasedName(user.id);
  return user.name || user.email || user.username || "";
}

/** In the order of the account, as where they are chosen. */
export function rolesText(user: User): string {
  const order = session.account?.roles.map((one) => one.key) ?? [];
  const at = (role: User["roles"][number]) => order.indexOf(role.role);
  const roles = [...user.roles].sort((one, other) => at(one) - at(other));
  return [...new Set(roles.map(roleLabel))].join(", ");
}

export function roleLabel(role: User["roles"][number]): string {
  return label(`roles.${role.role}.label`, role.label);
}

/**
 * The account itself is "All locations", where there are any. To whoever does not see the whole
 * account, somebody without a place in sight is at home elsewhere (RT28).
 */
export function homeText(user: User, account?: AccountView): string {
  const elsewhere = account && isFromElsewhere(account, user);
  return user.home?.name ?? (elsewhere ? t("user.home_elsewhere") : t("places.all"));
}

/** The scope of a role, when it is not simply where the user is. */
export function scopeText(role: User["roles"][number]): string {
  if (role.at_home) return t("roles.home");
  return role.place?.name ?? t("places.all");
}

/** API keys with whose they are: those that somebody made stop when they are suspended or deleted. */
export function keysText(keys: NonNullable<User["makes_keys"]>): string {
  return list(keys.map((one) => t("user.key_of", { key: one.name, service: one.service_user.name })));
}

/** Before it is done: which API keys stop with that user. */
export function stoppingText(user: User): string | undefined {
  const keys = user.makes_keys ?? [];
  const more = user.makes_more_keys ?? 0;
  const name = shownName(user);
  const found: string[] = [];
  if (keys.length) found.push(t("user.keys_stop", { n: keys.length, name, keys: keysText(keys) }));
  if (more) found.push(t("user.keys_stop_more", { n: more, name }));
  return found.join(" ") || undefined;
}

export function hasPlaces(account: AccountView): boolean {
  return account.levels.length > 0;
}

export function lockedText(locked: User["locked"]): string | undefined {
  if (locked === "access.self") return t("user.locked_self");
  if (locked === "access.not_contained") return t("user.locked_contained");
  return undefined;
}

