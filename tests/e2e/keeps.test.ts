// Who works by keys, or is told what the page says, keeps their place: the focus goes to the page
// at no time, and what changed is said.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { sendpro } from "./people";
import { panel, row } from "./walk";

startUsher();

/** What has the focus: its kind and its name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    const name = at?.getAttribute("aria-label") ?? at?.textContent?.trim() ?? "";
    return `${at?.tagName.toLowerCase()} ${at === document.body ? "" : name}`.trim();
  });
const where = (page: Page) => expect.poll(() => focused(page));

async function users(query = ""): Promise<Page> {
  const page = await usher.signedIn(sendpro.owner);
  await page.goto(sendpro.users + query);
  await page.locator("[data-user]").first().waitFor();
  return page;
}

/** Chooses in the menu of a row, by keys. */
async function inMenu(page: Page, name: string, item: string) {
  await page.getByRole("button", { name: `Actions for ${name}` }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  const here = page.locator("[role=menuitem]:focus");
  for (let i = 0; i < 8 && (await here.allTextContents()).join().trim() !== item; i++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

describe("the focus", () => {
  it("stays with the row whose menu was used, and comes back to it from Undo", async () => {
    const page = await users();
    await inMenu(page, "Elif Şahin", "Suspend user");
    await row(page, "Elif Şahin").getByText("Suspended").waitFor();
    await where(page).toBe("a Elif Şahin");
    await page.keyboard.press("F8");
    await where(page).toBe("button Undo");
    await page.keyboard.press("Enter");
    await row(page, "Elif Şahin").getByText("Active").waitFor();
    await where(page).toBe("a Elif Şahin");
    // Nothing chosen: the button is there, and has it.
    await page.getByRole("button", { name: "Actions for Elif Şahin" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await where(page).toBe("button Actions for Elif Şahin");
    await page.context().close();
  });

  it("goes to the row beside when the row is gone, to the title when it was the last", async () => {
    const page = await users();
    await inMenu(page, "Jonas Novák", "Delete user");
    const ask = page.getByRole("alertdialog", { name: "Delete Jonas Novák?" });
    await ask.getByRole("button", { name: "Delete user" }).press("Enter");
    await expect.poll(() => row(page, "Jonas Novák").count()).toBe(0);
    await where(page).toBe("a Lin Hartmann");
    await page.context().close();

    const gone = await users("?status=deleted");
    await inMenu(gone, "Jonas Novák", "Restore");
    await gone.getByText("There is nobody here").waitFor();
    await where(gone).toBe("h1 Users");
    await gone.context().close();
  });

  it("stays in the panel when what was pressed is gone", async () => {
    const page = await users();
    await page.getByRole("link", { name: "Elif Şahin" }).click();
    await panel(page, "Elif Şahin").getByRole("button", { name: "Suspend" }).press("Enter");
    await panel(page, "Elif Şahin").getByRole("button", { name: "Resume" }).waitFor();
    await where(page).toBe("h2 Elif Şahin");
    await panel(page, "Elif Şahin").getByRole("button", { name: "Resume" }).press("Enter");
    await panel(page, "Elif Şahin").getByRole("button", { name: "Suspend" }).waitFor();
    await where(page).toBe("h2 Elif Şahin");
    await page.context().close();
  });

  it("goes from the bar of many to what became of it, and on to the title", async () => {
    const page = await users();
    await page.getByRole("checkbox", { name: "Select Elif Şahin" }).press("Space");
    await page.getByRole("button", { name: "Suspend", exact: true }).press("Enter");
    await row(page, "Elif Şahin").getByText("Suspended").waitFor();
    await where(page).toBe("h1 Users");
    await page.context().close();
  });
});

describe("a panel", () => {
  it("of a second user, too, says who it is before it draws the form", async () => {
    const page = await users();
    await page.getByRole("link", { name: "Elif Şahin" }).click();
    await panel(page, "Elif Şahin").locator("form").waitFor();
    await panel(page, "Elif Şahin").getByRole("heading", { name: "Activity" }).waitFor();
    const formAtFirst = page.evaluate(
      () =>
        new Promise<boolean>((done) => {
          const aside = document.querySelector("aside.panel")!;
          new MutationObserver((_, watching) => {
            if (!aside.querySelector("h2")?.textContent?.includes("Uli")) return;
            watching.disconnect();
            done(aside.querySelector("form") !== null);
          }).observe(aside, { subtree: true, childList: true, characterData: true });
        }),
    );
    await page.getByRole("link", { name: "Uli Krüger" }).click();
    expect(await formAtFirst).toBe(false);
    await panel(page, "Uli Krüger").locator("form").waitFor();
    await page.context().close();
  });

  it("without a connection keeps who is in its form, and says so when it is saved", async () => {
    const page = await users();
    await page.getByRole("link", { name: "Elif Şahin" }).click();
    const elif = panel(page, "Elif Şahin");
    const name = elif.locator("form input").first();
    await name.focus();
    await page.context().setOffline(true);
    await page.locator(".offline").waitFor();
    expect(await name.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await name.isEnabled()).toBe(true);
    await name.fill("Elif Demir");
    await name.press("Enter");
    await elif.getByText("The server cannot be reached. Nothing was changed.").waitFor();
    await elif.getByRole("button", { name: "Cancel" }).click();
    // Whoever is elsewhere begins nothing.
    await page.getByRole("searchbox").first().focus();
    await expect.poll(() => name.isEnabled()).toBe(false);
    await page.context().close();
  });
});

describe("inviting many", () => {
  it("says which address was removed, goes on to the next, and at the end to what became of them", async () => {
    const page = await users();
    await page.keyboard.press("i");
    const dialog = page.getByRole("dialog", { name: "Invite users" });
    const field = dialog.getByLabel("E-mail addresses").last();
    await field.fill("ana@held.example, ben@held.example, cleo@held.example");
    await page.keyboard.press("Enter");
    const said = (text: string) => dialog.locator("[aria-live]").filter({ hasText: text }).waitFor();
    await said("3 addresses added, 3 in all");
    await dialog.getByRole("button", { name: "Remove ben@held.example" }).focus();
    await page.keyboard.press("Enter");
    await said("ben@held.example removed");
    await where(page).toBe("button Remove cleo@held.example");
    await page.keyboard.press("Enter");
    await said("cleo@held.example removed");
    await where(page).toBe("button Remove ana@held.example");
    await page.keyboard.press("Enter");
    await said("ana@held.example removed");
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);

    await field.fill(`ana@held.example ${sendpro.plain}`);
    await page.keyboard.press("Enter");
    await dialog.getByText("1 address is a user already and will be skipped.").waitFor();
    await dialog.getByRole("button", { name: "Send 1 invitation" }).press("Enter");
    await page.getByText("1 sent, 1 not sent.").waitFor();
    await where(page).toBe("h2 Invitations");
    const told = page.getByRole("heading", { name: "Invitations" });
    const about = await told.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${about}"]`).textContent()).toBe("1 sent, 1 not sent.");
    await page.getByRole("button", { name: "Correct these" }).press("Enter");
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.context().close();
  });
});
