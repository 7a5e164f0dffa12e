import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { install, loadLanguage } from "$lib/messages";
import { showIn } from "$lib/zone";
import { partsOf } from "./found";

// To a reader of German, too: a sentence is in one language, its numbers and dates with it.
beforeAll(() => {
  install(() => ({}), "de");
  showIn("Europe/Berlin");
});
afterAll(async () => {
  await loadLanguage("en");
  showIn(undefined);
});

describe("what the server finds", () => {
  it("tells commands from words", () => {
    expect(partsOf("`usher backup FILE` makes one; or `usher restore`.")).toEqual([
      { text: "usher backup FILE", code: true },
      { text: " makes one; or ", code: false },
      { text: "usher restore", code: true },
      { text: ".", code: false },
    ]);
  });

  it("says much room in GiB", () => {
    const told = (text: string) => partsOf(text).map((part) => part.text).join("");
    expect(told("60127 MiB are free; the data takes up 940 MiB.")).toBe(
      "58.7 GiB are free; the data takes up 940 MiB.",
    );
  });

  it("says moments in the reader's zone, and leaves those of a command alone", () => {
    const iso = "2026-11-21T20:00:00.000Z";
    expect(partsOf(`It is ${iso}.`)).toEqual([{ text: "It is November 21, 2026 at 9:00:00 PM GMT+1.", code: false }]);
    expect(partsOf(`\`date ${iso}\``)).toEqual([{ text: `date ${iso}`, code: true }]);
  });
});
