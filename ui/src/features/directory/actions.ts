// What is done to a user from a row, the panel or the bar: shown at once, written, and rolled back
// with the reason if the server refuses.
import { levelChoices } from "$lib/levels";
import { t } from "$lib/messages";
import { resource, type Answer, type Resource } from "$lib/resource.svelte";
import { can, reknow } from "$lib/session.svelte";
import { refused, toast } from "$lib/toasts.svelte";
import type { User } from "$lib/types";
import {
  deleteUser,
  editUser,
  eraseUser,
  giveRoles,
  readUser,
  resendInvitation,
  restoreUser,
  resumeUser,
  suspendUser,
} from "./api";
import { changedParts, choicesOf, draftOf, patchOf } from "./draft";
import { usersChanged, type Users } from "./users.svelte";
import { keysText, shownName } from "./words";

type Names = "parts" | "whole";

export function userResource(account: string, id: string): Resource<User> {
  return resource(`user/${account}/${id}`, (signal) => readUser(account, id, signal));
}

/** Shows a changed user wherever it is shown. */
export function showChanged(users: Users, user: User): void {
  users.mine.add(user.id);
  users.pages.replace(user.id, () => user);
  userResource(users.account, user.id).set(user);
}

async function write(
  users: Users,
  user: User,
  next: User,
  asked: Promise<Answer<User>>,
  again: () => void,
) {
  showChanged(users, next);
  const got = await asked;
  if (got.ok) {
    showChanged(users, got.value);
    void users.recount();
    return got.value;
  }
  showChanged(users, user);
  refused(got.failure, again);
  // Somebody else was faster: show what is there now.
  if (got.failure.status === 412) {
    const fresh = userResource(users.account, user.id);
    await fresh.reload();
    if (fresh.value) users.pages.replace(user.id, () => fresh.value as User);
  }
  return undefined;
}

export async function suspend(users: Users, user: User): Promise<void> {
  const next: User = { ...user, status: "suspended", can: [] };
  const done = await write(users, user, next, suspendUser(users.account, user), () =>
    void suspend(users, user),
  );
  if (!done) return;
  const text = t("user.suspended", { name: shownName(user) });
  const keys = done.makes_keys ?? user.makes_keys ?? [];
  toast(keys.length ? t("user.keys_stopped", { text, keys: keysText(keys) }) : text, {
    label: t("undo"),
    run: () => void resume(users, done, false),
  });
}

export async function resume(users: Users, user: User, offersUndo = true): Promise<void> {
  const next: User = { ...user, status: "active", can: [] };
  const done = await write(users, user, next, resumeUser(users.account, user), () =>
    void resume(users, user, offersUndo),
  );
  if (!done) return;
  const undo = { label: t("undo"), run: () => void suspend(users, done) };
  toast(t("user.resumed", { name: shownName(user) }), offersUndo ? undo : undefined);
}

export async function resend(users: Users, user: User): Promise<void> {
  const got = await resendInvitation(users.account, user);
  if (!got.ok) return refused(got.failure, () => void resend(users, user));
  showChanged(users, got.value);
  toast(t("user.resent", { email: user.email ?? shownName(user) }));
}

/** Deletes; revoking an invitation is the same. What can be taken back is offered to be. */
export async function remove(
  users: Users,
  user: User,
  askHome: (user: User) => void,
): Promise<Answer<unknown>> {
  const got = await deleteUser(users.account, user);
  if (!got.ok) return got;
  usersChanged(users);
  void reknow();
  const name = shownName(user);
  const text = user.status === "invited" ? t("user.revoked", { name }) : t("user.deleted", { name });
  const gone: User = { ...user, status: "deleted", version: user.version + 1, can: [] };
  userResource(users.account, user.id).set(gone);
  // Only who may delete sees the deleted, and may bring them back.
  const undo = { label: t("undo"), run: () => void restore(users, gone, askHome) };
  toast(text, can("users.delete") ? undo : undefined);
  return got;
}

/**
 * Brings back who was deleted. Where their place is gone `askHome` has another chosen, whether that
 * shows at the first try or at a later one; with `home` it is.
 */
export async function restore(
  users: Users,
  user: User,
  askHome: (user: User) => void,
  home?: string,
): Promise<Answer<unknown>> {
  const got = await restoreUser(users.account, user, home);
  if (!got.ok) {
    // Who chose a place has the dialog before them, with its own button.
    if (home) refused(got.failure);
    else if (got.failure.key === "users.home_gone") askHome(user);
    else refused(got.failure, () => void restore(users, user, askHome));
    return got;
  }
  const { user: back, dropped } = got.value;
  usersChanged(users);
  userResource(users.account, back.id).set(back);
  void reknow();
  const name = shownName(back);
  const text =
    dropped.length > 0
      ? t("user.restored_without", { name, roles: dropped.join(", ") })
      : back.status === "invited"
        ? t("user.restored_invited", { name })
        : t("user.restored", { name });
  toast(text);
  return got;
}

/** For good: asked about before. */
export async function erase(users: Users, user: User): Promise<Answer<User>> {
  const got = await eraseUser(users.account, user);
  if (!got.ok) return got;
  showChanged(users, got.value);
  toast(t("user.erased", { name: shownName(got.value) }));
  return got;
}

/** Puts details and roles back as they were before a save, unless somebody changed them since. */
export async function putBack(users: Users, before: User, after: User, names: Names): Promise<void> {
  let now = after;
  const patch = patchOf(draftOf(after), draftOf(before), names);
  if (patch) {
    const got = await editUser(users.account, now, patch);
    if (!got.ok) return refused(got.failure, () => void putBack(users, before, now, names));
    now = got.value;
  }
  const was = draftOf(before);
  const changed = changedParts(draftOf(now), was);
  if (changed.includes("roles") || changed.includes("levels")) {
    const levels = changed.includes("levels") ? levelChoices(was.levels) : undefined;
    const got = await giveRoles(users.account, now, choicesOf(before, was.roles), levels);
    if (!got.ok) return refused(got.failure, () => void putBack(users, before, now, names));
    now = got.value;
  }
  showChanged(users, now);
  toast(t("user.put_back", { name: shownName(now) }));
}
