// Roles as a form offers them.
import { exactly } from "./format";
import { t } from "./messages";
import type { AccountView, RoleChoice, RoleInfo } from "./types";

/** Given anew: at its usual place or this one, and no longer than the giver's own power lasts. */
export function newChoice(account: AccountView, role: string, place?: string): RoleChoice {
  const until = account.roles.find((one) => one.key === role)?.until;
  return { role, ...(place ? { place } : {}), ...(until ? { until } : {}) };
}

/** What it is, and when it would end. */
export function aboutRole(role: RoleInfo): string | undefined {
  const end = role.until && t("roles.ends", { when: exactly(role.until) });
  return [role.about, end].filter(Boolean).join(" ") || undefined;
}
