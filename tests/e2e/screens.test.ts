// Every screen: nothing for axe to find, nothing that sticks out, nothing outside the catalogue.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults, sideways } from "./axe";
import { Usher, type Screen } from "./harness";
import { operator, postmark, sendpro, stamps } from "./people";

let usher: Usher;
let joinLink: string;
beforeAll(async () => {
  usher = await Usher.start();
  joinLink = await usher.link("chiara@sendpro.example");
});
afterAll(async () => {
  expect(usher.complaints).toEqual([]);
  await usher.stop();
});

interface Shown {
  name: string;
  who?: string;
  path: string | (() => string);
  ready: string;
  then?: (page: Page) => Promise<void>;
}
const open = (name: string | RegExp, role: "button" | "link" | "combobox" = "button") =>
  (page: Page) => page.getByRole(role, { name }).first().click();

const screens: Shown[] = [
  { name: "sign-in", path: "/sign-in", ready: "form" },
  {
    name: "sign-in, refused",
    path: "/sign-in",
    ready: "form",
    then: async (page) => {
      await page.locator("button[type=submit]").click();
      await page.locator("[aria-invalid]").first().waitFor();
    },
  },
  { name: "join", path: () => joinLink, ready: "form" },
  { name: "join, ended", path: "/join#usher_nothing", ready: "h1" },
  { name: "nothing here", path: "/no/such/page", ready: "h1" },
  { name: "no access", who: stamps.plain, path: stamps.users, ready: ".problem" },
  { name: "home of a plain user", who: stamps.plain, path: "/a/stamps-demo", ready: ".card" },
  { name: "users", who: sendpro.owner, path: sendpro.users, ready: "[data-user]" },
  {
    name: "users, none fits",
    who: sendpro.owner,
    path: `${sendpro.users}?q=nobody+at+all`,
    ready: ".empty",
  },
  {
    name: "users, selected",
    who: sendpro.owner,
    path: sendpro.users,
    ready: "[data-user]",
    then: async (page) => {
      await page.locator(".row:not(.top) input[type=checkbox]").nth(1).check();
    },
  },
  {
    name: "users, a filter open",
    who: sendpro.owner,
    path: sendpro.users,
    ready: "[data-user]",
    then: async (page) => {
      await page.locator(".chip").first().click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  {
    name: "users, a menu open",
    who: sendpro.owner,
    path: sendpro.users,
    ready: "[data-user]",
    then: async (page) => {
      await page.locator(".row .more button").nth(1).click();
      await page.locator("[role=menu]").waitFor();
    },
  },
  {
    name: "users, panel",
    who: sendpro.owner,
    path: sendpro.users,
    ready: "[data-user]",
    then: async (page) => {
      await page.locator("[data-user]").nth(1).click();
      await page.locator("aside.panel form").waitFor();
    },
  },
  {
    name: "users, a choice open in the panel",
    who: sendpro.owner,
    path: sendpro.users,
    ready: "[data-user]",
    then: async (page) => {
      await page.locator("[data-user]").nth(1).click();
      await page.locator("aside.panel [role=combobox]").first().click();
      await page.locator("[role=listbox]").waitFor();
    },
  },
  {
    name: "users, deleting",
    who: sendpro.owner,
    path: sendpro.users,
    ready: "[data-user]",
    then: async (page) => {
      await page.locator("[data-user]").nth(1).click();
      await page.locator("aside.panel .foot button.danger-plain").last().click();
      await page.locator("[role=alertdialog]").waitFor();
    },
  },
  {
    name: "invite",
    who: sendpro.owner,
    path: sendpro.users,
    ready: "[data-user]",
    then: async (page) => {
      await page.keyboard.press("i");
      await page.locator("[role=dialog] input").first().fill("a@b.example tom@northwind");
      await page.keyboard.press("Enter");
    },
  },
  { name: "add a user", who: sendpro.owner, path: `${sendpro.users}/new`, ready: "form" },
  { name: "seats", who: stamps.owner, path: "/a/stamps-demo/seats", ready: ".card form" },
  { name: "audit log", who: sendpro.owner, path: "/a/sendpro-demo/audit", ready: "[data-event]" },
  {
    name: "audit log, nothing fits",
    who: sendpro.owner,
    path: "/a/sendpro-demo/audit?text=nobody+at+all",
    ready: ".empty",
  },
  {
    name: "audit log, an event",
    who: stamps.owner,
    path: "/a/stamps-demo/audit",
    ready: "[data-event]",
    then: async (page) => {
      await page.locator("[data-event]").nth(1).click();
      await page.locator("aside.panel dl").first().waitFor();
    },
  },
  {
    name: "audit log, verified",
    who: stamps.owner,
    path: "/a/stamps-demo/audit",
    ready: "[data-event]",
    then: async (page) => {
      await page.getByRole("button").filter({ hasText: /./ }).first().waitFor();
      await page.locator(".head .actions button").first().click();
      await page.locator("[role=dialog] .ok").waitFor();
    },
  },
  { name: "shortcuts", who: sendpro.owner, path: sendpro.users, ready: "[data-user]",
    then: async (page) => {
      await page.keyboard.press("?");
      await page.locator("[role=dialog]").waitFor();
    } },
  { name: "palette", who: sendpro.owner, path: sendpro.users, ready: "[data-user]",
    then: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator(".palette [role=option]").first().waitFor();
    } },
  { name: "ownership", who: postmark.owner, path: "/a/postmark-demo/ownership", ready: "form",
    then: async (page) => {
      await page.locator("[role=combobox]").click();
      await page.locator("[role=option]").first().click();
      await page.locator("input[type=password]").waitFor();
    } },
  { name: "leaving", who: stamps.plain, path: "/a/stamps-demo", ready: ".card",
    then: async (page) => {
      const small = page.locator("button.round");
      await ((await small.isVisible()) ? small : page.locator("button.profile")).click();
      await page.getByRole("menuitem").nth(-2).click();
      await page.locator("[role=alertdialog]").waitFor();
    } },
  { name: "operator", who: operator, path: "/operator", ready: "table" },
  { name: "operator, one account", who: operator, path: "/operator/accounts/sendpro-demo", ready: "form" },
  { name: "operator, jobs", who: operator, path: "/operator/jobs?state=done", ready: "li strong" },
  { name: "operator, people", who: operator, path: "/operator/operators", ready: "form" },
  { name: "operator, opening an account", who: operator, path: "/operator", ready: "table",
    then: async (page) => {
      await open(/Open an account/)(page);
      await page.locator("[role=dialog] form").waitFor();
    } },
];

async function show(one: Shown, screen: Screen): Promise<Page> {
  const page = one.who ? await usher.signedIn(one.who, screen) : await usher.page(screen);
  await page.goto(typeof one.path === "string" ? one.path : one.path());
  await page.locator(one.ready).first().waitFor();
  await one.then?.(page);
  await page.waitForTimeout(100);
  return page;
}

/** The same page in another size and light, as when a window is resized. */
async function look(page: Page, width: number, dark: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.setViewportSize({ width, height: width > 720 ? 900 : 844 });
  // Until lists have found their place and colours are those of the other theme.
  await page.waitForTimeout(250);
}

describe("every screen", () => {
  it("has nothing for axe to find, and nothing that sticks out", { timeout: 900_000 }, async () => {
    const found: string[] = [];
    for (const one of screens) {
      const page = await show(one, {});
      for (const width of [1440, 390]) {
        for (const dark of [false, true]) {
          await look(page, width, dark);
          const where = `${one.name}, ${width} px ${dark ? "dark" : "light"}`;
          found.push(...(await faults(page)).map((fault) => `${where}: ${fault}`));
        }
      }
      await look(page, 320, false);
      if ((await sideways(page)) > 0) found.push(`${one.name} sticks out at 320 px`);
      await page.context().close();
    }
    expect(found).toEqual([]);
  });
});

describe("other languages", () => {
  const tested = screens.filter((one) => !/operator/.test(one.name));
  it("long texts fit, and none stands outside the catalogue", { timeout: 600_000 }, async () => {
    for (const one of tested) {
      const page = await show(one, { width: 390, height: 844, language: "en-XA" });
      expect(await sideways(page), one.name).toBeLessThanOrEqual(0);
      const bare = await page.evaluate(() =>
        [...document.querySelectorAll("h1, h2, label, button, th, dt, legend")]
          .map((element) => element.textContent?.trim() ?? "")
          .filter((text) => /\p{L}{3,}/u.test(text) && !text.includes("⟦")),
      );
      // Names of people, places, roles and accounts are not ours to translate.
      const ours = bare.filter((text) => !/[A-ZŁÉÅ]\S+( |$)|@|–/.test(text));
      expect(ours, one.name).toEqual([]);
      await page.context().close();
    }
  });

  it("from right to left nothing sticks out", { timeout: 600_000 }, async () => {
    for (const one of tested) {
      const page = await show(one, { language: "ar-XB", direction: "rtl" });
      for (const width of [1440, 390]) {
        await look(page, width, false);
        expect(await sideways(page), one.name).toBeLessThanOrEqual(0);
      }
      await page.context().close();
    }
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
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.locator("button.profile").click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("dark");
    await expect
      .poll(async () => (await (await page.request.get(sendpro.users)).text()).includes('data-theme="dark"'))
      .toBe(true);
    await page.context().close();
  });
});
