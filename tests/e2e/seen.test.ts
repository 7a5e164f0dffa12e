// The usual screens as some have to see them: in the colours of their system, and twice as large.
import { beforeAll, describe, expect, it } from "vitest";
import { faultsBesideColours, sideways } from "./axe";
import { startUsher, usher } from "./harness";
import { around, users } from "./screens/account";
import { make, type Made } from "./screens/made";
import { console as operators, own, ways } from "./screens/own";
import { each, settled, usual, widths } from "./screens/shown";
import { cutTexts, stops } from "./screens/stops";
import { finding } from "./screens/tour";

const screens = [...ways, ...users, ...around, ...own, ...operators].filter(({ name }) => usual.test(name));
let made: Made;
startUsher();
beforeAll(async () => {
  made = await make(usher);
});

describe("the usual screens", () => {
  it("in forced colours: nothing is lost, and each stop by Tab has a ring", { timeout: 300_000 }, async () => {
    const found: string[] = [];
    await each(usher, screens, {}, async (page, one) => {
      await page.emulateMedia({ forcedColors: "active" });
      await finding(made, found, async () => {
        for (const width of widths(one)) {
          const where = `${one.name}, ${width} px`;
          await page.setViewportSize({ width, height: 900 });
          await settled(page);
          found.push(...(await faultsBesideColours(page)).map((fault) => `${where}: ${fault}`));
          if ((await sideways(page)) > 0) found.push(`${where} sticks out`);
        }
        await stops(page, found, one.name);
      })(page, one);
    });
    expect(found).toEqual([]);
  });

  // A window of 1280 by 800 at 200 %: half as many pixels of the page each way.
  it("at 200 %: no text is cut, nothing sticks out, and no bar covers what has the focus", { timeout: 300_000 }, async () => {
    const found: string[] = [];
    await each(usher, screens, {}, finding(made, found, async (page, one) => {
      await page.setViewportSize({ width: 640, height: 400 });
      await settled(page);
      if ((await sideways(page)) > 0) found.push(`${one.name} sticks out`);
      found.push(...(await cutTexts(page)).map((text) => `${one.name}: "${text}" is cut`));
      await stops(page, found, one.name);
    }));
    expect(found).toEqual([]);
  });
});
