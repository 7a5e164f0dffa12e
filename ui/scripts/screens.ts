// Pictures of every screen: script/screenshots --all. Not a test: it fails on nothing but an error.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Usher } from "../../tests/e2e/harness";
import { around, users } from "../../tests/e2e/screens/account";
import { make, type Made } from "../../tests/e2e/screens/made";
import { console as operators, own, ways } from "../../tests/e2e/screens/own";
import { each, look, show, widths, type Shown } from "../../tests/e2e/screens/shown";

const folder = process.env["SCREENSHOTS"] ?? ".";
const words = (process.env["SCREENSHOTS_OF"] ?? ".").split(" ");
const screens = [...ways, ...users, ...around, ...own, ...operators].filter(({ name }) =>
  words.some((word) => word === "." || name.includes(word)),
);
const taken: string[] = [];
const failed: string[] = [];
let usher: Usher;
let made: Made;
beforeAll(async () => {
  usher = await Usher.start();
  made = await make(usher);
});
afterAll(async () => {
  const pictures = taken
    .sort()
    .map((name) => `<figure><img loading="lazy" src="${name}"><figcaption>${name}</figcaption></figure>`);
  const style = "body{font:14px system-ui}figure{display:inline-block;margin:8px;vertical-align:top}img{max-width:700px}";
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style>${pictures.join("")}`,
  );
  await usher.stop();
});

async function take(page: Page, one: Shown, kind: string): Promise<void> {
  const name = `${one.name.replace(/[^a-z0-9]+/g, "-")}-${kind}.png`;
  await page.screenshot({ path: join(folder, name) });
  taken.push(name);
}
const shown = (run: (page: Page, one: Shown) => Promise<void>) => async (page: Page, one: Shown) => {
  try {
    await show(page, one, made);
    await run(page, one);
  } catch (error) {
    failed.push(`${one.name}: ${String(error).slice(0, 400)}`);
  }
};

it("every screen", { timeout: 1_800_000 }, async () => {
  await each(usher, screens, {}, shown(async (page, one) => {
    for (const width of widths(one)) {
      const size = width > 390 ? "desk" : "phone";
      for (const dark of [false, true]) {
        await look(page, width, dark);
        await take(page, one, `${size}-${dark ? "dark" : "light"}`);
      }
    }
  }));
  const arabic = { language: "ar-XB", direction: "rtl" as const };
  await each(usher, screens, arabic, shown((page, one) => take(page, one, "rtl")));
  const german = { locale: "de", phone: true };
  await each(usher, screens.filter(({ desk }) => !desk), german, shown((page, one) => take(page, one, "german")));
  expect(failed).toEqual([]);
});

it("every letter", { timeout: 600_000 }, async () => {
  // Written there by the tests of src/mail: KIND.LANGUAGE.html.
  const letters = process.env["SCREENSHOTS_LETTERS"];
  if (!letters) return;
  const names = readdirSync(letters).map((file) => ({ file, name: `mail, ${file.slice(0, -".html".length)}` }));
  const page = await usher.page();
  for (const { file, name } of names.filter(({ name }) => words.some((word) => word === "." || name.includes(word)))) {
    await page.setContent(readFileSync(join(letters, file), "utf8"));
    for (const width of [800, 390]) {
      for (const dark of [false, true]) {
        await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
        await page.setViewportSize({ width, height: 720 });
        const kind = `${width > 390 ? "wide" : "narrow"}-${dark ? "dark" : "light"}`;
        const picture = `${name.replace(/[^a-z0-9]+/g, "-")}-${kind}.png`;
        await page.screenshot({ path: join(folder, picture), fullPage: true });
        taken.push(picture);
      }
    }
  }
  await page.context().close();
});
