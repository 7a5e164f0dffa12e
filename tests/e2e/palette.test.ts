// Ctrl K and the shortcuts, as somebody uses them who does not take the hands off the keys.
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { operator, sendpro, stamps } from "./people";

startUsher();

async function users(who = sendpro.owner, path = sendpro.users) {
  const page = await usher.signedIn(who);
  await page.goto(path);
  await page.locator("[data-user]").first().waitFor();
  return page;
}

describe("the palette", () => {
  it("goes to a page", async () => {
    const page = await users(stamps.owner, stamps.users);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Page, user or command" }).fill("seat");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/a/stamps-demo/seats");
    expect(await page.locator(".palette").count()).toBe(0);
    await page.context().close();
  });

  it("finds a user and suspends them, and the list shows it", async () => {
    const page = await users();
    await page.keyboard.press("Control+k");
    await page.locator(".palette input:focus").waitFor();
    await page.keyboard.type("uli@");
    await page.getByRole("option", { name: /uli@sendpro\.example/ }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "Open" }).waitFor();
    await page.keyboard.type("suspend");
    await page.keyboard.press("Enter");
    await page.getByText("was suspended").first().waitFor();
    const row = page.locator(".row", { hasText: "uli@sendpro.example" });
    await expect.poll(() => row.locator(".state").textContent()).toContain("Suspended");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => row.locator(".state").textContent()).toContain("Active");
    await page.context().close();
  });

  it("offers nothing that the user may not have done to them", async () => {
    const page = await users(stamps.manager, stamps.users);
    await page.keyboard.press("Control+k");
    await page.locator(".palette input:focus").waitFor();
    await page.keyboard.type(stamps.owner);
    await page.getByRole("option", { name: new RegExp(stamps.owner) }).click();
    await page.getByRole("option", { name: "Open" }).waitFor();
    expect(await page.getByRole("option").count()).toBe(1);
    // Escape goes back, then closes.
    await page.keyboard.press("Escape");
    await page.getByRole("option", { name: "Users", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".palette").count()).toBe(0);
    await page.context().close();
  });

  it("changes the theme", async () => {
    const page = await users();
    await page.keyboard.press("Control+k");
    await page.locator(".palette input:focus").waitFor();
    await page.keyboard.type("theme dark");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.context().close();
  });

  it("of somebody without the right to see users finds none", async () => {
    const page = await usher.signedIn(stamps.plain);
    await page.goto("/a/stamps-demo");
    await page.locator(".card").waitFor();
    await page.keyboard.press("Control+k");
    await page.locator(".palette input:focus").waitFor();
    await page.keyboard.type("ada@stamps");
    await page.getByText("Nothing fits.").waitFor();
    await page.context().close();
  });
});

describe("shortcuts", () => {
  it("g and a letter lead to a page; a switch turns single keys off, but not the palette", async () => {
    const page = await users();
    await page.goto("/a/sendpro-demo");
    await page.getByRole("link", { name: "Users", exact: true }).first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("u");
    await page.waitForURL(`**${sendpro.users}`);
    await page.locator("[data-user]").first().waitFor();
    await page.locator("button.profile").click();
    const off = page.waitForResponse(/\/v1\/me\/view$/);
    await page.getByRole("menuitem", { name: "Turn shortcuts off" }).click();
    expect((await off).status()).toBe(204);
    await page.keyboard.press("?");
    await page.keyboard.press("/");
    expect(await page.locator("[role=dialog]").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("INPUT");
    await page.keyboard.press("Control+k");
    await page.locator(".palette").waitFor();
    await page.context().close();
    // It is the person's, not the browser's; and the profile has the same switch.
    const other = await users();
    await other.keyboard.press("?");
    expect(await other.locator("[role=dialog]").count()).toBe(0);
    await other.goto("/me/profile");
    const box = other.getByRole("checkbox", { name: /^Shortcuts/ });
    expect(await box.isChecked()).toBe(false);
    const kept = other.waitForResponse(/\/v1\/me\/view$/);
    await box.check();
    expect((await kept).status()).toBe(204);
    await other.goto(sendpro.users);
    await other.locator("[data-user]").first().waitFor();
    await other.keyboard.press("?");
    await other.locator("[role=dialog]").waitFor();
    await other.context().close();
  });

  it("the operator's console has none of an account's", async () => {
    const page = await usher.signedIn(operator);
    await page.goto("/operator");
    await page.locator("table").waitFor();
    await page.keyboard.press("Control+k");
    expect(await page.locator(".palette").count()).toBe(0);
    await page.context().close();
  });
});
