// All screens are known, and the usual ones and the late ones have nothing wrong.
// screens_account and screens_own look at each.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { coloured, faults } from "./axe";
import { startUsher, usher } from "./harness";
import { sendpro, stamps } from "./people";
import { around, users } from "./screens/account";
import { make, type Made } from "./screens/made";
import { console as operators, own, ways } from "./screens/own";
import { each, look, settled, usual, widths, type Shown } from "./screens/shown";
import { finding, reflows } from "./screens/tour";

const screens = [...ways, ...users, ...around, ...own, ...operators];
let made: Made;
startUsher();
beforeAll(async () => {
  made = await make(usher);
});

describe("every screen", () => {
  it("is in this list: no route is forgotten", () => {
    const source = (name: string) =>
      readFileSync(fileURLToPath(new URL(`../../ui/src/${name}`, import.meta.url)), "utf8");
    const routes = [...(source("open.ts") + source("routes.ts")).matchAll(/path: "(\/[^"]*)"/g)];
    const links = Object.fromEntries(Object.entries(made).map(([name, link]) => [name, String(link)]));
    const paths = screens.map(({ path }) => {
      const text = typeof path === "string" ? path : path(links as unknown as Made);
      return new URL(text, usher.url).pathname;
    });
    const unseen = routes
      .map(([, route = ""]) => route)
      .filter((route) => {
        const fits = new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`);
        return !paths.some((path) => fits.test(path));
      });
    // The panel of a user is opened from the list; its own address is that of the next row.
    expect(unseen).toEqual([]);
  });
});

describe("the usual screens", () => {
  it("in English from left to right, too, have nothing for axe to find", { timeout: 300_000 }, async () => {
    const found: string[] = [];
    const some = screens.filter(({ name }) => usual.test(name));
    await each(usher, some, {}, finding(made, found, async (page, one) => {
      for (const width of widths(one)) {
        await look(page, width, false);
        const where = `${one.name}, ${width} px`;
        found.push(...(await faults(page)).map((fault) => `${where}: ${fault}`));
        await reflows(page, found, where);
      }
    }));
    expect(found).toEqual([]);
  });
});

describe("after a long time", () => {
  it("links have expired and a proof is asked for: those screens too", { timeout: 120_000 }, async () => {
    const minute = 60_000;
    await usher.later(8 * 24 * 60 * minute);
    usher.forgetSession(stamps.plain);
    await usher.session(stamps.plain);
    await usher.later(11 * minute);
    const late: Shown[] = [
      { name: "join, expired", path: (all) => all.joinLate, ready: ".card .primary" },
      { name: "join, asked for a new link", path: (all) => all.joinLate, ready: ".card .primary",
        then: async (page) => {
          await page.locator(".card .primary").click();
          await page.locator("p[role=status]").waitFor();
        } },
      { name: "reset, expired", path: (all) => all.reset, ready: ".card .primary" },
      { name: "proof", who: stamps.plain, path: "/me/security", ready: "h3",
        then: async (page) => {
          await page.locator("h3 >> xpath=../.. >> button >> nth=-1").click();
          await page.locator("[type=email]").fill("ulf@new.example");
          await page.locator("form:has([type=email]) [type=submit]").click();
          await page.locator("[role=dialog] [type=password]").waitFor();
        } },
    ];
    const found: string[] = [];
    await each(usher, late, {}, finding(made, found, async (page, one) => {
      for (const width of [1440, 390]) {
        await look(page, width, false);
        found.push(...(await faults(page)).map((fault) => `${one.name}: ${fault}`));
        await look(page, width, true);
        found.push(...(await coloured(page)).map((fault) => `${one.name}, dark: ${fault}`));
      }
    }));
    expect(found).toEqual([]);
  });
});

describe("the content policy", () => {
  it("allows no script and style but our own", async () => {
    const page = await usher.page();
    const answer = await page.goto("/sign-in");
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(answer?.headers()["cache-control"]).toContain("no-store");
    await page.context().close();
  });
});

describe("themes", () => {
  it("the chosen one is there before the page's script runs", async () => {
    usher.forgetSession(sendpro.owner);
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.locator("button.profile").click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("dark");
    await expect
      .poll(async () => (await (await page.request.get(sendpro.users)).text()).includes('data-theme="dark"'))
      .toBe(true);
    await settled(page);
    await page.context().close();
  });
});
