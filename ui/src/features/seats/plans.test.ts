import { beforeAll, describe, expect, it } from "vitest";
import { loadLanguage, loadPart, t } from "$lib/messages";
import type { Plan } from "$lib/types";
import { becomes } from "./plans";

beforeAll(async () => {
  await loadLanguage("en");
  await Promise.all([loadPart("rest"), loadPart("owning")]);
});
const plan = (seats?: number) =>
  ({ key: "pro", label: "Pro", feature_keys: [], features: [], ...(seats ? { seats } : {}) }) as unknown as Plan;

describe("another plan", () => {
  it.each([
    ["keeps the seats that are bought, where it has fewer", 5, 2, 1, "Your 5 seats stay."],
    ["brings the seats that it has", 2, 2, 10, "After the change the account has 10 seats, 2 of them in use."],
    ["brings an end to the limit", 5, 2, undefined, "After the change there is no limit of seats."],
    ["with as many seats as in use is enough", undefined, 3, 3,
      "After the change the account has 3 seats, 3 of them in use."],
    ["with fewer seats than in use is refused before it is asked for", undefined, 4, 3,
      "4 seats are in use, and with Pro there would be 3. Free seats first."],
  ])("%s", (_, bought, used, seats, said) => {
    expect(becomes({ used, ...(bought === undefined ? {} : { bought }) }, plan(seats))).toBe(said);
  });

  it("without a limit changes nothing where there was none", () => {
    expect(becomes({ used: 4 }, plan())).toBeUndefined();
  });
});

describe("the least number of seats", () => {
  it.each([
    [0, "At least 1."],
    [1, "At least 1: the one in use."],
    [1200, "At least 1,200: those in use."],
  ])("with %i in use", (used, said) => expect(t("seats.least", { used })).toBe(said));

  it("is one where none is in use", () => {
    expect(t("seats.below_use", { used: 0 })).toBe("Keep at least one seat.");
  });
});
