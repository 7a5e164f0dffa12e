// Each screen of sign-in, one's own and the operators'.
import { expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { make } from "./screens/made";
import { console as operators, own, ways } from "./screens/own";
import { tour } from "./screens/tour";

startUsher();

it("each has nothing for axe to find, and nothing that sticks out", { timeout: 1_200_000 }, async () => {
  expect(await tour(usher, await make(usher), [...ways, ...own, ...operators])).toEqual([]);
});
