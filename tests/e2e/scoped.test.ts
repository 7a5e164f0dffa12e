// What an administrator of one place sees: their place, and no sign of another. Nothing out of
// sight is named or counted, and what may not be done is not there.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { operator, pitneyship, sendpro } from "./people";
import { panel, row } from "./walk";

startUsher();

async function opened(who: string, path: string, ready = "[data-user]"): Promise<Page> {
  const page = await usher.signedIn(who);
  await page.goto(path);
  await page.locator(ready).first().waitFor();
  return page;
}
const api = "/v1/accounts/pitneyship-demo";
async function idOf(name: string): Promise<string> {
  const { body } = await usher.ask(pitneyship.owner, "GET", `${api}/users?q=${name}`);
  return (body as { items: { id: string }[] }).items[0]?.id ?? "";
}
async function placeOf(name: string): Promise<string> {
  const { body } = await usher.ask(pitneyship.owner, "GET", `${api}/places`);
  const all = (body as { items: { id: string; name: string }[] }).items;
  return all.find((one) => one.name === name)?.id ?? "";
}

describe("SendPro, an Admin of one location", () => {
  it("RT29: finds no other place, no other user, no number of seats, wherever they look", async () => {
    const page = await opened(sendpro.local, sendpro.users);
    const others = /Lisbon|Porto|Jonas|Elif|Chiara|Łucja/;
    // With what the server wrote into the page.
    const text = async () => (await page.locator("html").textContent()) ?? "";
    expect(await text()).not.toMatch(others);
    expect(await text()).not.toMatch(/seats/i);
    const all = page.getByRole("navigation", { name: "Users by status" }).getByRole("link").first();
    expect(((await all.textContent()) ?? "").replace(/\D/g, "")).toBe("3");
    // One place is no choice.
    expect(await page.getByRole("button", { name: /^Location/ }).count()).toBe(0);
    await page.keyboard.press("i");
    await page.getByRole("dialog").getByLabel("E-mail addresses").last().waitFor();
    expect(await text()).not.toMatch(others);
    expect(await text()).not.toMatch(/seats/i);
    await page.keyboard.press("Escape");
    await page.goto("/a/sendpro-demo/audit");
    await page.locator("[data-event], .empty").first().waitFor();
    expect(await text()).not.toMatch(others);
    await page.getByRole("button", { name: "What", exact: true }).click();
    const acts = (await page.getByRole("dialog").textContent()) ?? "";
    expect(acts).toContain("Suspended");
    expect(acts).not.toMatch(/Seats|Plan|Ownership|exported|Account opened/);
    await page.goto("/a/sendpro-demo/seats");
    await page.getByText(/Ask an administrator/).waitFor();
    await page.context().close();
  });

  it("RT29: the palette finds nobody elsewhere, and offers no page that would be refused", async () => {
    const page = await opened(sendpro.local, sendpro.users);
    await page.keyboard.press("Control+k");
    await page.locator(".palette input:focus").waitFor();
    const pages = await page.locator(".palette [role=option]").allTextContents();
    expect(pages.join()).toContain("Users");
    expect(pages.join()).not.toMatch(/Seats|Ownership|Close/);
    await page.keyboard.type("jonas");
    await page.getByText("Nothing fits.").waitFor();
    await page.locator(".palette input").fill("uli@");
    await page.locator(".palette [role=option] small").first().waitFor();
    await page.context().close();
  });

  it("offers no move where there is nowhere to go, and counts those of the chosen who may be changed", async () => {
    const page = await opened(sendpro.local, sendpro.users);
    for (const name of ["Lin Hartmann", "Uli Krüger"]) await row(page, name).getByRole("checkbox").check();
    const bar = page.locator(".bulk");
    await bar.getByRole("button", { name: "Suspend 1 of 2" }).waitFor();
    expect(await bar.getByRole("button", { name: /Move/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Uli Krüger" }).click();
    const uli = panel(page, "Uli Krüger");
    await uli.getByLabel(/^Name/).waitFor();
    expect(await uli.getByRole("combobox", { name: /^Location/ }).count()).toBe(0);
    await uli.getByText("Berlin – Mitte").first().waitFor();
    // Of herself nothing of this can be changed, and it says so.
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: "Lin Hartmann" }).click();
    const lin = panel(page, "Lin Hartmann");
    await lin.getByText("This is you.").waitFor();
    expect(await lin.getByRole("button", { name: "Suspend" }).count()).toBe(0);
    expect(await lin.getByRole("button", { name: "Delete" }).count()).toBe(0);
    await page.context().close();
  });

  it("case 58: without a free seat is told whom to ask, without numbers and without a shop", async () => {
    const { body } = await usher.ask(sendpro.owner, "GET", "/v1/accounts/sendpro-demo/seats");
    const { used } = body as { used: number };
    const bought = (n: number) =>
      usher.ask(operator, "PUT", "/v1/accounts/sendpro-demo/subscription", { bought: n });
    expect((await bought(used)).status).toBe(200);
    const page = await opened(sendpro.local, sendpro.users);
    await page.getByText("No seat is free. Ask an administrator of the account.").first().waitFor();
    const add = page.getByRole("button", { name: "Add users" });
    expect(await add.getAttribute("aria-disabled")).toBe("true");
    expect(await page.getByRole("link", { name: /plans|seats/i }).count()).toBe(0);
    expect(await page.locator("main").textContent()).not.toContain(`${used} seats`);
    expect(await faults(page)).toEqual([]);
    const all = await opened(sendpro.owner, sendpro.users);
    await all.getByText(`All ${used} seats are taken.`).first().waitFor();
    await all.getByRole("link", { name: "See plans" }).first().waitFor();
    await all.context().close();
    await page.context().close();
    expect((await bought(200)).status).toBe(200);
  });

  it("RT29: a place of others in the address is as one that there never was", async () => {
    const { body } = await usher.ask(sendpro.owner, "GET", "/v1/accounts/sendpro-demo/places");
    const lisbon = (body as { items: { id: string }[] }).items[0]?.id ?? "";
    const none = lisbon.replace(/^(.{10})./, (_, start: string) => start + (lisbon[10] === "7" ? "8" : "7"));
    const shown = async (home: string) => {
      const page = await opened(sendpro.local, `${sendpro.users}?home=${home}`, ".problem, .empty, [data-user]");
      const text = (await page.locator("main").textContent()) ?? "";
      await page.context().close();
      return text.replace(/req_\w+/g, "");
    };
    expect(none).not.toBe(lisbon);
    expect(await shown(lisbon)).toBe(await shown(none));
  });
});

describe("PitneyShip, a Location administrator", () => {
  it("case 28: sees who works here from elsewhere below the list, and gives them more here", async () => {
    const [ria, boston] = [await idOf("ria"), await placeOf("Boston")];
    const given = await usher.ask(pitneyship.owner, "PUT", `${api}/users/${ria}/roles`, {
      roles: [{ role: "receiver" }, { role: "receiver", place: boston }],
    });
    expect(given.status).toBe(200);
    const page = await opened(pitneyship.local, pitneyship.users, "section.elsewhere");
    const text = (await page.locator("body").textContent()) ?? "";
    expect(text).not.toMatch(/Portland|Newark|Tacoma|West/);
    await page.locator("section.elsewhere").getByRole("link", { name: "Ria Lindgren" }).click();
    const her = panel(page, "Ria Lindgren");
    await her.getByText("What you add holds at Boston.").waitFor();
    await her.getByRole("combobox", { name: "Roles" }).click();
    await page.getByRole("option", { name: /^Shipper/ }).click();
    await page.keyboard.press("Escape");
    await her.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Ria Lindgren was saved").first().waitFor();
    const { body } = await usher.ask(pitneyship.owner, "GET", `${api}/users/${ria}`);
    const roles = (body as { roles: { role: string; place?: { name: string } }[] }).roles;
    expect(roles.map((one) => `${one.role}@${one.place?.name ?? "home"}`).sort()).toEqual([
      "receiver@Boston",
      "receiver@home",
      "shipper@Boston",
    ]);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it("case 27: somebody stronger at home here can be read, and says why not changed", async () => {
    const page = await opened(pitneyship.local, pitneyship.users);
    await page.getByRole("link", { name: "Dora Ashworth" }).click();
    const dora = panel(page, "Dora Ashworth");
    await dora.getByText("rights that you do not hold").waitFor();
    expect(await dora.textContent()).not.toMatch(/Division|East/);
    expect(await dora.locator("form").count()).toBe(0);
    expect(await dora.getByRole("button", { name: /Suspend|Delete|Save|Change address/ }).count()).toBe(0);
    expect(await row(page, "Dora Ashworth").getByRole("button", { name: "Actions" }).count()).toBe(0);
    await page.context().close();
  });

  it("offers levels, roles and places that may be given, and no others", async () => {
    const page = await opened(pitneyship.local, `${pitneyship.users}/new`, "form");
    const options = async (name: string) => {
      await page.getByRole("combobox", { name: new RegExp(`^${name}`) }).click();
      await page.getByRole("option").first().waitFor();
      const found = await page.getByRole("option").allTextContents();
      await page.keyboard.press("Escape");
      return found.map((one) => one.trim());
    };
    const levels = await options("Admin access level");
    expect(levels.map((one) => one.split(" ")[0])).toEqual(["User", "Location"]);
    expect((await options("Roles")).join()).not.toContain("All tasks");
    expect(await options("Location")).toEqual(["Boston"]);
    await page.context().close();
  });
});

describe("PitneyShip, a Division administrator", () => {
  it("chooses among the places of the division, and finds no other", async () => {
    const page = await opened(pitneyship.division, pitneyship.users);
    await page.getByRole("button", { name: /^Location/ }).click();
    const choices = (await page.getByRole("dialog").textContent()) ?? "";
    for (const name of ["East", "Boston", "Newark"]) expect(choices).toContain(name);
    expect(choices).not.toMatch(/West|Portland|Tacoma|All locations/);
    await page.keyboard.press("Escape");
    await row(page, "Sam Adeyemi").getByRole("checkbox").check();
    await page.getByRole("button", { name: /^Move/ }).click();
    await page.getByRole("dialog").getByRole("combobox").click();
    const homes = await page.getByRole("option").allTextContents();
    expect(homes.map((one) => one.trim())).toEqual(["East", "Boston", "Newark"]);
    await page.context().close();
  });
});

describe("a place where nobody is at home", () => {
  it("RT28: does not say that nobody is there while somebody from elsewhere is", async () => {
    const newark = await placeOf("Newark");
    const ria = await idOf("ria@");
    const roles = [{ role: "receiver" }, { role: "receiver", place: newark }];
    expect((await usher.ask(pitneyship.owner, "PUT", `${api}/users/${ria}/roles`, { roles })).status).toBe(200);
    const page = await opened(pitneyship.owner, `${pitneyship.users}?home=${newark}`, "section.elsewhere li");
    await page.getByRole("heading", { name: "Nobody is at home here" }).waitFor();
    await page.getByText("1 user from elsewhere is below.").waitFor();
    expect(await page.getByText("No user fits").count()).toBe(0);
    expect(await page.locator("section.elsewhere .heads").textContent()).toMatch(/Name.*Status.*Roles/);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });
});
