// One look at each screen that finds whatever is wrong with it.
import type { Page } from "playwright-core";
import { coloured, faults, sideways } from "../axe";
import type { Usher } from "../harness";
import type { Made } from "./made";
import { each, look, show, widths, type Shown } from "./shown";

/** What is wrong is told by name, and the next screen is looked at all the same. */
export function finding(made: Made, found: string[], run: (page: Page, one: Shown) => Promise<void>) {
  return async (page: Page, one: Shown) => {
    try {
      await show(page, one, made);
      await run(page, one);
    } catch (error) {
      found.push(`${one.name}: ${String(error).slice(0, 400)}`);
    }
  };
}

/** A page may not scroll sideways at 320 px; lists that do so on purpose scroll in themselves. */
export async function reflows(page: Page, found: string[], where: string): Promise<void> {
  if ((await sideways(page)) > 0) found.push(`${where} sticks out`);
}

/** In both directions: the page is turned where it stands, and back. */
async function fits(page: Page, found: string[], where: string): Promise<void> {
  for (const direction of ["ltr", "rtl"]) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await reflows(page, found, `${where}, ${direction}`);
  }
}

/**
 * One visit to each: in long texts from right to left, at every width, in both lights, and turned
 * to the other direction where it stands. The rules of axe do not know one language from another.
 */
export async function tour(usher: Usher, made: Made, screens: readonly Shown[]): Promise<string[]> {
  const found: string[] = [];
  const arabic = { language: "ar-XB", direction: "rtl" as const };
  await each(usher, screens, arabic, finding(made, found, async (page, one) => {
    for (const width of widths(one)) {
      await look(page, width, false);
      const where = `${one.name}, ${width} px`;
      found.push(...(await faults(page)).map((fault) => `${where}, light: ${fault}`));
      await fits(page, found, where);
      // Dark is the same page in other colours: what depends on them is looked at again.
      await look(page, width, true);
      found.push(...(await coloured(page)).map((fault) => `${where}, dark: ${fault}`));
    }
    await look(page, 320, false);
    await fits(page, found, `${one.name}, 320 px`);
  }));
  return found;
}
