// What users may use, and their levels: the forms of Postmark and PitneyShip.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { connect, pitneyship, postmark, single } from "./people";

startUsher();

async function choose(page: Page, label: string, choice: string) {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: new RegExp(`^${choice}`) }).first().click();
}
async function addOne(page: Page, list: string) {
  await page.goto(`${list}/new`);
  await page.getByRole("heading", { name: "Add a user" }).waitFor();
}
/** What the product would be told of somebody, by their own session. */
async function check(email: string, account: string, permission: string, resource: string) {
  const { body } = await usher.ask(email, "POST", "/v1/check", { account, permission, resource });
  return (body as { allowed: boolean }).allowed;
}

describe("Postmark", () => {
  it("PM3: invites with name, e-mail, role and the list of servers", async () => {
    const page = await usher.signedIn(postmark.admin);
    await addOne(page, postmark.users);
    await page.getByLabel(/^Name/).fill("Nora Quist");
    await page.getByLabel("E-mail").fill("nora@juniper.example");
    await choose(page, "Role", "Billing");
    expect(await page.getByRole("group", { name: "Server" }).count()).toBe(0);
    await choose(page, "Role", "Technical");
    await page.getByRole("radio", { name: "Only these" }).check();
    await page.getByRole("checkbox", { name: "Staging" }).check();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByText("An invitation to Nora Quist is on its way").first().waitFor();
    const panel = page.getByRole("complementary", { name: "Nora Quist" });
    await panel.getByRole("heading", { name: "Server access" }).waitFor();
    await panel.getByText("Staging", { exact: true }).waitFor();
    expect(await faults(page)).toEqual([]);

    const guest = await usher.page();
    await guest.goto(await usher.link("nora@juniper.example"));
    await guest.getByLabel("Choose a password").fill("mossy lantern at noon");
    await guest.getByRole("button", { name: "Join Juniper Labs" }).click();
    await guest.waitForURL("**/a/postmark-demo");
    await usher.session("nora@juniper.example", "mossy lantern at noon");
    const ask = (server: string) =>
      check("nora@juniper.example", "postmark-demo", "servers.edit", server);
    expect([await ask("1002"), await ask("1001")]).toEqual([true, false]);

    await panel.getByRole("button", { name: "Change what they may use" }).click();
    await panel.getByRole("checkbox", { name: "Production" }).check();
    await panel.getByRole("button", { name: "Save what they may use" }).click();
    await panel.getByText("Production and Staging").waitFor();
    expect([await ask("1002"), await ask("1001")]).toEqual([true, true]);
  });

  it("PM1: Technical is shown neither users nor servers of others", async () => {
    const page = await usher.signedIn(postmark.plain);
    await page.goto("/a/postmark-demo");
    await page.getByText("tim@postmark.example").first().waitFor();
    expect(await page.getByRole("link", { name: "Users" }).count()).toBe(0);
    expect(await check(postmark.plain, "postmark-demo", "servers.edit", "1001")).toBe(true);
    expect(await check(postmark.plain, "postmark-demo", "servers.edit", "1002")).toBe(false);
  });
});

describe("PitneyShip", () => {
  it("PS4: adds a user with level, roles, location, carriers and cost accounts", async () => {
    const page = await usher.signedIn(pitneyship.owner);
    await addOne(page, pitneyship.users);
    await page.getByLabel("First name").fill("Tove");
    await page.getByLabel("Last name").fill("Brandt");
    await page.getByLabel("E-mail").fill("tove@whitcombe.example");
    await page.getByLabel("Employee ID").fill("E-204");
    await choose(page, "Location", "Boston");
    await choose(page, "Admin access level", "Division");
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByText("Choose at least one place.").waitFor();
    await page.getByRole("checkbox", { name: "East" }).check();
    await choose(page, "Roles", "Shipper");
    await page.keyboard.press("Escape");
    const carriers = page.getByRole("group", { name: "Carrier account" }).first();
    await carriers.getByRole("checkbox", { name: /FedEx corporate/ }).check();
    await carriers.getByRole("checkbox", { name: /UPS Boston/ }).check();
    await carriers.getByRole("button", { name: "Default for UPS: UPS Boston" }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByText("An invitation to Tove Brandt is on its way").first().waitFor();
    const panel = page.getByRole("complementary", { name: "Tove Brandt" });
    await panel.getByText("FedEx corporate and UPS Boston").waitFor();
    await panel.getByText("Default: UPS Boston").waitFor();
    const { body } = await usher.ask(
      pitneyship.owner,
      "GET",
      "/v1/accounts/pitneyship-demo/users?q=tove",
    );
    const [tove] = (body as { items: { levels: { level_label: string; places: { name: string }[] }[] }[] }).items;
    expect(tove?.levels[0]?.level_label).toBe("Division");
    expect(tove?.levels[0]?.places.map((place) => place.name)).toEqual(["East"]);
  });

  it("RT17: a level is changed in the panel, and taken", async () => {
    const page = await usher.signedIn(pitneyship.owner);
    await page.goto(`${pitneyship.users}?q=sam`);
    await page.getByRole("link", { name: "Sam Adeyemi" }).click();
    const panel = page.getByRole("complementary", { name: "Sam Adeyemi" });
    await choose(page, "Admin access level", "Location");
    await panel.getByRole("checkbox", { name: "Newark" }).check();
    await panel.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Sam Adeyemi was saved").first().waitFor();
    expect((await usher.ask(pitneyship.plain, "GET", "/v1/accounts/pitneyship-demo/users")).status).toBe(200);
    await choose(page, "Admin access level", "User");
    await panel.getByRole("button", { name: "Save changes" }).click();
    await expect
      .poll(async () => (await usher.ask(pitneyship.plain, "GET", "/v1/accounts/pitneyship-demo/users")).status)
      .toBe(403);
  });

  it("RT10: before a move is saved, it is told which grants and defaults end", async () => {
    const page = await usher.signedIn(pitneyship.owner);
    await page.goto(`${pitneyship.users}?q=sam`);
    await page.getByRole("link", { name: "Sam Adeyemi" }).click();
    const panel = page.getByRole("complementary", { name: "Sam Adeyemi" });
    expect(await panel.getByText("This change ends:").count()).toBe(0);
    await choose(page, "Location", "Newark");
    await panel.getByText("This change ends:").waitFor();
    const ends = panel.getByRole("status").filter({ hasText: "This change ends:" });
    expect(await ends.getByRole("listitem").allTextContents()).toEqual(["Carrier account: UPS Boston"]);
    expect(await faults(page)).toEqual([]);
    await choose(page, "Location", "Boston");
    await expect.poll(() => ends.count()).toBe(0);
    await choose(page, "Admin access level", "Location");
    await panel.getByRole("checkbox", { name: "Boston" }).check();
    await panel.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Sam Adeyemi was saved").first().waitFor();
    await choose(page, "Admin access level", "User");
    await ends.getByText("Admin access level: Location administrator, at Boston").waitFor();
    await panel.getByRole("button", { name: "Save changes" }).click();
    await expect.poll(() => ends.count()).toBe(0);
    await page.context().close();
  });

  it("RT12: chooses the own default among what one may use", async () => {
    const page = await usher.signedIn(pitneyship.plain);
    await page.goto("/me/profile");
    await page.getByRole("heading", { name: "Your defaults" }).waitFor();
    const costs = page.getByRole("group", { name: "Cost account" }).last();
    const wanted = costs.getByRole("button", { name: "Default: 4000 Shipping" });
    await wanted.waitFor();
    expect(await costs.getByRole("button", { name: /^Default/ }).count()).toBe(2);
    expect(await wanted.getAttribute("aria-pressed")).toBe("false");
    expect(await page.getByRole("radio", { name: /Only these/ }).count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    await wanted.click();
    await page.getByRole("button", { name: "Save defaults" }).last().click();
    await page.getByText("Your defaults were saved").first().waitFor();
    await page.reload();
    await costs.getByRole("button", { name: "Default: 4000 Shipping", pressed: true }).waitFor();
    const eve = await usher.signedIn(pitneyship.owner);
    await eve.goto(`${pitneyship.users}?q=sam`);
    await eve.getByRole("link", { name: "Sam Adeyemi" }).click();
    await eve.getByText("Default: 4000 Shipping").waitFor();
    await eve.context().close();
    await page.context().close();
  });

  it("case 20: a Location administrator is offered no more than Location", async () => {
    const page = await usher.signedIn(pitneyship.local);
    await addOne(page, pitneyship.users);
    await page.getByRole("combobox", { name: "Admin access level" }).click();
    await page.getByRole("option", { name: /^Location/ }).waitFor();
    const names = await page.getByRole("option").allTextContents();
    expect(names.map((name) => name.trim().split(/\s/)[0])).toEqual(["User", "Location"]);
    await page.context().close();
  });
});

describe("Connect+", () => {
  it("CP: its supervisor adds a person by whole name and one role", async () => {
    const page = await usher.signedIn(connect.owner);
    await addOne(page, connect.users);
    await page.getByLabel(/^Name/).fill("Ines Duarte");
    await page.getByLabel("E-mail").fill("ines@orchard.example");
    await choose(page, "Role", "OPERATOR");
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByText("An invitation to Ines Duarte is on its way").first().waitFor();
  });
});

describe("SO2: a plan of one user", () => {
  it("says why nobody can be invited, wherever one would, with the way to more", async () => {
    const page = await usher.signedIn(single.owner);
    await page.goto(single.users);
    const add = page.getByRole("button", { name: "Add users" });
    await add.waitFor();
    expect(await add.getAttribute("aria-disabled")).toBe("true");
    await page.getByText(/has room for one user/).first().waitFor();
    expect(await page.getByRole("link", { name: "See plans" }).first().getAttribute("href")).toBe(
      "https://example.com/sendpro/upgrade",
    );
    await page.keyboard.press("i");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.goto(`${single.users}/new`);
    await page.getByText(/has room for one user/).first().waitFor();
    expect(await page.getByRole("button", { name: "Send invitation" }).count()).toBe(0);
    expect(await faults(page)).toEqual([]);
  });
});
