// The way in: invited, mailed, joined, signed in.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { sendpro, stamps } from "./people";

startUsher();

const day = 86_400_000;
const good = "mossy lantern at noon";

async function openInvite(page: Page) {
  await page.getByRole("button", { name: "Add users" }).click();
  await page.getByRole("menuitem", { name: /Invite by e-mail/ }).click();
  return page.getByRole("dialog", { name: "Invite users" });
}

describe("inviting and joining", () => {
  it("ST3: adds a user, who follows the mail, sets an own password and is signed in", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(stamps.users);
    await page.getByRole("button", { name: "Add users" }).click();
    await page.getByRole("menuitem", { name: /Add one user/ }).click();
    await page.getByLabel("First name").fill("Nadia");
    await page.getByLabel("E-mail").fill("nadia@northwind");
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByText("Add what follows the dot.").waitFor();
    await page.getByLabel("E-mail").fill("nadia@fernhill.example");
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByText("An invitation to Nadia is on its way").first().waitFor();

    const guest = await usher.page();
    await guest.goto(await usher.link("nadia@fernhill.example"));
    await guest.getByRole("heading", { name: "Join Fernhill Crafts" }).waitFor();
    await guest.getByText("nadia@fernhill.example").waitFor();
    expect(await guest.getByLabel("First name").count()).toBe(0);
    await guest.getByLabel("Choose a password").fill("short");
    await guest.getByRole("button", { name: "Join Fernhill Crafts" }).click();
    await guest.getByText(/needs at least/).waitFor();
    await guest.getByLabel("Choose a password").fill("password");
    await guest.getByRole("button", { name: "Join Fernhill Crafts" }).click();
    await guest.getByText(/one of the first that attackers try/).waitFor();
    await guest.getByLabel("Choose a password").fill(good);
    await guest.getByRole("button", { name: "Join Fernhill Crafts" }).click();
    await guest.waitForURL("**/a/stamps-demo");
    await guest.getByText("nadia@fernhill.example").first().waitFor();

    await guest.locator("button.profile").click();
    await guest.getByRole("menuitem", { name: "Sign out" }).click();
    await guest.getByRole("heading", { name: "Sign in" }).waitFor();
    await guest.getByLabel("E-mail").fill("nadia@fernhill.example");
    await guest.getByLabel("Password", { exact: true }).fill(good);
    await guest.getByRole("button", { name: "Sign in" }).click();
    await guest.waitForURL("**/a/stamps-demo");
    await guest.context().close();

    await page.goto(`${stamps.users}?q=nadia`);
    await page.getByRole("row").filter({ hasText: "Nadia" }).getByText("Active").waitFor();
    await page.context().close();
  });

  it("SO1: invites many at once, and one bad address does not lose the others", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    const dialog = await openInvite(page);
    const field = dialog.getByLabel("E-mail addresses").last();
    await field.fill("nadia@northwind.example, Leo Fontaine <leo@northwind.example>; tom@northwind");
    await page.keyboard.press("Enter");
    await field.fill(sendpro.plain);
    await page.keyboard.press("Enter");
    await dialog.getByText("1 address is not complete.").waitFor();
    await dialog.getByRole("combobox", { name: /^Location/ }).click();
    await page.getByRole("option", { name: "Lisbon – Chiado" }).click();
    await dialog.getByText("1 address is a user already and will be skipped.").waitFor();
    await dialog.getByRole("button", { name: "Send 2 invitations" }).click();
    const result = page.getByRole("dialog", { name: "Invitations" });
    await result.getByText("2 sent, 2 not sent.").waitFor();
    await result.getByText("A user of this account has that address already.").waitFor();
    await result.getByText("tom@northwind is not an e-mail address.").waitFor();
    await result.getByRole("button", { name: "Done" }).click();
    await page.getByRole("link", { name: /^Invited, 3$/ }).click();
    const leo = page.getByRole("row").filter({ hasText: "leo@northwind.example" });
    await leo.getByText("Lisbon – Chiado").waitFor();
    await usher.link("nadia@northwind.example");
    await usher.link("leo@northwind.example");
    await page.context().close();
  });

  it("sends and adds another, from a form that is empty again", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(`${sendpro.users}/new`);
    const name = page.getByLabel("Name");
    const email = page.getByLabel("E-mail");
    await page.getByRole("combobox", { name: /^Location/ }).click();
    await page.getByRole("option", { name: "Porto – Ribeira" }).click();
    await name.fill("Rosa One");
    await email.fill("rosa@another.example");
    const another = page.getByRole("button", { name: "Send and add another" });
    await another.click();
    await page.getByText("An invitation to Rosa One is on its way").first().waitFor();
    await expect.poll(() => name.inputValue()).toBe("");
    expect(await email.inputValue()).toBe("");
    await expect.poll(() => name.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(new URL(page.url()).pathname).toBe(`${sendpro.users}/new`);
    // The same address once more is refused, and what was typed stays.
    await name.fill("Rosa Two");
    await email.fill("rosa@another.example");
    await another.click();
    await page.getByText("A user of this account has that address already.").waitFor();
    expect(await name.inputValue()).toBe("Rosa Two");
    await email.fill("rosa.two@another.example");
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByRole("complementary", { name: "Rosa Two" }).waitFor();
    await page.goto(`${sendpro.users}?q=another.example`);
    for (const one of ["Rosa One", "Rosa Two"]) {
      const line = page.getByRole("row").filter({ hasText: one });
      await line.getByText("Invited").waitFor();
      await line.getByText("Porto – Ribeira").waitFor();
    }
    for (const to of ["rosa@another.example", "rosa.two@another.example"]) await usher.link(to);
    await page.context().close();
  });

  it("SO3: who is invited without a name is asked for it, once", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    const dialog = await openInvite(page);
    await dialog.getByLabel("E-mail addresses").fill("sofia@northwind.example");
    await dialog.getByRole("button", { name: /^Send/ }).click();
    await page.getByText("1 sent, 0 not sent.").waitFor();
    await page.context().close();

    const guest = await usher.page({ width: 390, height: 844 });
    const link = await usher.link("sofia@northwind.example");
    await guest.goto(link);
    await guest.getByRole("button", { name: /^Join/ }).click();
    await guest.getByText("Type your name.").waitFor();
    await guest.getByLabel("Your name").fill("Sofia Reis");
    await guest.getByLabel("Choose a password").fill(good);
    await guest.getByRole("button", { name: /^Join/ }).click();
    await guest.waitForURL("**/a/sendpro-demo");
    // Whoever has just come in was active, and has the account open.
    const users = "/v1/accounts/sendpro-demo/users";
    const { body } = await usher.ask(sendpro.owner, "GET", `${users}?q=sofia`);
    expect(body.items[0].last_active_at).toBeTruthy();
    const open = await usher.ask(sendpro.owner, "GET", `${users}/${body.items[0].id}/entries`);
    expect(open.body.items.length).toBe(1);
    await guest.goto(link);
    await guest.getByRole("heading", { name: "This link has ended" }).waitFor();
    await guest.context().close();
  });

  it("RT44: who is signed in as somebody else signs out first", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    const dialog = await openInvite(page);
    await dialog.getByLabel("E-mail addresses").fill("guest@northwind.example");
    await dialog.getByRole("button", { name: /^Send/ }).click();
    await page.getByText("1 sent, 0 not sent.").waitFor();
    const someone = await usher.signedIn(stamps.manager);
    await someone.goto(await usher.link("guest@northwind.example"));
    await someone.getByText("Sign out first to accept it.").waitFor();
    await someone.getByRole("button", { name: "Sign out and go on" }).click();
    await someone.getByLabel("Choose a password").waitFor();
    usher.forgetSession(stamps.manager);
    await someone.context().close();
    await page.context().close();
  });

  it("PS5: a link expires after 7 days; Resend sends a new one and ends the old", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    const dialog = await openInvite(page);
    await dialog.getByLabel("E-mail addresses").fill("late@northwind.example");
    await dialog.getByRole("button", { name: /^Send/ }).click();
    await page.getByText("1 sent, 0 not sent.").waitFor();
    const first = await usher.link("late@northwind.example");
    await usher.later(7 * day + 60_000);

    const guest = await usher.page();
    await guest.goto(first);
    await guest.getByRole("heading", { name: "This link has expired" }).waitFor();
    await guest.getByRole("button", { name: "Ask for a new link" }).click();
    await guest.getByText("Those who can send you a new link have been told.").waitFor();

    usher.forgetSession(sendpro.owner);
    const later = await usher.signedIn(sendpro.owner);
    await later.goto(`${sendpro.users}?q=late`);
    await later.getByText("Expired").waitFor();
    await later.getByRole("link", { name: /late@northwind/ }).click();
    await later.getByRole("button", { name: "Resend invitation" }).click();
    await later.getByText(/A new link to late@northwind.example is on its way/).first().waitFor();
    const second = await usher.link("late@northwind.example", 2);
    expect(second).not.toBe(first);
    await guest.goto("about:blank");
    await guest.goto(first);
    await guest.getByRole("heading", { name: "This link has ended" }).waitFor();
    await guest.goto("about:blank");
    await guest.goto(second);
    await guest.getByLabel("Choose a password").waitFor();
    await guest.context().close();
    await later.context().close();
    await page.context().close();
  });
});
