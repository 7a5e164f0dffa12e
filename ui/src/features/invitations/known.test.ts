import { describe, expect, it } from "vitest";
import type { EmailEntry } from "$lib/emails";
import { install } from "$lib/messages";
import { refusedTags } from "./known.svelte";

install(() => ({ "invite.already": "already a user", "invite.no_seat": "no seat" }), "en");
const entries = (...all: string[]) => all.map((text) => ({ text, fault: "none" }) as EmailEntry);
const said = (emails: EmailEntry[], users: string[], free?: number) =>
  Object.entries(refusedTags(emails, ({ text }) => users.includes(text), free)).map(
    ([email, { why }]) => `${email}: ${why}`,
  );

describe("the tags of addresses about to be invited", () => {
  it("say who is a user already", () => {
    expect(said(entries("A@x.example", "b@x.example"), ["A@x.example"])).toEqual([
      "a@x.example: already a user",
    ]);
  });

  it("say for whom no seat is left, and users take none", () => {
    const all = entries("a@x.example", "b@x.example", "c@x.example", "d@x.example");
    expect(said(all, ["a@x.example"], 2)).toEqual([
      "a@x.example: already a user",
      "d@x.example: no seat",
    ]);
    expect(said(all, [], 0)).toHaveLength(4);
  });

  it("say nothing of seats where they have no limit, or are not for the reader to know", () => {
    expect(said(entries("a@x.example", "b@x.example"), [])).toEqual([]);
  });
});
