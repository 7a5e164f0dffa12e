// What a screen is, and how one gets to see it. The tests look at all of them, the pictures too.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { Usher } from "../harness";
import type { Made } from "./made";

export interface Shown {
  name: string;
  /** Who is signed in; nobody without. */
  who?: string;
  path: string | ((made: Made) => string);
  /** What is there when the screen is. */
  ready: string;
  /** Before the page is loaded: answers that fail, a connection that is gone. */
  before?: (page: Page) => Promise<unknown>;
  /** From the page to the state that is meant. Without words: pages are in other languages too. */
  then?: (page: Page) => Promise<unknown>;
  /** It is there on a phone only, or on a desk only. */
  phone?: true;
  desk?: true;
}

/** By their names those that most people see, in their usual state. */
export const usual = /^(sign-in|join|users|user|invite|add a user|seats|audit log|ownership|profile|security|operator)$/;

/** The widths at which it is looked at. */
export const widths = ({ phone, desk }: Shown): number[] =>
  phone ? [390] : desk ? [1440] : [1440, 390];

/** Presses the first of these. */
export const press = (selector: string) => (page: Page) => page.locator(selector).first().click();

/** Does one after the other. */
export const steps =
  (...all: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of all) await step(page);
  };

export const until = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();

const sources = new URL("../../../src/", import.meta.url);
let allSaid = "";
/** The server's own sentence for an error, as a folder's errors.def has it. */
export function saidOf(code: string): string {
  const definitions = (folder: string) => new URL(`${folder}/errors.def`, sources);
  allSaid ||= readdirSync(sources)
    .map(definitions)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const found = new RegExp(`"${code}",\\s*\\w+,\\s*"([^"]*)"`).exec(allSaid);
  if (!found?.[1]) throw new Error(`the server has no error ${code}`);
  return found[1];
}

/** Every answer to this is a refusal of that kind. */
export const refusing = (pattern: RegExp, status: number, code: string) => (page: Page) =>
  page.route(pattern, (route) =>
    route.fulfill({
      status,
      contentType: "application/problem+json",
      body: JSON.stringify({ status, code, detail: saidOf(code), request: "req_0123456789" }),
    }),
  );

/** Shows one on a page that may have shown another before. */
export async function show(page: Page, one: Shown, made: Made): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
  const path = typeof one.path === "string" ? one.path : one.path(made);
  // What differs behind # alone would not be loaded anew.
  if (path.includes("#")) await page.goto("about:blank");
  await one.before?.(page);
  await page.goto(path);
  await page.locator(one.ready).first().waitFor();
  await one.then?.(page);
  await settled(page);
}

/** Until what moves has come to rest, and lists have measured themselves. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
    await frame();
    await frame();
  });
}

/** The same page in another size and light, as when a window is resized. */
export async function look(page: Page, width: number, dark: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.setViewportSize({ width, height: width > 720 ? 900 : 844 });
  await settled(page);
}

/** Screens of one person after the other, a page for each person: at most `lanes` at a time. */
export async function each(
  usher: Usher,
  screens: readonly Shown[],
  how: { language?: string; direction?: "rtl"; locale?: string; phone?: boolean; lanes?: number },
  run: (page: Page, one: Shown) => Promise<void>,
): Promise<void> {
  const longest = 12;
  const groups: Shown[][] = [];
  for (const one of screens) {
    const mine = groups.findLast((group) => group[0]?.who === one.who && group[0]?.phone === one.phone);
    if (mine && mine.length < longest) mine.push(one);
    else groups.push([one]);
  }
  groups.sort((a, b) => b.length - a.length);
  const lane = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      const [{ who, phone } = { who: undefined, phone: undefined }] = group;
      const size = phone || how.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
      const screen = { ...how, ...size };
      const page = who ? await usher.signedIn(who, screen) : await usher.page(screen);
      for (const one of group) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: "light" });
        await run(page, one);
      }
      await page.context().close();
    }
  };
  await Promise.all(Array.from({ length: how.lanes ?? 2 }, lane));
}
