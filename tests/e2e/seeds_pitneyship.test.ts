// The page "Managing users" of the PitneyShip family, followed step by step in the browser as far
// as viewing, adding, editing and deleting go (PS1, PS2, PS4 to PS6, PS13); the mails go through a
// real SMTP server. Where each step of the page is done here:
//
//   the page says                            here
//   Settings > Users                         the menu's *Users*
//   All Users menu (by status)               PS1: the tabs *All*, *Active*, *Invited*, …
//   Search: part of first name, last name    PS2: the field finds as one types, at any number of
//     or email, Enter                          users
//   Add User: name, email, employee ID       PS4: *Add users* > *Add one user*
//   Admin Access Level: User, Enterprise,    PS4, by these words
//     Division, Location
//   Analytic Access Level                    PS4; PS13: only with PitneyAnalytics
//   Assign Roles, Select Location            PS4: *Roles*, *Location*
//   Carrier Accounts with defaults, Cost     PS4: *Carrier account*, *Cost account*, *Default*;
//     Accounts with a default                  PS13: only with Shipping & Mailing or lockers
//   Save and Close; the welcome email        PS4: *Send invitation*
//   expires after 7 days, Resend Email       PS5: the row's *Actions* > *Resend invitation*
//   Edit User icon, Save and Close           PS6: *Actions* > *Edit*, *Save changes*
//   Delete User icon > Delete                PS6: *Actions* > *Delete user*
//
// Left out: SSO filters (PS3, with single sign-on), custom roles (PS7), import and export (PS9 to
// PS12): later issues.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, Usher, usher } from "./harness";
import { operator, pitneyship } from "./people";
import { MailServer } from "./smtp";
import { adding, arrived, choose, day, enter, follow, join, menu, panel, row } from "./walk";

startUsher(async () => Usher.start(await MailServer.start()));

const account = "Whitcombe Logistics";
const product = "PitneyShip";
async function names(page: Page): Promise<string[]> {
  return (await page.locator("[data-user]").allTextContents()).map((text) => text.trim());
}

describe("Viewing users", () => {
  it("PS1, PS2: by status, and by part of a name or an email address", async () => {
    const eve = await enter(usher, pitneyship.owner);
    await menu(eve, "Users");
    await eve.getByRole("link", { name: /^All, 6$/ }).waitFor();
    await eve.getByRole("link", { name: /^Invited, 1$/ }).click();
    await expect.poll(() => names(eve)).toEqual(["Noor Haddad"]);
    await eve.getByRole("link", { name: /^All/ }).click();
    const search = eve.getByRole("searchbox", { name: "Name or e-mail" });
    await search.fill("ADEY");
    await expect.poll(() => names(eve)).toEqual(["Sam Adeyemi"]);
    await search.fill("dora@pit");
    await expect.poll(() => names(eve)).toEqual(["Dora Ashworth"]);
    await eve.context().close();
  });
});

describe("Adding a user", () => {
  it("PS4: every field of the page, in its words", async () => {
    const eve = await enter(usher, pitneyship.owner);
    await menu(eve, "Users");
    await adding(eve, "Add one user");
    await eve.getByLabel("First name").fill("Tove");
    await eve.getByLabel("Last name").fill("Brandt");
    await eve.getByLabel("E-mail").fill("tove@whitcombe.example");
    await eve.getByLabel("Employee ID").fill("E-204");
    await eve.getByRole("combobox", { name: /^Admin access level/ }).click();
    for (const level of ["User", "Enterprise", "Division", "Location"]) {
      await eve.getByRole("option", { name: new RegExp(`^${level}`) }).first().waitFor();
    }
    await eve.getByRole("option", { name: /^Location/ }).click();
    const where = eve.getByRole("group", { name: "Where the level Location holds" });
    await where.getByRole("checkbox", { name: "Boston" }).check();
    await where.getByRole("checkbox", { name: "Newark" }).check();
    await choose(eve, "Analytic access level", "Division");
    const analytic = eve.getByRole("group", { name: "Where the level Division holds" });
    await analytic.getByRole("checkbox", { name: "East" }).check();
    await choose(eve, "Roles", "Shipper");
    await choose(eve, "Location", "Boston");
    const carriers = eve.getByRole("group", { name: "Carrier account" }).first();
    await carriers.getByRole("checkbox", { name: /FedEx corporate/ }).check();
    await carriers.getByRole("checkbox", { name: /UPS Boston/ }).check();
    await carriers.getByRole("button", { name: "Default for FedEx: FedEx corporate" }).click();
    await carriers.getByRole("button", { name: "Default for UPS: UPS Boston" }).click();
    const costs = eve.getByRole("group", { name: "Cost account" }).first();
    await costs.getByRole("checkbox", { name: /4000 Shipping/ }).check();
    await costs.getByRole("checkbox", { name: /4100 East/ }).check();
    await costs.getByRole("button", { name: "Default: 4100 East" }).click();
    expect(await faults(eve)).toEqual([]);
    await eve.getByRole("button", { name: "Send invitation" }).click();
    await eve.getByText("An invitation to Tove Brandt is on its way").first().waitFor();

    const tove = panel(eve, "Tove Brandt");
    await tove.getByText("FedEx corporate and UPS Boston", { exact: true }).waitFor();
    await tove.getByText("Default: FedEx corporate and UPS Boston").waitFor();
    await tove.getByText("Default: 4100 East").waitFor();
    await arrived(usher, "tove@whitcombe.example", `Join ${account} on ${product}`);
    await eve.context().close();
  });

  it("PS5: the welcome email expires after 7 days, and is resent", async () => {
    const mail = { subject: `Join ${account} on ${product}`, button: "Accept the invitation" };
    await usher.later(7 * day + 60_000);
    const late = await follow(usher, "tove@whitcombe.example", mail);
    await late.getByRole("heading", { name: "This link has expired" }).waitFor();
    const eve = await enter(usher, pitneyship.owner);
    await menu(eve, "Users");
    const line = row(eve, "Tove Brandt");
    await line.getByText("Expired").waitFor();
    await line.getByRole("button", { name: "Actions" }).click();
    await eve.getByRole("menuitem", { name: "Resend invitation" }).click();
    await eve.getByText(/A new link to tove@whitcombe.example is on its way/).first().waitFor();
    const fresh = await follow(usher, "tove@whitcombe.example", { ...mail, nth: 2 });
    await fresh.getByLabel("Choose a password").fill("mossy lantern at noon");
    await fresh.getByRole("button", { name: `Join ${account}` }).click();
    await fresh.waitForURL("**/a/pitneyship-demo**");
    // Location admin of Boston and Newark: the users of these, and nobody of the West.
    await menu(fresh, "Users");
    await row(fresh, "Sam Adeyemi").waitFor();
    expect(await row(fresh, "Ria Lindgren").count()).toBe(0);
    for (const page of [late, fresh, eve]) await page.context().close();
  });
});

describe("Editing and deleting a user", () => {
  it("PS6: name, role and permissions, then the end", async () => {
    const eve = await enter(usher, pitneyship.owner);
    await menu(eve, "Users");
    await row(eve, "Tove Brandt").getByRole("button", { name: "Actions" }).click();
    await eve.getByRole("menuitem", { name: "Edit", exact: true }).click();
    const tove = panel(eve, "Tove Brandt");
    await tove.getByLabel("Last name").fill("Brandt-Moss");
    await tove.getByLabel("Employee ID").fill("E-205");
    await choose(eve, "Admin access level", "User");
    await tove.getByRole("button", { name: "Save changes" }).click();
    await eve.getByText("Tove Brandt-Moss was saved").first().waitFor();
    await row(eve, "Tove Brandt-Moss").getByRole("button", { name: "Actions" }).click();
    await eve.getByRole("menuitem", { name: "Delete user" }).click();
    const ask = eve.getByRole("alertdialog", { name: "Delete Tove Brandt-Moss?" });
    await ask.getByRole("button", { name: "Delete user" }).click();
    await eve.getByText("Tove Brandt-Moss was deleted").first().waitFor();
    await expect.poll(() => names(eve)).not.toContain("Tove Brandt-Moss");
    await eve.context().close();
  });
});

describe("The features and options you may see vary depending upon your subscription", () => {
  it("PS13: with PitneyTrack alone there is neither analytics nor a carrier to choose", async () => {
    const opened = await usher.ask(operator, "POST", "/v1/accounts", {
      name: "Harrow Tracking",
      slug: "harrow",
      blueprint: "pitneyship",
      plan: "track",
      owner: { email: "pia@harrow.example", first_name: "Pia", last_name: "Harrow" },
    });
    expect(opened.status).toBe(201);
    const pia = await join(usher, "pia@harrow.example", "Harrow Tracking", product);
    await menu(pia, "Users");
    await adding(pia, "Add one user");
    await pia.getByLabel("Employee ID").waitFor();
    await pia.getByRole("combobox", { name: /^Admin access level/ }).waitFor();
    expect(await pia.getByRole("combobox", { name: /^Analytic access level/ }).count()).toBe(0);
    await pia.getByRole("combobox", { name: /^Roles/ }).click();
    await pia.getByRole("option", { name: /^All tasks/ }).click();
    await pia.keyboard.press("Escape");
    // Cost accounts belong to lockers, too, which this plan has; carriers to shipping only.
    await pia.getByRole("group", { name: "Cost account" }).first().waitFor();
    expect(await pia.getByRole("group", { name: "Carrier account" }).count()).toBe(0);
    expect(await faults(pia)).toEqual([]);
    await pia.context().close();
  });
});

describe("A location's users", () => {
  it("case 28: who has a role here and a home elsewhere stands apart, and is found there only", async () => {
    const eve = await enter(usher, pitneyship.owner);
    const base = "/v1/accounts/pitneyship-demo";
    const found = await usher.ask(pitneyship.owner, "GET", `${base}/users?q=ria`);
    const [ria] = (found.body as { items: { id: string; name: string }[] }).items;
    const places = await usher.ask(pitneyship.owner, "GET", `${base}/places`);
    const boston = (places.body as { items: { id: string; name: string }[] }).items.find(
      (one) => one.name === "Boston",
    );
    const given = await usher.ask(pitneyship.owner, "PUT", `${base}/users/${ria?.id}/roles`, {
      roles: [{ role: "receiver" }, { role: "receiver", place: boston?.id }],
    });
    expect(given.status).toBe(200);

    const lea = await enter(usher, pitneyship.local);
    await menu(lea, "Users");
    await row(lea, "Sam Adeyemi").waitFor();
    expect(await names(lea)).not.toContain("Ria Lindgren");
    await lea.getByRole("searchbox").fill("ria");
    await lea.getByRole("heading", { name: "No user fits" }).waitFor();
    // She sees one place: nothing is to be chosen before it is looked at whole.
    await lea.getByRole("searchbox").fill("");
    const apart = lea.locator("section").filter({ hasText: "From elsewhere" });
    await apart.getByRole("link", { name: "Ria Lindgren" }).waitFor();
    await apart.getByText("Receiving").waitFor();
    await apart.getByText("At home at other places, with roles here.").waitFor();
    expect(await names(lea)).not.toContain("Ria Lindgren");
    expect(await faults(lea)).toEqual([]);
    await apart.getByRole("link", { name: "Ria Lindgren" }).click();
    const her = panel(lea, "Ria Lindgren");
    await her.getByText("Boston").first().waitFor();
    await her.getByText("Outside your places", { exact: true }).waitFor();
    expect(await her.getByText("Portland").count()).toBe(0);
    expect(await her.getByLabel("First name").count()).toBe(0);
    // Those she may take away (RT28, case 29).
    await choose(lea, "Roles", "Receiving");
    await her.getByRole("button", { name: "Save changes" }).click();
    await apart.getByRole("link", { name: "Ria Lindgren" }).waitFor({ state: "detached" });
    await lea.context().close();
    await eve.context().close();
  });
});
