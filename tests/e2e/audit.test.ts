// What happened, read, filtered, verified and taken along (spec.md PM6, R6).
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { sendpro, stamps } from "./people";

startUsher();
const log = "/a/stamps-demo/audit";
let ulf: string;
beforeAll(async () => {
  const base = "/v1/accounts/stamps-demo/users";
  const { body } = await usher.ask(stamps.owner, "GET", `${base}?q=ulf`);
  ulf = body.items[0].id;
  await usher.ask(stamps.manager, "PATCH", `${base}/${ulf}`, { first_name: "Ulrich" });
  await usher.ask(stamps.owner, "PUT", `${base}/${ulf}/suspension`, {});
  await usher.ask(stamps.owner, "DELETE", `${base}/${ulf}/suspension`);
});

describe("the audit log", () => {
  it("PM6: tells who changed what as a sentence, and opens field by field", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto("/a/stamps-demo/users");
    await page.getByRole("link", { name: "Audit log" }).click();
    await page.waitForURL(`**${log}`);
    const change = page.getByRole("link", { name: /changed one detail of .*Ulrich/ });
    await change.waitFor();
    expect(await change.textContent()).toContain("Max");
    await change.click();
    const panel = page.getByRole("complementary", { name: "Event" });
    await panel.getByText("What changed").waitFor();
    expect(await panel.locator("del").textContent()).toBe("Ulf");
    expect(await panel.locator("ins").textContent()).toBe("Ulrich");
    expect(await panel.getByText("Client address").isVisible()).toBe(true);
    expect(page.url()).toMatch(/\/audit\/evt_/);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/audit$/);
    await page.context().close();
  });

  it("keeps its filters in the address, so that they can be mailed", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(log);
    await page.locator("[data-event]").first().waitFor();
    await page.getByRole("button", { name: "What", exact: true }).click();
    await page.getByRole("checkbox", { name: "Suspended" }).check();
    await page.waitForURL(/act=users\.suspend/);
    await expect.poll(() => page.locator("[data-event]").count(), { timeout: 15_000 }).toBe(1);
    const address = page.url();
    await page.getByRole("checkbox", { name: "Details changed" }).check();
    await page.waitForURL(/act=users\.suspend(%2C|,)users\.edit/);
    await expect.poll(() => page.locator("[data-event]").count()).toBe(2);
    await page.getByRole("button", { name: /^What: .* \+1$/ }).waitFor();
    const other = await usher.signedIn(stamps.owner);
    await other.goto(address);
    await other.locator("[data-event]").first().waitFor();
    expect(await other.locator("[data-event]").count()).toBe(1);
    await other.goto(`${log}?text=nobody+at+all`);
    await other.getByText("No event fits").waitFor();
    await other.getByRole("button", { name: "Clear filters" }).click();
    await other.locator("[data-event]").first().waitFor();
    await other.context().close();
    await page.context().close();
  });

  it("finds the events about one user", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(log);
    await page.getByRole("button", { name: "About", exact: true }).click();
    await page.getByRole("dialog").getByRole("searchbox").fill("ulr");
    await page.getByRole("radio", { name: /Ulrich/ }).check();
    await page.waitForURL(new RegExp(`target=${ulf}`));
    await expect
      .poll(
        async () => {
          const rows = await page.locator("[data-event]").allTextContents();
          return rows.length > 1 && rows.every((text) => /Ulrich/.test(text));
        },
        { timeout: 15_000 },
      )
      .toBe(true);
    await page.context().close();
  });

  it("R6: verifies the chain and says how far it went", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(log);
    await page.getByRole("button", { name: "Verify chain" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("The chain is whole").waitFor();
    expect(await dialog.getByText(/\d+ events, the last of/).isVisible()).toBe(true);
    const saved = page.waitForEvent("download");
    await dialog.getByRole("link", { name: /checkpoint/ }).click();
    const checkpoint = JSON.parse(readFileSync(await (await saved).path(), "utf8"));
    expect(checkpoint.signature).toHaveLength(128);
    await page.context().close();
  });

  it("saves what is filtered", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(`${log}?act=users.suspend`);
    await page.locator("[data-event]").first().waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: /CSV/ }).click();
    const table = readFileSync(await (await saved).path(), "utf8");
    expect(table.trim().split("\r\n")).toHaveLength(2);
    expect(table).toContain(",users.suspend,");
    await page.context().close();
  });

  it("RT30: shows a reader of one place theirs alone, and nothing to who may not read", async () => {
    const page = await usher.signedIn(sendpro.local);
    await page.goto("/a/sendpro-demo/audit");
    await page.locator("[data-event], .empty").first().waitFor();
    expect(await page.getByRole("button", { name: "Verify chain" }).count()).toBe(0);
    const plain = await usher.signedIn(stamps.plain);
    await plain.goto(log);
    await plain.getByText(/Ask an administrator/).waitFor();
    await plain.context().close();
    await page.context().close();
  });

  it("the user's own panel tells its last events in the same sentences", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(`/a/stamps-demo/users/${ulf}`);
    await page.locator("aside.panel").getByRole("link", { name: /resumed .*Ulrich/ }).click();
    await page.waitForURL(/\/audit\/evt_/);
    await page.getByRole("complementary", { name: "Event" }).getByText("Details").waitFor();
    await page.context().close();
  });
});
