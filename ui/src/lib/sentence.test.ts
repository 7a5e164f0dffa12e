import { beforeAll, describe, expect, it } from "vitest";
import { loadLanguage, loadPart } from "./messages";
import { nameOf, sentence, valueText } from "./sentence";
import type { AuditEvent } from "./types";

beforeAll(async () => {
  await loadLanguage("en");
  await loadPart("rest");
  await loadPart("audit");
});

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, "");
function event(act: string, details: unknown = {}): AuditEvent {
  return {
    id: "evt_1",
    at: "2026-11-21T20:00:00.000Z",
    act,
    request: "req_1",
    by: { id: "user:usr_1", name: "Ada" },
    target: { id: "user:usr_2", name: "Max" },
    elsewhere: false,
    erased: false,
    details,
  } as AuditEvent;
}

describe("an event as a sentence", () => {
  it("names who did what to whom", () => {
    expect(plain(sentence(event("users.suspend")))).toBe("Ada suspended Max");
    expect(plain(sentence(event("users.accept")))).toBe("Max joined");
  });

  it("names a thing as the event has it, which is not somebody", () => {
    const target = { id: "resource:res_1" };
    const told = (details: unknown) =>
      plain(sentence({ ...event("resources.register", details), target } as AuditEvent));
    expect(told({ kind: "server", name: "Staging" })).toBe("Ada registered Staging");
    expect(told({ after: { name: "Live" } })).toBe("Ada registered Live");
    expect(told({ kind: "server" })).toBe("Ada registered a resource");
  });

  it("counts what changed", () => {
    const two = { before: { first_name: "M", phone: null }, after: { first_name: "Max", phone: "7" } };
    expect(plain(sentence(event("users.edit", two)))).toBe("Ada changed 2 details of Max");
    const one = { before: { first_name: "M" }, after: { first_name: "Max" } };
    expect(plain(sentence(event("users.edit", one)))).toBe("Ada changed one detail of Max");
  });

  it("tells a move with both homes, and says elsewhere for what is out of reach", () => {
    const move = { before: { home: "Lisbon" }, after: { home: "elsewhere" } };
    expect(plain(sentence(event("users.edit", move)))).toBe("Ada moved Max from Lisbon to elsewhere");
  });

  it("tells numbers before and after", () => {
    const seats = { before: { bought: 5 }, after: { bought: 8 } };
    expect(plain(sentence(event("seats.change", seats)))).toBe("Ada changed the seats from 5 to 8");
  });

  it("tells batches by their counts", () => {
    const many = { count: 12, people: 3 };
    expect(plain(sentence(event("signin.failed", many)))).toBe(
      "12 sign-ins with a wrong password for 3 people",
    );
    expect(plain(sentence(event("signin.in", { count: 1, people: 1 })))).toBe("Max signed in");
  });

  it("keeps an act that it does not know readable", () => {
    expect(plain(sentence(event("future.act")))).toBe("Ada: future.act, Max");
  });

  it("keeps a name apart from the sentence around it", () => {
    expect(sentence(event("users.suspend"))).toContain("\u2068Ada\u2069");
  });

  it("names actors without a name", () => {
    expect(nameOf({ id: "instance" })).toBe("The command line");
    expect(nameOf({ id: "operator:idn_1" })).toBe("An operator");
    expect(nameOf({ id: "user:usr_1", email: "max@stamps.example" })).toBe("max@stamps.example");
  });

  it("reads values as people do", () => {
    expect(valueText(null)).toBe("(nothing)");
    expect(valueText([{ role: "user", place: "home" }, { role: "admin", place: "Lisbon" }])).toBe(
      "user, admin (Lisbon)",
    );
  });
});
