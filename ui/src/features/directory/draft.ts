// What a form of a user holds, and what has changed in it.
import { levelsOf, type LevelDrafts } from "$lib/levels";
import { placeSeenAt } from "$lib/places";
import { newChoice } from "$lib/roles";
import type { AccountView, RoleChoice, User } from "$lib/types";
import type { Details } from "./api";

export interface Draft {
  name: string;
  first_name: string;
  last_name: string;
  /** A place's id, or "account". */
  home: string;
  roles: string[];
  /** By ladder. */
  levels: LevelDrafts;
  fields: Record<string, string>;
}

export function draftOf(user: User): Draft {
  return {
    name: user.name,
    first_name: user.first_name,
    last_name: user.last_name,
    home: user.home?.id ?? "account",
    // A level is no role of its own: it stands in its ladder.
    roles: [
      ...new Set(user.roles.filter((role) => !role.ladder).map((role) => role.role)),
    ].sort(),
    levels: levelsOf(user),
    fields: { ...user.fields },
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The parts of a draft by name, each as one comparable value. */
export type Part = keyof Draft;
export const parts: readonly Part[] = [
  "name",
  "first_name",
  "last_name",
  "home",
  "roles",
  "levels",
  "fields",
];

export function changedParts(from: Draft, to: Draft): Part[] {
  return parts.filter((part) => {
    if (part === "roles") return !same([...from.roles].sort(), [...to.roles].sort());
    if (part === "levels") return !same(from.levels, to.levels);
    if (part === "fields") return !same(filled(from.fields), filled(to.fields));
    return from[part] !== to[part];
  });
}

function filled(fields: Record<string, string>): [string, string][] {
  return Object.entries(fields)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => a.localeCompare(b));
}

/** What PATCH is sent: only what changed, in the form of names that the account keeps. */
export function patchOf(from: Draft, to: Draft, names: "parts" | "whole"): Details | undefined {
  const changed = changedParts(from, to);
  const patch: Details = {};
  if (names === "whole" && changed.includes("name")) patch.name = to.name.trim();
  if (names === "parts") {
    if (changed.includes("first_name")) patch.first_name = to.first_name.trim();
    if (changed.includes("last_name")) patch.last_name = to.last_name.trim();
  }
  if (changed.includes("home")) patch.home = to.home;
  if (changed.includes("fields")) patch.fields = changedFields(from.fields, to.fields);
  return Object.keys(patch).length ? patch : undefined;
}

function changedFields(from: Record<string, string>, to: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(to).filter(([key, value]) => (from[key] ?? "") !== value),
  );
}

/**
 * Roles as chosen: those held stay where they are held, new ones (which need the account) go to
 * their usual place; of somebody from elsewhere, to where they are seen.
 */
export function choicesOf(user: User, roles: string[], account?: AccountView): RoleChoice[] {
  return roles.flatMap((role): RoleChoice[] => {
    const held = user.roles.filter((one) => one.role === role);
    if (held.length === 0) {
      return [account ? newChoice(account, role, placeSeenAt(account, user)?.id) : { role }];
    }
    return held.map((one) => ({
      role,
      // Left out, a role holds where the user's home is, and moves with it.
      ...(one.at_home ? {} : { place: one.place?.id ?? "account" }),
      ...(one.until ? { until: one.until } : {}),
    }));
  });
}

/** Which of the two stays, part by part; nothing until somebody has said so. */
export type Choices = Partial<Record<Part, "mine" | "theirs">>;

export interface Conflict {
  part: Part;
  theirs: Draft;
  mine: Draft;
}

/** After somebody else's change: theirs where mine is untouched; both changed is a conflict. */
export function merge(base: Draft, mine: Draft, theirs: Draft): { draft: Draft; conflicts: Part[] } {
  const byMe = changedParts(base, mine);
  const byThem = changedParts(base, theirs);
  const conflicts = byThem.filter(
    (part) => byMe.includes(part) && changedParts(mine, theirs).includes(part),
  );
  const draft = { ...theirs };
  for (const part of byMe) Object.assign(draft, { [part]: mine[part] });
  return { draft, conflicts };
}
