import { beforeEach, describe, expect, it } from "vitest";
import { install, speakOf, t } from "./messages";

/** As the compiled catalogue of a language does it. */
function speak(tag: string, location: string, locations: string, all: string) {
  install(
    (_n, _p, _s, word) => ({
      "word.location": location,
      "word.locations": locations,
      "field.location": () => word("Location"),
      "places.all": () => all + word("locations"),
    }),
    tag,
  );
}

describe("words that a product may call otherwise", () => {
  beforeEach(() => speakOf({}));

  it("are ours where the product has none", () => {
    speak("en", "location", "locations", "All ");
    expect([t("field.location"), t("places.all")]).toEqual(["Location", "All locations"]);
    speak("de", "Standort", "Standorte", "Alle ");
    expect([t("field.location"), t("places.all")]).toEqual(["Standort", "Alle Standorte"]);
  });

  it("are the product's, small within a sentence and as a label begins", () => {
    speak("en", "location", "locations", "All ");
    speakOf({ location: "depot", locations: "depots" });
    expect([t("field.location"), t("places.all")]).toEqual(["Depot", "All depots"]);
    speakOf({ location: "état", locations: "états" });
    expect([t("field.location"), t("places.all")]).toEqual(["État", "All états"]);
  });

  it("are one by one: another word stays ours, and the next product begins anew", () => {
    speak("en", "location", "locations", "All ");
    speakOf({ location: "depot" });
    expect([t("field.location"), t("places.all")]).toEqual(["Depot", "All locations"]);
    speakOf({});
    expect(t("field.location")).toBe("Location");
  });

  it("that Usher shows nowhere change nothing", () => {
    speak("en", "location", "locations", "All ");
    speakOf({ seat: "licence", users: "people" });
    expect([t("field.location"), t("places.all")]).toEqual(["Location", "All locations"]);
  });
});
