import { t } from "$lib/messages";
import type { User } from "$lib/types";

/** What happened to a user, and when. */
export interface Fact {
  label: string;
  at: string;
}

export function factsOf(user: User): Fact[] {
  const found: Fact[] = [];
  const add = (label: string, at: string | null | undefined) => {
    if (at) found.push({ label, at });
  };
  if (user.status === "invited" && user.invitation) {
    add(t("user.invited_at"), user.invitation.sent_at);
    const { expired, expires_at } = user.invitation;
    add(expired ? t("user.expired_at") : t("user.expires_at"), expires_at);
  }
  add(t("user.joined_at"), user.activated_at);
  add(t("user.active_at"), user.last_active_at);
  add(t("user.suspended_at"), user.suspended_at);
  add(t("user.deleted_at"), user.deleted_at);
  return found;
}
