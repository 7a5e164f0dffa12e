// Places to choose from.
import { t } from "./messages";
import type { AccountView } from "./types";

/** The places where the server lets this act be done: the account itself first, if it is among them. */
export function placeChoices(account: AccountView, act: string) {
  const where = account.can[act];
  if (where === undefined) return [];
  const choice = (place: { id: string; name: string }) => ({ value: place.id, label: place.name });
  if (where === "all") {
    return [{ value: "account", label: t("places.all") }, ...account.places.map(choice)];
  }
  const parents = new Map(account.places.map((place) => [place.id, place.parent]));
  const reached = (id: string | undefined): boolean =>
    id !== undefined && (where.includes(id) || reached(parents.get(id)));
  return account.places.filter((place) => reached(place.id)).map(choice);
}
