import { describe, expect, it } from "vitest";
import { asked, dayBegins, filterOf, isFiltered } from "./api";

const filter = (query: string) => filterOf(new URLSearchParams(query));

describe("the filter of the log", () => {
  it("stands in the address", () => {
    expect(filter("act=users.edit&until=2026-11-21")).toMatchObject({
      act: "users.edit",
      until: "2026-11-21",
      text: "",
    });
    expect(isFiltered(filter(""))).toBe(false);
    expect(isFiltered(filter("actor=usr_1"))).toBe(true);
  });

  it("takes days of the reader, the last one whole", () => {
    const { from, to } = asked(filter("from=2026-11-21&until=2026-11-21"));
    expect(from).toBe(new Date(2026, 10, 21).toISOString());
    expect(to).toBe(new Date(2026, 10, 22).toISOString());
  });

  it("leaves out what is no day, and what is empty", () => {
    expect(dayBegins("tomorrow")).toBeUndefined();
    expect(asked(filter("from=x&text="))).toEqual({});
  });
});
