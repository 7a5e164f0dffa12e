// Access levels, as forms hold them: of each ladder one level, at one or more places.
import { placeChoices } from "./places";
import type { AccountView, LevelChoice, User } from "./types";

export type Ladder = AccountView["ladders"][number];

export interface LevelDraft {
  /** Empty: no level of the ladder. */
  level: string;
  places: string[];
}
export type LevelDrafts = Record<string, LevelDraft>;

export const noLevel: LevelDraft = { level: "", places: [] };

export function levelsOf(user: User): LevelDrafts {
  return Object.fromEntries(
    user.levels.map(({ ladder, level, places }) => [
      ladder,
      { level: level ?? "", places: places.map((place) => place.id).sort() },
    ]),
  );
}

export function levelChoices(drafts: LevelDrafts): LevelChoice[] {
  return Object.entries(drafts).map(([ladder, { level, places }]) =>
    level ? { ladder, level, ...(places.length ? { places } : {}) } : { ladder },
  );
}

/** Where a level of that kind of place may be given. */
export function levelPlaces(account: AccountView, at: string) {
  const kinds = new Map(account.places.map((place) => [place.id, place.level]));
  return placeChoices(account, "roles.assign").filter(({ value }) => kinds.get(value) === at);
}

/** The first level that lacks its places. */
export function withoutPlaces(account: AccountView, drafts: LevelDrafts): string | undefined {
  return account.ladders.find((ladder) => {
    const draft = drafts[ladder.key];
    const level = ladder.levels.find((one) => one.key === draft?.level);
    return level && level.at !== "account" && draft?.places.length === 0;
  })?.key;
}

export function levelText(account: AccountView, drafts: LevelDrafts): string {
  const names = new Map(account.places.map((place) => [place.id, place.name]));
  return account.ladders
    .map((ladder) => {
      const draft = drafts[ladder.key] ?? noLevel;
      const level = ladder.levels.find((one) => one.key === draft.level);
      const where = draft.places.map((id) => names.get(id)).filter(Boolean);
      return [level?.label ?? ladder.none, ...where].join(" · ");
    })
    .join(", ");
}
