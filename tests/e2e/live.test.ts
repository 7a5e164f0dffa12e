// What others do is seen without asking: rows change where they are, new ones wait to be shown.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { sendpro, stamps } from "./people";

startUsher();

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
async function names(page: Page): Promise<string[]> {
  const links = await page.locator("[data-user]").allTextContents();
  return links.map((text) => text.trim());
}
/** Opens a page and waits until it listens. */
async function listening(page: Page, path: string): Promise<void> {
  const heard = page.waitForResponse((answer) => answer.url().endsWith("/events"));
  await page.goto(path);
  expect((await heard).status()).toBe(200);
}

describe("two who look at one list", () => {
  it("one sees what the other changes, and new users when they ask for them", async () => {
    const ours = await usher.signedIn(stamps.owner);
    const theirs = await usher.signedIn(stamps.manager);
    await listening(ours, stamps.users);
    await listening(theirs, stamps.users);
    await row(theirs, "Ulf").waitFor();
    const before = await names(theirs);

    await row(ours, "Ulf").getByRole("button", { name: /^Actions for/ }).click();
    await ours.getByRole("menuitem", { name: "Suspend" }).click();
    await row(theirs, "Ulf").getByText("Suspended").waitFor();
    expect(await names(theirs), "none has moved").toEqual(before);

    const added = await usher.ask(stamps.owner, "POST", "/v1/accounts/stamps-demo/users", {
      first_name: "Aaron",
      last_name: "Aardvark",
      email: "aaron@stamps.example",
    });
    expect(added.status).toBe(201);
    const show = theirs.getByRole("button", { name: "1 new user — show" });
    await show.waitFor();
    expect(await names(theirs), "nothing is pushed in").toEqual(before);
    await show.click();
    await theirs.getByRole("link", { name: "Aaron Aardvark" }).waitFor();
    await show.waitFor({ state: "detached" });
    await expect
      .poll(() => theirs.evaluate(() => document.activeElement?.textContent?.trim()))
      .toContain("Aaron Aardvark");
    await ours.context().close();
    await theirs.context().close();
  });

  it("one's own changes are no news", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await listening(page, `${sendpro.users}?status=active`);
    await row(page, "Uli Krüger").waitFor();
    const looked = page.waitForResponse((answer) => /\/users\?.*status=active/.test(answer.url()));
    await row(page, "Uli Krüger").getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Suspend" }).click();
    await row(page, "Uli Krüger").getByText("Suspended").waitFor();
    await (await looked).finished();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    expect(await page.getByRole("button", { name: /show$/ }).count()).toBe(0);
    await row(page, "Uli Krüger").getByText("Suspended").waitFor();
    await page.context().close();
  });

  it("whoever is suspended meanwhile hears nothing more", async () => {
    const page = await usher.signedIn(sendpro.local);
    // By the server, or by the page where another answer told it first that nobody is let in here.
    const ended = new Promise<void>((done) => {
      const look = (asked: { url(): string }) => asked.url().endsWith("/events") && done();
      page.on("requestfinished", look);
      page.on("requestfailed", look);
    });
    await listening(page, sendpro.users);
    const list = await usher.ask(sendpro.owner, "GET", "/v1/accounts/sendpro-demo/users?q=hartmann");
    const { id } = (list.body as { items: { id: string }[] }).items[0] ?? { id: "" };
    const done = await usher.ask(sendpro.owner, "PUT", `/v1/accounts/sendpro-demo/users/${id}/suspension`);
    expect(done.status).toBe(200);
    await ended;
    await page.context().close();
  });
});
