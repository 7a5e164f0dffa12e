// What is done to a user from a row, the panel or the bar: shown at once, written, and rolled back
// with the reason if the server refuses.
import { t } from "$lib/messages";
import { resource, type Answer, type Resource } from "$lib/resource.svelte";
import { reknow } from "$lib/session.svelte";
import { toast } from "$lib/toasts.svelte";
import type { User } from "$lib/types";
import { deleteUser, readUser, resendInvitation, resumeUser, suspendUser } from "./api";
import { usersChanged, type Users } from "./users.svelte";
import { shownName } from "./words";

export function userResource(account: string, id: string): Resource<User> {
  return resource(`user/${account}/${id}`, (signal) => readUser(account, id, signal));
}

/** Shows a changed user wherever it is shown. */
export function showChanged(users: Users, user: User): void {
  users.pages.replace(user.id, () => user);
  userResource(users.account, user.id).set(user);
}

async function write(users: Users, user: User, next: User, asked: Promise<Answer<User>>) {
  showChanged(users, next);
  const got = await asked;
  if (got.ok) {
    showChanged(users, got.value);
    void users.recount();
    return got.value;
  }
  showChanged(users, user);
  toast(got.failure.detail, undefined, "bad");
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
  const done = await write(users, user, next, suspendUser(users.account, user));
  if (!done) return;
  toast(t("user.suspended", { name: shownName(user) }), {
    label: t("undo"),
    run: () => void resume(users, done, false),
  });
}

export async function resume(users: Users, user: User, offersUndo = true): Promise<void> {
  const next: User = { ...user, status: "active", can: [] };
  const done = await write(users, user, next, resumeUser(users.account, user));
  if (!done) return;
  const undo = { label: t("undo"), run: () => void suspend(users, done) };
  toast(t("user.resumed", { name: shownName(user) }), offersUndo ? undo : undefined);
}

export async function resend(users: Users, user: User): Promise<void> {
  const got = await resendInvitation(users.account, user);
  if (!got.ok) {
    toast(got.failure.detail, undefined, "bad");
    return;
  }
  showChanged(users, got.value);
  toast(t("user.resent", { email: user.email ?? shownName(user) }));
}

/** Deletes after it was confirmed; also how an invitation is revoked. */
export async function remove(users: Users, user: User): Promise<Answer<unknown>> {
  const got = await deleteUser(users.account, user);
  if (!got.ok) return got;
  usersChanged(users);
  void reknow();
  const name = shownName(user);
  toast(user.status === "invited" ? t("user.revoked", { name }) : t("user.deleted", { name }));
  return got;
}

/** How many requests of one bulk action are under way at once. */
const atOnce = 4;

/** Suspends or resumes all that may be; tells how it went. */
export async function forAll(
  users: Users,
  chosen: User[],
  what: "suspend" | "resume",
): Promise<void> {
  const queue = [...chosen];
  const done: User[] = [];
  let failed = 0;
  let reason = "";
  const work = async () => {
    for (let user = queue.shift(); user; user = queue.shift()) {
      const asked = what === "suspend" ? suspendUser : resumeUser;
      const got = await asked(users.account, user);
      if (got.ok) {
        done.push(got.value);
        showChanged(users, got.value);
      } else {
        failed++;
        reason = got.failure.detail;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  void users.recount();
  if (failed) toast(t("bulk.failed", { failed, reason }), undefined, "bad");
  if (done.length === 0) return;
  const back = what === "suspend" ? "resume" : "suspend";
  const text =
    what === "suspend"
      ? t("bulk.suspended", { n: done.length })
      : t("bulk.resumed", { n: done.length });
  toast(text, { label: t("undo"), run: () => void forAll(users, done, back) });
}
