// SendPro Online's own page "Adding users in SendPro Online", followed step by step in the browser
// by an Admin of all locations, an Admin of one, and those whom they invite; the mails go through a
// real SMTP server. Where each step of the page is done here:
//
//   the page says                            here
//   Settings > User Management               the menu's *Users* (the product's settings lead to it)
//   Invite                                   *Add users* > *Invite by e-mail*
//   "does not allow for multiple users":     SO2: *Add users* is disabled and says why, with the
//     Invite disabled, upgrade options         link to the plans
//   e-mail addresses, Enter after each       SO1: the field *E-mail addresses*
//   Role (Admin or User), for all; Location  SO1: *Role*, *Location*
//   Invite: an email, Status of Invited      SO1: *Send 3 invitations*, *Invited*
//   Sign In link in the email, name and      SO3: *Accept the invitation*, *Your name*,
//     password if prompted, within 7 days      *Choose a password*
//   user settings icon > Resend invitation   SO4: the row's *Actions* > *Resend invitation*
//   "change their role later"                SO5
//
// Left out: signing in on the tablet and in the label application (SO6, with the devices).
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, Usher, usher } from "./harness";
import { sendpro, single } from "./people";
import { MailServer } from "./smtp";
import { adding, choose, day, enter, follow, good, join, menu, row, select } from "./walk";

startUsher(async () => Usher.start(await MailServer.start()));

const account = "Northwind Retail";
const product = "SendPro Online";
const subject = `Join ${account} on ${product}`;
const resend = "Resend invitation";

describe("Adding users in SendPro Online", () => {
  it("only users with the role of Admin can perform this procedure", async () => {
    const uli = await enter(usher, sendpro.plain);
    await uli.getByText(sendpro.plain).first().waitFor();
    expect(await uli.getByRole("link", { name: "Users" }).count()).toBe(0);
    await uli.goto(sendpro.users);
    await uli.getByRole("heading", { name: "You do not have access to this page" }).waitFor();
    await uli.context().close();
  });

  it("SO2: where the subscription is for one user, Invite is disabled and leads to more", async () => {
    const iris = await enter(usher, single.owner);
    await menu(iris, "Users");
    const add = iris.getByRole("button", { name: "Add users" });
    expect(await add.getAttribute("aria-disabled")).toBe("true");
    await iris.getByText("Your plan, Single user, has room for one user.").first().waitFor();
    const plans = iris.getByRole("link", { name: "See plans" }).first();
    expect(await plans.getAttribute("href")).toBe("https://example.com/sendpro/upgrade");
    expect(await faults(iris)).toEqual([]);
    // One location only: the form has none to choose, and the list no column of it.
    expect(await iris.getByRole("columnheader", { name: "Location" }).count()).toBe(0);
    await iris.context().close();
  });

  it("SO1: invites several addresses with one role and one location", async () => {
    const rui = await enter(usher, sendpro.owner);
    await menu(rui, "Users");
    await adding(rui, "Invite by e-mail");
    const dialog = rui.getByRole("dialog", { name: "Invite users" });
    await dialog.getByText("a link that works for 7 days").waitFor();
    const field = dialog.getByLabel("E-mail addresses").last();
    for (const name of ["ana", "bruno", "carla"]) {
      await field.fill(`${name}@northwind.example`);
      await rui.keyboard.press("Enter");
    }
    await dialog.getByRole("combobox", { name: /^Role/ }).click();
    expect((await rui.getByRole("option").allTextContents()).map((one) => one.trim())).toEqual([
      "Admin",
      "User",
    ]);
    await rui.getByRole("option", { name: /^User/ }).click();
    await choose(rui, "Location", "Lisbon – Chiado");
    expect(await faults(rui)).toEqual([]);
    await dialog.getByRole("button", { name: "Send 3 invitations" }).click();
    const result = rui.getByRole("dialog", { name: "Invitations" });
    await result.getByText("3 sent, 0 not sent.").waitFor();
    await result.getByRole("button", { name: "Done" }).click();
    for (const name of ["ana", "bruno", "carla"]) {
      const line = row(rui, `${name}@northwind.example`);
      await line.getByText("Invited").waitFor();
      await line.getByText("Lisbon – Chiado").waitFor();
    }
    await rui.context().close();
  });

  it("SO3: the invited person follows the link, enters name and password, and is signed in", async () => {
    const ana = await join(usher, "ana@northwind.example", account, product, "Ana Prado");
    await ana.getByText("ana@northwind.example").first().waitFor();
    await ana.context().close();
    const again = await enter(usher, "ana@northwind.example", good);
    await again.context().close();
    const rui = await enter(usher, sendpro.owner);
    await menu(rui, "Users");
    await row(rui, "Ana Prado").getByText("Active").waitFor();
    await rui.context().close();
  });

  it("SO4: after 7 days the link has expired; the Admin of another location cannot resend it", async () => {
    await usher.later(7 * day + 60_000);
    const bruno = await follow(usher, "bruno@northwind.example", {
      subject,
      button: "Accept the invitation",
    });
    await bruno.getByRole("heading", { name: "This link has expired" }).waitFor();
    await bruno.context().close();

    // Lin is Admin of Berlin – Mitte: nobody of Lisbon is there for her.
    const lin = await enter(usher, sendpro.local);
    await menu(lin, "Users");
    await row(lin, "Uli Krüger").waitFor();
    expect(await row(lin, "bruno@northwind.example").count()).toBe(0);
    await adding(lin, "Invite by e-mail");
    const dialog = lin.getByRole("dialog", { name: "Invite users" });
    await dialog.getByLabel("E-mail addresses").last().fill("dora@northwind.example");
    await lin.keyboard.press("Enter");
    await dialog.getByRole("combobox", { name: /^Location/ }).click();
    expect(await lin.getByRole("option").count()).toBe(1);
    await lin.getByRole("option", { name: "Berlin – Mitte" }).click();
    await dialog.getByRole("button", { name: "Send 1 invitation" }).click();
    await lin.getByRole("button", { name: "Done" }).click();
    await usher.later(2 * 60_000);
    await lin.reload();
    await row(lin, "dora@northwind.example").getByRole("button", { name: "Actions" }).click();
    await lin.getByRole("menuitem", { name: resend }).click();
    await lin.getByText(/A new link to dora@northwind.example is on its way/).first().waitFor();
    await lin.context().close();
  });

  it("SO4: the Admin of all locations resends: a new link, and the old one has ended", async () => {
    const rui = await enter(usher, sendpro.owner);
    await menu(rui, "Users");
    const line = row(rui, "bruno@northwind.example");
    await line.getByText("Expired").waitFor();
    await line.getByRole("button", { name: "Actions" }).click();
    await rui.getByRole("menuitem", { name: resend }).click();
    await rui.getByText(/A new link to bruno@northwind.example is on its way/).first().waitFor();
    await line.getByText("Invited").waitFor();
    const button = "Accept the invitation";
    const first = await follow(usher, "bruno@northwind.example", { subject, button });
    await first.getByRole("heading", { name: "This link has ended" }).waitFor();
    const second = await follow(usher, "bruno@northwind.example", { subject, button, nth: 2 });
    await second.getByLabel("Your name").fill("Bruno Teles");
    await second.getByLabel("Choose a password").fill(good);
    await second.getByRole("button", { name: `Join ${account}` }).click();
    await second.waitForURL("**/a/sendpro-demo**");
    for (const page of [first, second, rui]) await page.context().close();
  });

  it("SO5: the role is changed later, and holds at once", async () => {
    const ana = await enter(usher, "ana@northwind.example", good);
    expect(await ana.getByRole("link", { name: "Users" }).count()).toBe(0);
    const rui = await enter(usher, sendpro.owner);
    await menu(rui, "Users");
    const her = await select(rui, "Ana Prado");
    await choose(rui, "Role", "Admin");
    await her.getByRole("button", { name: "Save changes" }).click();
    await rui.getByText("Ana Prado was saved").first().waitFor();
    await row(rui, "Ana Prado").getByText("Admin").waitFor();
    // Admin at one location: the page's Location Admin.
    await ana.reload();
    await menu(ana, "Users");
    await row(ana, "Elif Şahin").waitFor();
    expect(await row(ana, "Jonas Novák").count()).toBe(0);
    await ana.context().close();
    await rui.context().close();
  });
});
