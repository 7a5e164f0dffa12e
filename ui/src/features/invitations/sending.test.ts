import { describe, expect, it } from "vitest";
import { parseEmails } from "$lib/emails";
import { install } from "$lib/messages";
import { sendingOf } from "./sending";

install(() => ({ "email.name_long": (a: { max: number }) => `at most ${a.max}` }), "en");
const of = (text: string, users: string[] = []) =>
  sendingOf(parseEmails(text), (entry) => users.includes(entry.text), "parts");

describe("addresses that are sent", () => {
  it("take their names along", () => {
    expect(of("Ada Lovelace <a@x.io>; b@x.io")).toEqual({
      people: [{ email: "a@x.io", first_name: "Ada", last_name: "Lovelace" }, { email: "b@x.io" }],
      skipped: [],
    });
  });

  it("are not those with a name that is too long: they are left to be corrected", () => {
    const { people, skipped } = of(`${"x".repeat(101)} <m@x.io>; b@x.io`);
    expect(people).toEqual([{ email: "b@x.io" }]);
    expect(skipped).toEqual([{ email: "m@x.io", status: "not_sent", detail: "at most 100" }]);
  });

  it("are not those of users", () => {
    const { people, skipped } = of("a@x.io b@x.io", ["a@x.io"]);
    expect(people).toEqual([{ email: "b@x.io" }]);
    expect(skipped).toEqual([{ email: "a@x.io", status: "not_sent", code: "users.exists" }]);
  });

  it("are the wrong ones too: the answer says what is wrong with them", () => {
    expect(of("Tom Lee <tom@northwind>; b@x.io").people).toEqual([
      { email: "tom@northwind" },
      { email: "b@x.io" },
    ]);
  });
});
