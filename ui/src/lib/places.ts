// Places to choose from.
import { t } from "./messages";
import type { AccountView, User } from "./types";

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

/** At home where the reader does not look, and seen for a role here (RT28). */
export function isFromElsewhere(account: AccountView, user: User): boolean {
  return account.levels.length > 0 && !user.home && account.can["users.view"] !== "all";
}

/** Where a further role of somebody from elsewhere holds: the place that they are seen for. */
export function placeSeenAt(account: AccountView, user: User) {
  const id = isFromElsewhere(account, user)
    ? user.roles.find((role) => role.place)?.place?.id
    : undefined;
  return account.places.find((place) => place.id === id);
}
