// What becomes of users: away and back, many at once, another address, two at the same time.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { sendpro, stamps } from "./people";

startUsher();

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const panel = (page: Page, name: string) => page.getByRole("complementary", { name });

describe("away and back", () => {
  it("PS6: takes a deletion back by Undo, and restores from the tab Deleted", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(stamps.users);
    await page.getByRole("link", { name: "Ulf Björnsson" }).click();
    const ulf = panel(page, "Ulf Björnsson");
    await ulf.getByRole("button", { name: "Delete" }).click();
    const ask = page.getByRole("alertdialog");
    await ask.getByText("can be restored for 30 days").waitFor();
    await ask.getByRole("button", { name: "Delete user" }).click();
    await page.getByText("Ulf Björnsson was deleted").first().waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await row(page, "Ulf Björnsson").getByText("Active").waitFor();

    await row(page, "Ulf Björnsson").getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Delete user" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete user" }).click();
    await page.getByRole("link", { name: /^Deleted/ }).click();
    await page.getByRole("link", { name: "Ulf Björnsson" }).click();
    await ulf.getByText("Can be restored until").waitFor();
    await ulf.getByRole("button", { name: "Restore" }).click();
    await page.getByText("Ulf Björnsson was restored").first().waitFor();
    await page.context().close();
  });

  it("PS6: erases after asking, for good", async () => {
    await usher.ask(stamps.owner, "POST", "/v1/accounts/stamps-demo/users", {
      email: "gone@example.org",
      first_name: "Gonda",
      last_name: "Away",
    });
    const page = await usher.signedIn(stamps.owner);
    await page.goto(`${stamps.users}?q=gonda`);
    await row(page, "Gonda Away").getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Revoke invitation" }).click();
    await page.getByText("The invitation of Gonda Away was revoked").first().waitFor();
    await page.goto(`${stamps.users}?q=gonda&status=deleted`);
    await page.getByRole("link", { name: "Gonda Away" }).click();
    await panel(page, "Gonda Away").getByRole("button", { name: "Erase…" }).click();
    const ask = page.getByRole("alertdialog", { name: "Erase Gonda Away for good?" });
    await ask.getByRole("button", { name: "Erase user" }).click();
    await page.getByRole("heading", { name: /^Erased user \w{4}$/ }).waitFor();
    await page.context().close();
  });
});

describe("inviting whom one deleted", () => {
  it("RT36: the address of a deleted user is offered to be restored instead, among many", async () => {
    const added = await usher.ask(stamps.owner, "POST", "/v1/accounts/stamps-demo/users", {
      email: "back@example.org",
      first_name: "Berta",
      last_name: "Back",
    });
    const { id } = added.body as { id: string };
    await usher.ask(stamps.owner, "DELETE", `/v1/accounts/stamps-demo/users/${id}`);
    const page = await usher.signedIn(stamps.owner);
    await page.goto(stamps.users);
    await page.getByRole("button", { name: "Add users" }).click();
    await page.getByRole("menuitem", { name: /Invite by e-mail/ }).click();
    const dialog = page.getByRole("dialog", { name: "Invite users" });
    await dialog.getByLabel("E-mail addresses").last().fill("new@example.org back@example.org");
    await page.keyboard.press("Enter");
    await dialog.getByText("Berta Back had this address and was deleted.").waitFor();
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Restore instead" }).click();
    await page.getByText("Berta Back was restored").first().waitFor();
    await expect.poll(() => dialog.getByText("back@example.org").count()).toBe(0);
    await dialog.getByRole("button", { name: "Send 1 invitation" }).waitFor();
    page.once("dialog", (ask) => void ask.accept());
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await row(page, "Berta Back").getByText("Invited").waitFor();
    await page.context().close();
  });
});

describe("many at once", () => {
  it("PS6: more than can be named one by one are refused before anything is asked", async () => {
    const page = await usher.signedIn(sendpro.owner);
    const ids = (n: number) => n.toString(32).padStart(26, "0");
    await page.route(/\/v1\/accounts\/sendpro-demo\/users\?/, async (route) => {
      const got = await route.fetch();
      const body = (await got.json()) as { items: { id: string; name: string }[] };
      const [one] = body.items;
      const items = Array.from({ length: 1001 }, (_, n) => ({ ...one, id: `usr_${ids(n)}`, name: `Nr ${n}` }));
      await route.fulfill({ response: got, json: { ...body, items, next: undefined } });
    });
    let started = 0;
    page.on("request", (asked) => (started += asked.url().endsWith("/bulk") ? 1 : 0));
    await page.goto(`${sendpro.users}?status=active`);
    await page.getByRole("checkbox", { name: "Select all loaded users" }).check();
    await page.getByText("1,001 selected").waitFor();
    await page.getByText("At most 1,000 can be ticked one by one.").waitFor();
    const suspend = page.getByRole("button", { name: "Suspend", exact: true });
    expect(await suspend.getAttribute("aria-disabled")).toBe("true");
    await suspend.click({ force: true });
    expect(await faults(page)).toEqual([]);
    expect(started).toBe(0);
    await page.getByRole("button", { name: /^Select all.* that match/ }).click();
    expect(await suspend.getAttribute("aria-disabled")).toBe("false");
    await page.context().close();
  });

  it("PS6: suspends those that may be, survives a reload, tells who was left out, and undoes", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(`${sendpro.users}?status=active`);
    await row(page, "Elif Şahin").getByRole("checkbox").check();
    await row(page, "Jonas Novák").getByRole("checkbox").check();
    await page.getByText("2 selected").waitFor();
    await page.getByRole("button", { name: "Suspend", exact: true }).click();
    await page.getByText("2 users were suspended").first().waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("2 users were changed").first().waitFor();
    await row(page, "Elif Şahin").getByText("Active").waitFor();

    await page.getByRole("checkbox", { name: /Select/ }).first().check();
    await page.getByRole("button", { name: "Give role" }).click();
    const dialog = page.getByRole("dialog", { name: "Give a role" });
    await dialog.getByRole("combobox", { name: "Role" }).click();
    await page.getByRole("option", { name: /^User/ }).click();
    await dialog.getByRole("button", { name: "Give role" }).click();
    await page.waitForURL(/[?&]job=job_/);
    await page.getByRole("button", { name: /not changed/ }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /not changed/ }).click();
    const left = page.getByRole("dialog", { name: /not changed/ });
    await left.getByRole("link", { name: "Download as CSV" }).waitFor();
    await left.getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("region", { name: "Change of many users" }).getByRole("button", { name: "Undo" }).click();
    await page.getByText(/users? (was|were) changed/).first().waitFor();
    await page.context().close();
  });
});

describe("another address", () => {
  it("takes the own password once more from who is signed in but was not lately proved", async () => {
    const page = await usher.signedIn(stamps.manager);
    const { body } = await usher.ask(stamps.owner, "GET", "/v1/accounts/stamps-demo/users?q=max%40");
    const max = (body as { items: { id: string }[] }).items[0]?.id ?? "";
    await usher.ask(stamps.owner, "PUT", `/v1/accounts/stamps-demo/users/${max}/email`, {
      email: "max.new@example.org",
      end_now: true,
    });
    await page.goto("/me/profile");
    await page.getByText("An administrator gave you another address here.").waitFor();
    await page.goto(await usher.link("max.new@example.org"));
    const use = page.getByRole("button", { name: "Use this address" });
    await use.click();
    const password = page.getByLabel("Password", { exact: true });
    await password.waitFor();
    await page.getByText("Give the password that you are signed in with once more").waitFor();
    expect(await faults(page)).toEqual([]);
    await password.fill("not the one");
    await use.click();
    await page.getByText("not your current password").first().waitFor();
    await password.fill(usher.password(stamps.manager));
    await use.click();
    await page.waitForURL("**/a/stamps-demo**");
    usher.forgetSession(stamps.manager);
    await page.context().close();
  });

  it("waits in the panel until it is confirmed, and can be cancelled", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(`${sendpro.users}?q=elif`);
    await page.getByRole("link", { name: "Elif Şahin" }).click();
    const elif = panel(page, "Elif Şahin");
    await elif.getByRole("button", { name: "Change address" }).click();
    const dialog = page.getByRole("dialog", { name: "Change the address of Elif Şahin" });
    await dialog.getByLabel("New e-mail address").fill("elif.new@example.org");
    await dialog.getByRole("button", { name: "Send link" }).click();
    await elif.getByText("elif.new@example.org waits to be confirmed.").waitFor();
    await elif.getByRole("button", { name: "Keep the old address" }).click();
    await expect.poll(() => elif.getByText("waits to be confirmed").count()).toBe(0);

    await elif.getByRole("button", { name: "Change address" }).click();
    await dialog.getByLabel("New e-mail address").fill("elif.new@example.org");
    await dialog.getByRole("button", { name: "Send link" }).click();
    await elif.getByText("waits to be confirmed").waitFor();
    const fresh = await usher.page();
    await fresh.goto(await usher.link("elif.new@example.org", 2));
    await fresh.getByRole("heading", { name: "Confirm your new address" }).waitFor();
    await fresh.getByLabel("Choose a password").fill("a long good passphrase of mine");
    await fresh.getByRole("button", { name: "Use this address" }).click();
    await fresh.waitForURL("**/a/sendpro-demo**");
    await page.reload();
    await elif.getByText("elif.new@example.org").first().waitFor();
    await fresh.context().close();
    await page.context().close();
  });
});

describe("two at the same time", () => {
  it("R11: saving in the very moment of a conflict asks, and keeps nobody's silently", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(`${sendpro.users}?q=lucja`);
    const read = page.waitForResponse((got) => /\/users\/usr_\w+$/.test(got.url()));
    await page.getByRole("link", { name: "Łucja Øster" }).click();
    await read;
    await panel(page, "Łucja Øster").getByLabel("Name").fill("Lucy Oster");
    const id = page.url().replace(/.*\/(usr_[^?]+).*/, "$1");
    const path = `/v1/accounts/sendpro-demo/users/${id}`;
    await usher.ask(sendpro.owner, "PATCH", path, { name: "Łucja Østergaard" });
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("heading", { name: /Somebody else changed this user/ }).waitFor();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Choose which of the two to keep.").waitFor();
    const now = await usher.ask(sendpro.owner, "GET", path);
    expect((now.body as { name: string }).name).toBe("Łucja Østergaard");
    await page.getByRole("radio", { name: /Keep mine: Lucy Oster/ }).check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Lucy Oster was saved").first().waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("is as before").first().waitFor();
    await page.context().close();
  });
});
