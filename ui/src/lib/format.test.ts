import { beforeAll, describe, expect, it } from "vitest";
import { exactly, initials, pieces, when } from "./format";
import { loadLanguage, loadPart } from "./messages";
import { showIn } from "./zone";

beforeAll(async () => {
  await loadLanguage("en");
  await loadPart("rest");
});
const bold = (text: string, search: string) =>
  pieces(text, search)
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join("");

describe("matches in bold", () => {
  it("ignores case and accents, as the search does", () => {
    expect(bold("Tomás Éloïse", "elo mas")).toBe("To[más] [Élo]ïse");
  });
  it("knows strokes that are no accents, and letters that stand for two", () => {
    expect(bold("Łucja Øster", "luc ost")).toBe("[Łuc]ja [Øst]er");
    expect(bold("Straße, Ægir", "ss ae")).toBe("Stra[ß]e, [Æ]gir");
  });
  it("marks each place and every word", () => {
    expect(bold("anna.banana@x.io", "an")).toBe("[an]na.b[anan]a@x.io");
  });
  it("marks nothing without a search, or without a hit", () => {
    expect(bold("Ada", "")).toBe("Ada");
    expect(bold("Ada", "zz")).toBe("Ada");
  });
  it("treats what was typed as text, not as a pattern", () => {
    expect(bold("a.c (x)", "( .")).toBe("a[.]c [(]x)");
  });
});

describe("times", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  it.each([
    ["2026-11-21T11:59:30Z", "just now"],
    ["2026-11-21T09:00:00Z", "3 hours ago"],
    ["2026-11-20T11:00:00Z", "yesterday"],
    ["2026-11-27T12:00:00Z", "in 6 days"],
    ["2026-11-28T11:57:00Z", "in 7 days"],
    ["2026-11-22T23:00:00Z", "in 35 hours"],
    ["2026-11-23T11:57:00Z", "in 2 days"],
    ["2026-11-21T12:59:50Z", "in 1 hour"],
    ["2026-11-28T12:00:00Z", "Nov 28"],
    ["2026-11-01T12:00:00Z", "Nov 1"],
    ["2025-11-01T12:00:00Z", "Nov 1, 2025"],
  ])("%s is %s", (iso, text) => expect(when(iso, now)).toBe(text));
});

describe("initials", () => {
  it.each([
    ["Ada Lovelace", "", "AL"],
    ["Ada", "", "A"],
    ["Mary Ann Evans", "", "ME"],
    ["", "ada.lovelace@x.io", "AL"],
    ["ada@stamps.example", "", "A"],
    ["", "", ""],
    ["李 小龙", "", "李小"],
    ["Benutzer 7F3K (gelöscht)", "", "B7"],
    ["(…)", "", "("],
  ])("of %j %j: %j", (name, email, letters) => expect(initials(name, email)).toBe(letters));
});

describe("the reader's zone", () => {
  const now = Date.parse("2027-03-01T12:00:00Z");
  it("decides the day and the hour; an unknown one is the browser's", () => {
    showIn("Pacific/Kiritimati");
    expect(when("2026-12-31T20:00:00Z", now)).toMatch(/Jan 1/);
    expect(exactly("2026-12-31T20:00:00Z")).toMatch(/10:00:00.*GMT\+14/);
    showIn("Pacific/Honolulu");
    expect(when("2027-01-01T05:00:00Z", now)).toMatch(/Dec 31, 2026/);
    showIn("Nowhere/At_All");
    expect(exactly("2026-12-31T20:00:00Z")).not.toMatch(/GMT\+14/);
    showIn(undefined);
  });
});
