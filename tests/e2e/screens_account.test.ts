// Each screen of an account.
import { expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { around, users } from "./screens/account";
import { make } from "./screens/made";
import { tour } from "./screens/tour";

startUsher();

it("each has nothing for axe to find, and nothing that sticks out", { timeout: 1_200_000 }, async () => {
  expect(await tour(usher, await make(usher), [...users, ...around])).toEqual([]);
});
