// How service users and their keys read.
import { label } from "$lib/labels";
import { t, textOf } from "$lib/messages";
import type { AccountView, ApiKey, Permission, ServiceUser } from "$lib/types";

export function hasPlaces(account: AccountView): boolean {
  return account.levels.length > 0;
}

export function rolesText(user: ServiceUser): string {
  const names = user.roles.map((role) => label(`roles.${role.role}.label`, role.label));
  return [...new Set(names)].join(", ") || t("roles.none");
}

/** Its home; the account itself is "All locations". */
export function homeText(user: ServiceUser): string {
  return user.home?.name ?? t("places.all");
}

export function permissionText({ permission, act, label: given }: Permission): string {
  return act
    ? (textOf(`may.${permission}`) ?? permission)
    : label(`permissions.${permission}.label`, given);
}

/** Why a key opens nothing at the moment, and what helps. */
export function stoppedText({ stopped, maker }: ApiKey): string | undefined {
  if (stopped === "maker_gone") return t("api_keys.maker_gone", { name: maker.name });
  if (stopped === "maker_lacks") return t("api_keys.maker_lacks", { name: maker.name });
  return undefined;
}
