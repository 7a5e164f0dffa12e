// What is wrong with something typed, in words that say what to do.
import { mostName } from "./email";
import type { EmailEntry } from "./emails";
import { t } from "./messages";

export function emailProblem(value: string, fault: EmailEntry["fault"]): string {
  if (!value) return t("email.missing");
  switch (fault) {
    case "no_at":
      return t("email.no_at", { value });
    case "no_local":
      return t("email.no_local", { value });
    case "no_dot":
      return t("email.no_dot", { value });
    case "name_long":
      return t("email.name_long", { max: mostName });
    case "too_long":
      return t("email.too_long", { value });
    default:
      return t("email.bad_sign", { value });
  }
}

/** How many minutes somebody who tried too often has to wait, told in whole ones. */
export function waitMinutes(seconds: string | number | undefined): number {
  return Math.max(1, Math.ceil(Number(seconds ?? 60) / 60));
}
