// Stamps.com's own page "Manage Account Users & Passwords", followed step by step in the browser by
// an Admin, by somebody with the permission to manage users, and by those whom they add; the mails
// go through a real SMTP server. Where each step of the page is done here:
//
//   the page says                            here
//   User settings; Account Settings >        the menu's *Users*: the product's own settings lead
//     Manage Account > Users                 to it, and it is shown to managers of users only
//   "Admin-level access is required"         ST1
//   "User limit reached?", Add or Remove     ST2: the reason beside *Add users*, *Seats & plan*
//     User Seats
//   Add Users, the activation email          ST3
//   Edit Users: details or permissions, by   ST4: an Admin; Max, who holds "Manage users"
//     any admin, or with the permissions
//   Delete Users; the data remains           ST5
//   Reset Password > Continue > OK           ST6: *Reset password* > *Send the mail*; a button says
//                                            here what it does, and a message takes OK's place
//
// Left out: security questions, which the page names as something a user may have forgotten (an
// account's option of its own, with the other factors).
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, Usher, usher } from "./harness";
import { stamps } from "./people";
import { MailServer } from "./smtp";
import { adding, choose, enter, follow, good, join, menu, panel, row, select, signIn } from "./walk";

startUsher(async () => Usher.start(await MailServer.start()));

const account = "Fernhill Crafts";
const product = "Stamps.com";

describe("Manage Account Users & Passwords", () => {
  it("ST1: Admin-level access is required to manage users", async () => {
    const ulf = await enter(usher, stamps.plain);
    await ulf.getByText("ulf@stamps.example").first().waitFor();
    expect(await ulf.getByRole("link", { name: "Users" }).count()).toBe(0);
    await ulf.goto(stamps.users);
    await ulf.getByRole("heading", { name: "You do not have access to this page" }).waitFor();

    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Users");
    await ada.getByRole("heading", { name: "Users" }).waitFor();
    for (const head of ["Name", "Status", "Roles", "Last active"]) {
      await ada.getByRole("columnheader", { name: head }).waitFor();
    }
    for (const name of ["Ada Okafor", "Max Lindqvist", "Ulf Björnsson", "Zoë D’Angelo"]) {
      await row(ada, name).waitFor();
    }
    await row(ada, "Zoë D’Angelo").getByText("Invited").waitFor();
    await ulf.context().close();
    await ada.context().close();
  });

  it("ST2: the user limit is reached: seats are added, then removed", async () => {
    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Seats & plan");
    await ada.getByLabel("Number of seats").fill("4");
    await ada.getByRole("button", { name: "Remove 1 seat" }).click();
    await ada.getByText("The account has 4 seats now").first().waitFor();

    await menu(ada, "Users");
    await ada.getByText("4 of 4 seats used").waitFor();
    const add = ada.getByRole("button", { name: "Add users" });
    expect(await add.getAttribute("aria-disabled")).toBe("true");
    await ada.getByText("All 4 seats are taken. Add seats to invite more users.").first().waitFor();
    expect(await faults(ada)).toEqual([]);
    await ada.getByRole("link", { name: "Add seats" }).click();
    await ada.getByLabel("Number of seats").fill("3");
    await ada.getByRole("button", { name: "Remove 1 seat" }).click();
    await ada.getByText("4 seats are in use. Keep at least as many.").waitFor();
    await ada.getByLabel("Number of seats").fill("7");
    await ada.getByRole("button", { name: "Add 3 seats" }).click();
    await ada.getByText("The account has 7 seats now").first().waitFor();
    await menu(ada, "Users");
    await ada.getByText("4 of 7 seats used").waitFor();
    expect(await add.getAttribute("aria-disabled")).not.toBe("true");
    await ada.context().close();
  });

  it("ST3: adds a user, who gets an activation email and sets the password", async () => {
    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Users");
    await adding(ada, "Add one user");
    await ada.getByRole("heading", { name: "Add a user" }).waitFor();
    await ada.getByLabel("First name").fill("Sally");
    await ada.getByLabel("Last name").fill("Greene");
    await ada.getByLabel("E-mail").fill("sally@fernhill.example");
    await ada.getByRole("combobox", { name: /^Roles/ }).click();
    for (const role of [/^Admin/, /^User/, /^Manage users/, /^Buy postage/]) {
      await ada.getByRole("option", { name: role }).waitFor();
    }
    await ada.getByRole("option", { name: /^Manage users/ }).click();
    await ada.keyboard.press("Escape");
    await ada.getByRole("button", { name: "Send invitation" }).click();
    await ada.getByText("An invitation to Sally Greene is on its way").first().waitFor();
    await row(ada, "Sally Greene").getByText("Invited").waitFor();

    const sally = await join(usher, "sally@fernhill.example", account, product);
    await sally.getByText("sally@fernhill.example").first().waitFor();
    await ada.reload();
    await row(ada, "Sally Greene").getByText("Active").waitFor();
    await sally.locator("button.profile").click();
    await sally.getByRole("menuitem", { name: "Sign out" }).click();
    await signIn(sally, "sally@fernhill.example", good);
    await sally.waitForURL("**/a/stamps-demo**");
    await sally.context().close();
    await ada.context().close();
  });

  it("ST4: an Admin edits details and permissions", async () => {
    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Users");
    const ulf = await select(ada, "Ulf Björnsson");
    await ulf.getByLabel("First name").fill("Ulrik");
    await choose(ada, "Roles", "All history and reports");
    await ulf.getByRole("button", { name: "Save changes" }).click();
    await ada.getByText("Ulrik Björnsson was saved").first().waitFor();
    await row(ada, "Ulrik Björnsson").getByText("All history and reports").waitFor();
    await ada.context().close();
  });

  it("ST4: so does a user with the permissions set to do so, but not to an Admin", async () => {
    const max = await enter(usher, stamps.manager);
    await menu(max, "Users");
    const ulf = await select(max, "Ulrik Björnsson");
    await ulf.getByLabel("First name").fill("Ulf");
    await choose(max, "Roles", "All history and reports");
    await ulf.getByRole("button", { name: "Save changes" }).click();
    await max.getByText("Ulf Björnsson was saved").first().waitFor();
    await max.getByRole("combobox", { name: /^Roles/ }).click();
    // What he does not hold himself he is not offered to give.
    expect(await max.getByRole("option", { name: /^Buy postage/ }).count()).toBe(0);
    await max.keyboard.press("Escape");
    await max.getByRole("link", { name: "Ada Okafor" }).click();
    const ada = panel(max, "Ada Okafor");
    await ada.getByText("this user has rights that you do not hold").waitFor();
    expect(await ada.getByRole("button", { name: "Save changes" }).count()).toBe(0);
    await max.context().close();
  });

  it("ST5: a deleted user can no longer log in; the data stays, under the name", async () => {
    const sally = await enter(usher, "sally@fernhill.example", good);
    await menu(sally, "Users");
    const zoe = await select(sally, "Zoë D’Angelo");
    await zoe.getByLabel("Last name").fill("D’Angelo-Reyes");
    await zoe.getByRole("button", { name: "Save changes" }).click();
    await sally.getByText("was saved").first().waitFor();

    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Users");
    const her = await select(ada, "Sally Greene");
    await her.getByRole("button", { name: "Delete" }).click();
    const ask = ada.getByRole("alertdialog", { name: "Delete Sally Greene?" });
    await ask.getByText("loses access at once").waitFor();
    await ask.getByRole("button", { name: "Delete user" }).click();
    await ada.getByText("Sally Greene was deleted").first().waitFor();
    await row(ada, "Sally Greene").waitFor({ state: "detached" });

    // The session that was open, and a new one.
    await sally.goto(stamps.users);
    await sally.getByRole("heading", { name: "There is nothing here" }).waitFor();
    const again = await usher.page();
    await again.goto("/sign-in");
    await signIn(again, "sally@fernhill.example", good);
    await again.getByText("is not a user of any account").waitFor();

    // What she did is hers still.
    await menu(ada, "Audit log");
    await ada.getByRole("link", { name: /Sally Greene.*changed.*Zoë D’Angelo-Reyes/ }).waitFor();
    await ada.goto(`${stamps.users}?status=deleted`);
    await row(ada, "Sally Greene").getByText("Deleted").waitFor();
    for (const page of [sally, again, ada]) await page.context().close();
  });

  it("ST6: resets a password, steps 1 to 6", async () => {
    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Users"); // 1
    const ulf = await select(ada, "Ulf Björnsson"); // 2
    await ulf.getByText("ulf@stamps.example").first().waitFor(); // 3: the email listed for the user
    await ulf.getByRole("button", { name: "Reset password" }).click();
    const ask = ada.getByRole("dialog", { name: "Ask Ulf Björnsson for a new password?" });
    await ask.getByText("The mail goes to").waitFor();
    await ask.getByText("ulf@stamps.example").waitFor();
    await ask.getByText(/The old password stays valid until/).waitFor();
    expect(await faults(ada)).toEqual([]);
    await ask.getByRole("button", { name: "Send the mail" }).click(); // 4
    await ada
      .getByText("A link to choose a new password is on its way to ulf@stamps.example")
      .first()
      .waitFor(); // 5

    // The old one holds until the new one is set.
    const old = await enter(usher, stamps.plain);
    await old.context().close();
    const mailed = await follow(usher, "ulf@stamps.example", {
      subject: `Choose a new password for ${product}`,
      button: "Choose a new password",
    }); // 6
    await mailed.getByRole("heading", { name: "Choose a new password" }).waitFor();
    await mailed.getByLabel("New password").fill("nine herons over ice");
    await mailed.getByRole("button", { name: "Set the password" }).click();
    await mailed.getByRole("heading", { name: "Your new password is set" }).waitFor();
    await mailed.getByLabel("Password", { exact: true }).fill(usher.password(stamps.plain));
    await mailed.getByRole("button", { name: "Sign in" }).click();
    await mailed.getByText("The address or the password is not right.").waitFor();
    await mailed.getByLabel("Password", { exact: true }).fill("nine herons over ice");
    await mailed.getByRole("button", { name: "Sign in" }).click();
    await mailed.waitForURL("**/a/stamps-demo**");
    await mailed.context().close();
    await ada.context().close();
  });
});
