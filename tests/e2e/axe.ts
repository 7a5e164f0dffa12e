// axe-core on a page: WCAG 2.0–2.2 A and AA, and best practices. Nothing may be found.
import axe from "axe-core";
import type { Page } from "playwright-core";

type Only = { type: "tag" | "rule"; values: string[] };
const everything: Only = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
const colours: Only = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

// What lies over a page that was just resized is placed a moment later: a fault is what stays.
async function found(page: Page, runOnly: Only, without: string[] = []): Promise<string[]> {
  const first = await once(page, runOnly, without);
  if (first.length === 0) return first;
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return once(page, runOnly, without);
}

async function once(page: Page, runOnly: Only, without: string[]): Promise<string[]> {
  const there = await page.evaluate(() => "axe" in window);
  if (!there) await page.evaluate(axe.source);
  return page.evaluate(async ([only, rules]) => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run(document, { runOnly: only, rules, resultTypes: ["violations"] });
    return violations.map(
      (one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
    );
  }, [runOnly, Object.fromEntries(without.map((rule) => [rule, { enabled: false }]))] as const);
}

export const faults = (page: Page): Promise<string[]> => found(page, everything);

/** Of a letter: it stands in the page of a mail program, which has landmarks of its own. */
export const faultsOfLetter = (page: Page): Promise<string[]> =>
  found(page, everything, ["region", "landmark-one-main"]);

/** In forced colours: which they are is the system's choice. */
export const faultsBesideColours = (page: Page): Promise<string[]> =>
  found(page, everything, ["color-contrast"]);

/** The rules that depend on colours alone: for the same page in the other theme. */
export const coloured = (page: Page): Promise<string[]> => found(page, colours);

/** Does anything stick out sideways? */
export async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
