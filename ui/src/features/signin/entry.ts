import { t } from "$lib/messages";
import type { Me } from "$lib/types";

type Account = Me["accounts"][number];

/** Can it be entered, if with another sign-in? */
export function isOpen(account: Account): boolean {
  return account.entry === "open" || account.entry === "ended";
}

/** Why an account cannot be entered now, and what to do; nothing where it can. */
export function entryText(account: Account): string | undefined {
  switch (account.entry) {
    case "suspended":
      return t("entry.suspended");
    case "closed":
      return t(account.status === "suspended" ? "entry.account_suspended" : "entry.closed");
    case "address_needed":
      return t("entry.address_needed");
    case "reset_needed":
      return t("entry.reset_needed");
    case "ended":
      return t("entry.ended");
    default:
      return undefined;
  }
}
