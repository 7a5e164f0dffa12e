// What another plan means for the seats.
import { label } from "$lib/labels";
import { t } from "$lib/messages";
import type { Plan, Seats } from "$lib/types";

/** What a plan is called, in the reader's words. */
export const named = (plan: Plan) => label(`plans.${plan.key}.label`, plan.label);

/** What becomes of the seats with `next`: bought ones stay (RT52). Undefined where nothing does. */
export function becomes(
  seats: Pick<Seats, "bought" | "used">,
  next: Plan,
): string | undefined {
  if (next.seats === undefined) return seats.bought === undefined ? undefined : t("plans.boundless");
  const n = Math.max(next.seats, seats.bought ?? 0);
  if (n < seats.used) return t("plans.too_few", { used: seats.used, plan: named(next), n });
  return n === seats.bought ? t("plans.keeps", { n }) : t("plans.gets", { n, used: seats.used });
}
