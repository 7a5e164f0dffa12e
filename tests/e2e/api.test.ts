// The UI's types are made from what the server says of itself.
import { describe, expect, it } from "vitest";
// @ts-expect-error a plain script without types
import { upToDate } from "../../ui/scripts/api.mjs";
import { startUsher, usher } from "./harness";

startUsher();

describe("the API's description", () => {
  it("is the one that the UI's types were made from", async () => {
    const description = await (await fetch(`${usher.url}/openapi.json`)).json();
    expect(await upToDate(description), "run npm run api in ui/").toBe(true);
  });
});
