// What holds for every page: no connection, another version, nothing here, not allowed, another
// account, messages that can be undone.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { operator, pitneyship, sendpro, stamps } from "./people";
import { row, withSecondAccount } from "./walk";

startUsher();

describe("without a connection", () => {
  it("says so, goes on reading, changes nothing, and goes on by itself", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: "Jonas Novák" }).click();
    const panel = page.getByRole("complementary", { name: "Jonas Novák" });
    await panel.getByLabel("Name").fill("Jonas N");
    const row = page.getByRole("row").filter({ hasText: "Elif Şahin" });
    // What was opened once is there without a connection too.
    await row.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Suspend user" }).waitFor();
    await page.keyboard.press("Escape");
    await row.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Suspend user" }).click();
    await row.getByText("Suspended").waitFor();
    await page.keyboard.press("Control+k");
    await page.locator(".palette input:focus").fill("uli@");
    await page.locator(".palette [role=option] small").first().waitFor();
    await page.context().setOffline(true);
    await page.getByText("The server cannot be reached. You can go on reading").waitFor();
    // The palette can still be looked at, and tells why it does nothing.
    await page.keyboard.press("Enter");
    const act = page.getByRole("option", { name: /Suspend user/ });
    expect(await act.getAttribute("aria-disabled")).toBe("true");
    expect(await act.textContent()).toContain("nothing can be changed now");
    await act.click({ force: true });
    expect(await page.locator(".palette").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    const save = panel.getByRole("button", { name: "Save changes" });
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    expect(await save.getAttribute("title")).toContain("nothing can be changed now");
    expect(await panel.getByRole("button", { name: "Suspend" }).getAttribute("aria-disabled")).toBe("true");
    await row.getByRole("button", { name: "Actions" }).click();
    expect(await page.getByRole("menuitem", { name: "Resume user" }).getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Escape");
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText("You can go on reading").count()).toBe(0);
    await save.click();
    await page.getByText("Jonas N was saved").first().waitFor();
    // What was begun could be gone on with; nothing is begun.
    const name = page.getByRole("complementary", { name: "Jonas N" }).getByLabel("Name");
    await page.context().setOffline(true);
    await expect.poll(() => name.isDisabled()).toBe(true);
    await page.context().setOffline(false);
    await expect.poll(() => name.isDisabled()).toBe(false);
    await page.context().close();
  });
});

describe("Undo without a connection", () => {
  it("waits for it, for it writes too", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    const row = page.getByRole("row").filter({ hasText: "Uli Krüger" });
    await row.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Suspend user" }).click();
    const undo = page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" });
    // While the pointer is on it the message stays.
    await undo.hover();
    await page.context().setOffline(true);
    await page.getByText("The server cannot be reached. You can go on reading").waitFor();
    expect(await undo.getAttribute("aria-disabled")).toBe("true");
    expect(await undo.getAttribute("title")).toContain("nothing can be changed now");
    await undo.click({ force: true });
    expect(await undo.count()).toBe(1);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText("You can go on reading").count()).toBe(0);
    await undo.click();
    await row.getByText("Active").waitFor();
    await page.context().close();
  });
});

describe("who does not see the page", () => {
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());

  it("is told of another page by its heading", async () => {
    const page = await usher.page();
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(pitneyship.owner);
    await page.getByLabel("Password", { exact: true }).fill(usher.password(pitneyship.owner));
    await page.keyboard.press("Enter");
    await page.locator("[data-user]").first().waitFor();
    await expect.poll(() => focused(page)).toBe("Users");
    await page.context().close();
  });
});

describe("a new version of the server", () => {
  it("is told of on every frame when one comes back to the page, and Reload gets it", async () => {
    const places: [string, string][] = [
      [sendpro.owner, sendpro.users],
      [stamps.plain, "/me/profile"],
      [operator, "/operator"],
    ];
    for (const [who, path] of places) {
      const page = await usher.signedIn(who);
      await page.goto(path);
      await page.locator("#content h1").waitFor();
      const asked = page.waitForResponse("**/build.txt");
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      await asked;
      expect(await page.getByText("A new version is ready.").count()).toBe(0);
      await page.route("**/build.txt", (route) =>
        route.fulfill({ contentType: "text/plain", body: "/assets/another.js\n" }),
      );
      await page.reload();
      await page.locator("#content h1").waitFor();
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      await page.getByText("A new version is ready.").waitFor();
      await page.unrouteAll();
      await page.getByRole("button", { name: "Reload" }).click();
      await expect.poll(() => page.getByText("A new version is ready.").count()).toBe(0);
      await page.context().close();
    }
  });

  it("is asked for by what the server itself says of its build", async () => {
    const page = await usher.page();
    await page.goto("/sign-in");
    const program = await page.locator('script[type="module"][src]').getAttribute("src");
    const build = await page.request.get("/build.txt");
    expect((await build.text()).trim()).toBe(program);
    await page.context().close();
  });
});

describe("nothing here, and not allowed", () => {
  it("say what to do, lead away, and keep what was not to be seen", async () => {
    const page = await usher.signedIn(stamps.plain);
    for (const path of ["/a/stamps-demo/audit", "/a/stamps-demo/seats", "/a/stamps-demo/users/new"]) {
      await page.goto(path);
      await page.getByRole("heading", { name: "You do not have access to this page" }).waitFor();
      await page.getByText("Ask an administrator of Fernhill Crafts").waitFor();
    }
    await page.getByRole("link", { name: "Go to the start" }).click();
    await page.getByRole("heading", { name: "Fernhill Crafts" }).waitFor();
    await page.goto("/operator");
    await page.getByRole("heading", { name: "You do not have access to this page" }).waitFor();
    for (const path of ["/no/such/page", "/a/no-such-account/users", "/a/sendpro-demo/users"]) {
      await page.goto(path);
      await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    }
    await page.context().close();
  });
});

describe("somebody with two accounts", () => {
  it("RT38, RT39: chooses the other one in the menu, and is there who they are there", async () => {
    const page = await withSecondAccount(usher);
    const at = (account: string) => page.getByRole("button", { name: new RegExp(`^${account}.*Switch account$`) });
    const other = (account: string) => page.getByRole("menuitemradio", { name: new RegExp(`^${account}`) });
    const main = page.getByRole("navigation", { name: "Main" });
    const seen = (slug: string) => page.request.get(`/v1/accounts/${slug}/users`);

    await at("Northwind Retail").click();
    expect(await other("Northwind Retail").getAttribute("aria-checked")).toBe("true");
    expect(await other("Fernhill Crafts").getAttribute("aria-checked")).toBe("false");
    await other("Fernhill Crafts").click();
    await page.waitForURL(`**${stamps.users}`);
    await at("Fernhill Crafts").waitFor();
    await main.getByRole("link", { name: "Users" }).waitFor();
    await row(page, "Ada Okafor").waitFor();
    expect(await page.title()).toContain("Fernhill Crafts");
    await row(page, "Zoë D’Angelo").getByRole("button", { name: /^Actions/ }).click();
    await page.getByRole("menuitem", { name: "Resend invitation" }).waitFor();
    await page.keyboard.press("Escape");

    await at("Fernhill Crafts").click();
    await other("Northwind Retail").click();
    await page.waitForURL("**/a/sendpro-demo");
    await page.getByRole("heading", { name: "Northwind Retail" }).waitFor();
    await at("Northwind Retail").waitFor();
    expect(await main.getByRole("link").count()).toBe(0);
    expect(await page.getByText("Ada Okafor").count(), "nothing of the other is left").toBe(0);
    await page.goto(sendpro.users);
    await page.getByRole("heading", { name: "You do not have access to this page" }).waitFor();
    expect((await seen("sendpro-demo")).status()).toBe(403);
    expect((await seen("stamps-demo")).status()).toBe(200);
    usher.forgetSession(stamps.manager);
    await page.context().close();
  });
});

describe("a message at the foot", () => {
  it("can be undone for 8 seconds, stays while the pointer is on it, and goes", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.clock.install();
    await page.goto(`${sendpro.users}?q=uli`);
    await page.getByRole("link", { name: "Uli Krüger" }).click();
    const panel = page.getByRole("complementary", { name: "Uli Krüger" });
    const suspend = panel.getByRole("button", { name: "Suspend" });
    const resume = panel.getByRole("button", { name: "Resume" });
    await suspend.waitFor();
    // From here on time passes in the page where it is said here, and nowhere else.
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
    const toast = page.locator(".toast", { hasText: "Uli Krüger was suspended" });
    await suspend.click();
    await toast.waitFor();
    await page.clock.runFor(7_900);
    await toast.getByRole("button", { name: "Undo" }).click();
    await suspend.waitFor();
    await suspend.click();
    await resume.waitFor();
    await toast.hover();
    await page.clock.runFor(60_000);
    expect(await toast.count()).toBe(1);
    await page.mouse.move(4, 4);
    await page.clock.runFor(7_900);
    expect(await toast.count()).toBe(1);
    await page.clock.runFor(200);
    await expect.poll(() => toast.count()).toBe(0);
    await resume.click();
    await suspend.waitFor();
    await page.context().close();
  });
});
