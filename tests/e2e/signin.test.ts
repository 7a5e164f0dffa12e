// A person's own sign-in: forgotten, changed, looked over, and what administrators may ask for.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { sendpro, stamps } from "./people";

startUsher();

const fresh = "nine herons over ice";

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("a person's sign-in", () => {
  it("ST7: a forgotten password: asked for, chosen by the mailed link, signed in with", async () => {
    const page = await usher.page({ width: 390, height: 844 });
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
    await page.getByLabel("E-mail").fill("nobody@sendpro.example");
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText("If nobody@sendpro.example has a sign-in here").waitFor();
    await page.getByRole("button", { name: "Use another address" }).click();
    await page.getByLabel("E-mail").fill(sendpro.plain);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText(`If ${sendpro.plain} has a sign-in here`).waitFor();
    expect(await faults(page)).toEqual([]);
    expect(await usher.mails("nobody@sendpro.example")).toEqual([]);

    const link = await usher.link(sendpro.plain, 1, "reset");
    await page.goto(link);
    await page.getByText(sendpro.plain).waitFor();
    expect(await faults(page)).toEqual([]);
    const field = page.getByLabel("New password");
    await field.fill("password1");
    await page.getByText("Not a password that many people use, or that a breach made known (not yet so)").waitFor();
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText(/one of the first that attackers try/).waitFor();
    await field.fill(fresh);
    await page.getByText("Not a password that many people use, or that a breach made known (done)").waitFor();
    expect(await page.getByLabel("Sign out everywhere").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByRole("heading", { name: "Your new password is set" }).waitFor();
    await page.getByLabel("Password", { exact: true }).fill(fresh);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/a/sendpro-demo");

    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("heading", { name: "This link has ended" }).waitFor();
    await page.getByRole("link", { name: "Ask for a new link" }).click();
    await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
    await page.context().close();
  });

  it("ST7: a link to choose a password expires, and says how to go on", async () => {
    const page = await usher.page();
    await page.goto("/forgot");
    await page.getByLabel("E-mail").fill(sendpro.local);
    await page.getByRole("button", { name: "Send the link" }).click();
    const link = await usher.link(sendpro.local, 1, "reset");
    await usher.later(3_700_000);
    await page.goto(link);
    await page.getByRole("heading", { name: "This link has expired" }).waitFor();
    expect(await page.getByRole("link", { name: "Ask for a new link" }).count()).toBe(1);
    await page.context().close();
  });

  it("RT39: sees where one is signed in, ends one, ends all others", async () => {
    const password = usher.password(stamps.plain);
    const one = await usher.page();
    const other = await usher.page();
    const third = await usher.page();
    for (const page of [one, other, third]) {
      await page.goto("/sign-in");
      await signIn(page, stamps.plain, password);
      await page.waitForURL("**/a/stamps-demo");
    }
    await one.locator("button.profile").click();
    await one.getByRole("menuitem", { name: "Security" }).click();
    await one.getByRole("heading", { name: "Where you are signed in" }).waitFor();
    await one.getByText("Chrome on Linux").first().waitFor();
    await one.getByText("This one").waitFor();
    expect(await one.getByText("time.now").count()).toBe(0);
    expect(await faults(one)).toEqual([]);
    const ends = one.getByRole("button", { name: "End Chrome on Linux" });
    const before = await ends.count();
    expect(before).toBeGreaterThanOrEqual(2);
    await ends.first().click();
    await one.getByText(/^.+ was signed out$/).first().waitFor();
    await expect.poll(() => ends.count()).toBe(before - 1);
    await one.getByRole("button", { name: "End all others" }).click();
    const asks = one.getByRole("alertdialog", { name: "End all other sessions?" });
    await asks.getByRole("button", { name: "End all others" }).click();
    await one.getByText("All other sessions have ended").first().waitFor();
    await expect.poll(() => ends.count()).toBe(0);
    for (const page of [other, third]) {
      await page.goto("/me/security");
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    }
    for (const page of [one, other, third]) await page.context().close();
  });

  it("ST7: changes the own password; a wrong present one and a weak new one are told apart", async () => {
    usher.forgetSession(stamps.manager);
    const page = await usher.signedIn(stamps.manager);
    await page.goto("/me/security");
    await page.getByLabel("Current password").fill("not it");
    await page.getByLabel("New password").fill(fresh);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("This is not your current password").waitFor();
    await page.getByLabel("Current password").fill(usher.password(stamps.manager));
    await page.getByLabel("New password").fill("qwertyuiop");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText(/one of the first that attackers try/).waitFor();
    await page.getByLabel("New password").fill(fresh);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("Your password was changed").first().waitFor();
    usher.forgetSession(stamps.manager);
    await usher.session(stamps.manager, fresh);
    await page.context().close();
  });

  it("ST6: an administrator sees where the mail goes, asks for a new password, ends the old one", async () => {
    const ada = await usher.signedIn(stamps.owner);
    await ada.goto(`${stamps.users}?q=ulf`);
    await ada.getByRole("link", { name: /Ulf/ }).first().click();
    const panel = ada.getByRole("complementary");
    await panel.getByRole("button", { name: "Reset password" }).click();
    const dialog = ada.getByRole("dialog");
    await dialog.getByText(stamps.plain).waitFor();
    expect(await faults(ada)).toEqual([]);
    await dialog.getByText("End the old password now").click();
    await dialog.getByRole("button", { name: "Send the mail" }).click();
    await ada.getByText(`on its way to ${stamps.plain}`).first().waitFor();
    await panel.getByText("has to set a new password by the mailed link").waitFor();

    const ulf = await usher.page();
    await ulf.goto("/sign-in");
    await signIn(ulf, stamps.plain, usher.password(stamps.plain));
    await ulf.getByText("Closed to you").waitFor();
    await ulf.getByText("An administrator asked you to choose a new password").waitFor();
    expect(await faults(ulf)).toEqual([]);
    await ulf.goto(await usher.link(stamps.plain, 1, "reset"));
    await ulf.getByLabel("New password").fill(fresh);
    await ulf.getByRole("button", { name: "Set the password" }).click();
    await ulf.getByLabel("Password", { exact: true }).fill(fresh);
    await ulf.getByRole("button", { name: "Sign in" }).click();
    await ulf.waitForURL("**/a/stamps-demo");
    await ada.reload();
    await panel.getByText("Chrome on Linux").waitFor();
    await panel.getByRole("button", { name: "End entries" }).click();
    await ada.getByRole("alertdialog").getByRole("button", { name: "End entries" }).click();
    await ada.getByText("was signed out of this account").first().waitFor();
    await ulf.goto("/a/stamps-demo");
    await ulf.getByRole("heading", { name: "Sign in" }).waitFor();
    await ada.context().close();
    await ulf.context().close();
  });

  it("RT12: changes the own name, and nothing that is an administrator's", async () => {
    usher.forgetSession(sendpro.local);
    const page = await usher.signedIn(sendpro.local);
    await page.goto("/me/profile");
    await page.getByRole("heading", { name: /^You in/ }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByLabel("Name", { exact: true }).fill("Linnea");
    await page.getByRole("button", { name: "Save changes" }).first().click();
    await page.getByText("Your profile was saved").first().waitFor();
    await page.reload();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Linnea");
    await page.context().close();
  });
});

describe("a person's own addresses", () => {
  it("RT12: changes the address, proves it, confirms by the new mailbox; the old one stops it", async () => {
    const old = "uma@fernhill.example";
    const next = "uma@fernhill-new.example";
    await join(old);
    const page = await usher.page();
    await page.goto("/sign-in");
    await signIn(page, old, fresh);
    await page.waitForURL("**/a/stamps-demo");
    await usher.later(11 * 60_000);
    await page.goto("/me/security");
    await page.getByText("For recovery").waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "Change", exact: true }).first().click();
    await page.getByLabel("New address to sign in with").fill(next);
    await page.getByRole("button", { name: "Send the mail" }).click();
    const proof = page.getByRole("dialog", { name: "Is it you?" });
    await proof.waitFor();
    expect(await faults(page)).toEqual([]);
    await proof.getByLabel("Password", { exact: true }).fill(fresh);
    await proof.getByRole("button", { name: "Go on" }).click();
    await page.getByText(`Waits for the mail to ${next}`).waitFor();

    const stranger = await usher.page();
    await stranger.goto(await usher.link(next, 1, "confirm-address"));
    await stranger.getByRole("heading", { name: "Sign in to confirm" }).waitFor();
    await stranger.context().close();
    const other = await usher.signedIn(stamps.manager);
    await other.goto(await usher.link(next, 1, "confirm-address"));
    await other.getByRole("heading", { name: "This link is for somebody else" }).waitFor();
    await other.getByRole("link", { name: "Stay signed in" }).click();
    await other.waitForURL("**/a/stamps-demo**");
    await other.context().close();
    await page.goto(await usher.link(next, 1, "confirm-address"));
    await page.getByText(`From now on you sign in with ${next}`).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "Confirm this address" }).click();
    await page.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
    await page.goto("/a/stamps-demo");
    await page.getByText(next).first().waitFor();

    const owner = await usher.page();
    await owner.goto(await usher.link(old, 2, "stop-address"));
    await owner.getByRole("heading", { name: "Stop this change?" }).waitFor();
    expect(await faults(owner)).toEqual([]);
    await owner.getByRole("button", { name: "Stop the change" }).click();
    await owner.getByRole("heading", { name: "The change was stopped" }).waitFor();
    await page.goto("/me/security");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await owner.goto(await usher.link(old, 3, "reset"));
    await owner.getByLabel("New password").fill("eleven geese at dawn");
    await owner.getByRole("button", { name: "Set the password" }).click();
    await owner.getByLabel("Password", { exact: true }).fill("eleven geese at dawn");
    await owner.getByRole("button", { name: "Sign in" }).click();
    await owner.getByText(old).first().waitFor();
    for (const one of [page, owner]) await one.context().close();
  });

  it("RT44: an address that has a sign-in already joins with its password (case 45)", async () => {
    const email = stamps.owner;
    const owner = await usher.signedIn(sendpro.owner);
    await owner.goto(sendpro.users);
    await owner.getByRole("button", { name: "Add users" }).click();
    await owner.getByRole("menuitem", { name: /Invite by e-mail/ }).click();
    await owner.getByLabel("E-mail addresses").last().fill(email);
    await owner.getByRole("button", { name: /^Send/ }).click();
    await owner.getByText("1 sent, 0 not sent.").waitFor();
    await owner.context().close();

    const page = await usher.page();
    await page.goto(await usher.link(email));
    await page.getByText("This address has a sign-in already").waitFor();
    const name = page.getByLabel("Your name");
    if (await name.count()) await name.fill("Ada Falk");
    await page.getByLabel("Password", { exact: true }).fill("not the one");
    await page.getByRole("button", { name: /^Join/ }).click();
    await page.getByText("This is not the password of that address").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(usher.password(email));
    await page.getByRole("button", { name: /^Join/ }).click();
    await page.waitForURL("**/a/sendpro-demo");
    await page.goto("/me/accounts");
    await page.getByText("Fernhill Crafts").waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });
});

/** Invited to Stamps' demo account by its owner, and joined with the password `fresh`. */
async function join(email: string): Promise<void> {
  const { header } = await usher.session(stamps.owner);
  const ask = (path: string, body: object, cookie?: string) =>
    fetch(`${usher.url}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: usher.url,
        ...(cookie ? { cookie } : {}),
      },
      body: JSON.stringify(body),
    });
  const added = await ask(
    "/v1/accounts/stamps-demo/users",
    { email, first_name: "Uma", last_name: "Falk" },
    header,
  );
  expect(added.status).toBe(201);
  const token = (await usher.link(email)).split("#")[1];
  const joined = await ask("/v1/join", { token, password: fresh });
  expect(joined.status).toBe(200);
}
