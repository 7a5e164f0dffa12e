// What the form of a service user holds, and what has changed in it.
import { newChoice } from "$lib/roles";
import type { AccountView, RoleChoice, ServiceUser } from "$lib/types";

export interface Draft {
  name: string;
  roles: string[];
}
export type Part = keyof Draft;

export function draftOf(user: ServiceUser): Draft {
  return { name: user.name, roles: [...new Set(user.roles.map((role) => role.role))].sort() };
}

export function partsChanged(from: Draft, to: Draft): Part[] {
  const sorted = (roles: string[]) => [...roles].sort().join();
  return [
    ...(from.name === to.name.trim() ? [] : (["name"] as const)),
    ...(sorted(from.roles) === sorted(to.roles) ? [] : (["roles"] as const)),
  ];
}

/** Roles as chosen: those held stay as they are held, new ones go to their usual place. */
export function choicesOf(
  account: AccountView,
  user: ServiceUser | undefined,
  roles: string[],
): RoleChoice[] {
  return roles.flatMap((role): RoleChoice[] => {
    const held = user?.roles.filter((one) => one.role === role) ?? [];
    if (held.length === 0) return [newChoice(account, role)];
    return held.map((one) => ({
      role,
      ...(one.at_home ? {} : { place: one.place?.id ?? "account" }),
      ...(one.until ? { until: one.until } : {}),
    }));
  });
}

/** After somebody else's change: theirs where mine is untouched; both changed is a conflict. */
export function merge(base: Draft, mine: Draft, theirs: Draft): { draft: Draft; conflicts: Part[] } {
  const byMe = partsChanged(base, mine);
  const both = partsChanged(base, theirs).filter((part) => byMe.includes(part));
  const draft = { ...theirs };
  for (const part of byMe) Object.assign(draft, { [part]: mine[part] });
  return { draft, conflicts: both.filter((part) => partsChanged(mine, theirs).includes(part)) };
}
