import { t } from "$lib/messages";
import type { AccountView } from "$lib/types";

/** Why inviting is off, in a sentence; nothing when it is on. */
export function inviteReason(account: AccountView): string | undefined {
  if (account.invite.allowed) return undefined;
  const bought = account.seats?.bought;
  if (account.invite.why === "plan") return t("invite.off_plan", { plan: account.plan.label });
  if (bought !== undefined) return t("invite.off_seats", { bought });
  return t("invite.off");
}
