// Postmark's own page "Managing Account Owners and Permissions", followed step by step in the
// browser by the Account Owner, an Admin, Technical and Billing; the mails go through a real SMTP
// server. Where each step of the page is done here:
//
//   the page says                            here
//   four roles, and what each may            PM1, PM2
//   Account > Users tab                      the menu's *Users*
//   Invite user, 1 to 6: name, email         PM3: *Add users* > *Add one user*: *Name*, *E-mail*,
//     address, Role, Server Access,            *Role*, *Server access*, *Send invitation*
//     Send invitation
//   the email, own password                  PM3
//   Make Owner, next to the name; confirm    PM4: the row's *Actions* > *Make owner…*, then both
//                                            names side by side, password and the account's name
//   individual logins, a clear audit log     PM6: *Audit log*
//
// Left out: the regular review (PM7, with the access reviews; the list's *Last active* is here),
// and the recovery of a lost owner (PM8).
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, Usher, usher } from "./harness";
import { postmark } from "./people";
import { MailServer } from "./smtp";
import { adding, arrived, choose, enter, good, join, menu, panel, row, select } from "./walk";

startUsher(async () => Usher.start(await MailServer.start()));

const account = "Juniper Labs";
const bea = "bea@postmark.example";

/** What the product would be told of somebody, by their own session. */
async function check(email: string, permission: string, resource?: string, password?: string) {
  if (password) await usher.session(email, password);
  const { body } = await usher.ask(email, "POST", "/v1/check", {
    account: "postmark-demo",
    permission,
    ...(resource ? { resource } : {}),
  });
  return (body as { allowed: boolean }).allowed;
}

describe("Understanding User Roles", () => {
  it("PM1: four roles, of which only three are given by inviting", async () => {
    const ann = await enter(usher, postmark.admin);
    await menu(ann, "Users");
    await row(ann, "Olga Petrova").getByText("Account Owner").waitFor();
    await row(ann, "Ann Whitaker").getByText("Admin").waitFor();
    await row(ann, "Tim Nakamura").getByText("Technical").waitFor();
    await adding(ann, "Add one user");
    await ann.getByRole("combobox", { name: /^Role/ }).click();
    const offered = (await ann.getByRole("option").allTextContents()).map((one) => one.trim());
    expect(offered.sort()).toEqual(["Admin", "Billing", "Technical"]);
    await ann.context().close();
  });

  it("PM1: Technical users manage servers, and see neither invoices nor users", async () => {
    const tim = await enter(usher, postmark.plain);
    await tim.getByText(postmark.plain).first().waitFor();
    expect(await tim.getByRole("navigation", { name: "Main" }).getByRole("link").count()).toBe(0);
    await tim.goto(postmark.users);
    await tim.getByRole("heading", { name: "You do not have access to this page" }).waitFor();
    expect(await check(postmark.plain, "servers.edit", "1001")).toBe(true);
    expect(await check(postmark.plain, "invoices.view")).toBe(false);
    await tim.context().close();
  });

  it("PM1: Billing users see invoices and change the plan, and see no servers", async () => {
    const olga = await enter(usher, postmark.owner);
    await menu(olga, "Users");
    const her = await select(olga, "Bea Moreau");
    await her.getByText("Billing").first().waitFor();
    // The demo tells nobody her password: she asks for one of her own by the mailed link.
    await her.getByRole("button", { name: "Reset password" }).click();
    await olga.getByRole("dialog").getByRole("button", { name: "Send the mail" }).click();
    await olga.getByText(`on its way to ${bea}`).first().waitFor();
    const letter = await arrived(usher, bea, "Choose a new password for Postmark");
    const page = await usher.page();
    await page.goto(/https?:\/\/\S+\/reset#\S+/.exec(letter.text)?.[0] ?? "");
    await page.getByLabel("New password").fill(good);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByLabel("Password", { exact: true }).fill(good);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/a/postmark-demo**");
    await menu(page, "Seats & plan");
    await page.getByRole("radio", { name: /^Pro/ }).waitFor();
    expect(await page.getByRole("link", { name: "Users" }).count()).toBe(0);
    expect(await check(bea, "invoices.view", undefined, good)).toBe(true);
    expect(await check(bea, "servers.view", "any")).toBe(false);
    await page.context().close();
    await olga.context().close();
  });

  it("PM2: an Admin manages all users but the Owner", async () => {
    const ann = await enter(usher, postmark.admin);
    await menu(ann, "Users");
    await ann.getByRole("link", { name: "Olga Petrova" }).click();
    await panel(ann, "Olga Petrova")
      .getByText("this user has rights that you do not hold")
      .waitFor();
    await select(ann, "Tim Nakamura");
    await panel(ann, "Tim Nakamura").getByRole("button", { name: "Delete" }).waitFor();
    expect(await ann.getByRole("link", { name: "Ownership" }).count()).toBe(0);
    await ann.context().close();
  });
});

describe("How to Invite New Users", () => {
  it("PM3: name, email address, role, server access; the mail; the own password", async () => {
    const ann = await enter(usher, postmark.admin); // 1
    await menu(ann, "Users"); // 2
    await adding(ann, "Add one user"); // 3
    await ann.getByRole("heading", { name: "Add a user" }).waitFor();
    await ann.getByLabel(/^Name/).fill("Nora Quist"); // 4
    await ann.getByLabel("E-mail").fill("nora@juniper.example");
    await choose(ann, "Role", "Technical");
    const servers = ann.getByRole("group", { name: "Server access" }); // 5
    await servers.getByRole("radio", { name: "Only these" }).check();
    await servers.getByRole("checkbox", { name: "Staging" }).check();
    expect(await faults(ann)).toEqual([]);
    await ann.getByRole("button", { name: "Send invitation" }).click(); // 6
    await ann.getByText("An invitation to Nora Quist is on its way").first().waitFor();
    const line = row(ann, "Nora Quist");
    await line.getByText("Invited").waitFor();
    await line.getByText("Technical").waitFor();

    const nora = await join(usher, "nora@juniper.example", account, "Postmark");
    await nora.getByText("nora@juniper.example").first().waitFor();
    expect(await check("nora@juniper.example", "servers.edit", "1002", good)).toBe(true);
    expect(await check("nora@juniper.example", "servers.edit", "1001")).toBe(false);
    await nora.context().close();

    // What one may reach is changed later, too.
    await ann.reload();
    const her = panel(ann, "Nora Quist");
    await her.getByRole("heading", { name: "Server access" }).waitFor();
    await her.getByRole("button", { name: "Change what they may use" }).click();
    await her.getByRole("checkbox", { name: "Production" }).check();
    await her.getByRole("button", { name: "Save what they may use" }).click();
    await her.getByText("Production and Staging").waitFor();
    expect(await check("nora@juniper.example", "servers.edit", "1001")).toBe(true);
    await ann.context().close();
  });
});

describe("Transferring Account Ownership", () => {
  it("PM4: only the current Account Owner, only to an Admin, with a confirmation", async () => {
    const olga = await enter(usher, postmark.owner);
    await menu(olga, "Users"); // 2
    // 1: whoever is not an Admin is not offered it.
    await row(olga, "Tim Nakamura").getByRole("button", { name: "Actions" }).click();
    await olga.getByRole("menuitem", { name: "Suspend user" }).waitFor();
    expect(await olga.getByRole("menuitem", { name: "Make owner" }).count()).toBe(0);
    await olga.keyboard.press("Escape");
    await row(olga, "Ann Whitaker").getByRole("button", { name: "Actions" }).click(); // 3
    await olga.getByRole("menuitem", { name: "Make owner" }).click();
    await olga.getByRole("heading", { name: "Hand the account on" }).waitFor(); // 4
    await olga.getByText("Account Owner becomes Admin").waitFor();
    await olga.getByText("Admin becomes Account Owner").waitFor();
    expect(await faults(olga)).toEqual([]);
    await olga.getByLabel("Your password").first().fill(usher.password(postmark.owner));
    await olga.getByLabel(/^Type the account's name/).first().fill(account);
    await olga.getByRole("button", { name: "Transfer ownership to Ann Whitaker" }).click();
    await olga.getByText("Ann Whitaker owns the account now").first().waitFor();

    await row(olga, "Olga Petrova").getByText("Admin", { exact: true }).waitFor();
    await row(olga, "Ann Whitaker").getByText("Account Owner").waitFor();
    expect(await olga.getByRole("link", { name: "Ownership" }).count()).toBe(0);
    await arrived(usher, postmark.admin, `You are now Account Owner of ${account}`);
    await arrived(usher, postmark.owner, `Ann Whitaker is now Account Owner of ${account}`);
    const ann = await enter(usher, postmark.admin);
    await menu(ann, "Ownership");
    await ann.getByRole("heading", { name: "Hand the account on" }).waitFor();
    await ann.context().close();
    await olga.context().close();
  });
});

describe("Best Practices for Security", () => {
  it("PM6: a clear audit log of who changed what, one login per person", async () => {
    const ann = await enter(usher, postmark.admin);
    await menu(ann, "Audit log");
    await ann.getByRole("link", { name: /Olga Petrova.*handed the ownership on to.*Ann Whitaker/ }).waitFor();
    await ann.getByRole("link", { name: /Ann Whitaker.*changed what.*Nora Quist.*may use/ }).waitFor();
    await ann.getByRole("link", { name: /Nora Quist.*joined/ }).waitFor();
    await ann.getByRole("link", { name: /Ann Whitaker.*invited.*Nora Quist/ }).waitFor();
    await menu(ann, "Users");
    await ann.getByRole("columnheader", { name: "Last active" }).waitFor();
    await ann.context().close();
  });
});
