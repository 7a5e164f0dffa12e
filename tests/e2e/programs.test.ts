// Service users and API keys as an administrator has them (RT23): made, shown once, rotated, ended;
// and stopped with who made them.
import { describe, expect, it } from "vitest";
import { faults, sideways } from "./axe";
import { startUsher, usher } from "./harness";
import { Reader } from "./heard";
import { pitneyship, sendpro, stamps } from "./people";
import { choose, menu } from "./walk";

startUsher();

const path = "/a/stamps-demo/keys";
const all = "/v1/accounts/stamps-demo/service-users";
const users = "/v1/accounts/stamps-demo/users";

async function keys(who = stamps.owner, at = path, screen = {}) {
  const page = await usher.signedIn(who, screen);
  await page.goto(at);
  await page.getByRole("heading", { level: 1, name: "API keys" }).waitFor();
  return page;
}
async function ask(who: string, method: string, to: string, body?: unknown) {
  const got = await usher.ask(who, method, to, body);
  if (got.status >= 400) throw new Error(`${method} ${to}: ${got.status} ${JSON.stringify(got.body)}`);
  return got.body;
}
/** What the server answers who asks with this key. */
async function asks(token: string): Promise<number> {
  const answer = await fetch(`${usher.url}${users}?limit=1`, { headers: { authorization: `Bearer ${token}` } });
  return answer.status;
}
async function ulf(): Promise<string> {
  return (await ask(stamps.owner, "GET", `${users}?q=ulf%40stamps`)).items[0].id;
}
const roles = (of: string[]) => ({ roles: of.map((role) => ({ role })) });

describe("service users and their keys", () => {
  it("case 52: is added with a role, gets a key that is shown once, another one, and none", async () => {
    const page = await keys();
    await page.getByRole("heading", { name: "No service user yet" }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "New service user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add service user" }).click();
    await dialog.getByText("Type a name.").waitFor();
    await dialog.getByLabel("Name").fill("Shop system");
    await choose(page, "Roles", "Manage users");
    // The top role is nobody's to give to a program.
    await page.getByRole("combobox", { name: /^Roles/ }).click();
    expect(await page.getByRole("option", { name: /^Admin/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Add service user" }).click();
    const card = page.getByRole("region", { name: "Shop system" });
    await card.getByText("Manage users").waitFor();
    await card.getByText("No key yet").waitFor();

    await card.getByRole("button", { name: /^Make a key/ }).click();
    await dialog.getByRole("button", { name: "Make a key" }).click();
    await dialog.getByText("Type what it is for.").waitFor();
    await dialog.getByLabel("What it is for").fill("Nightly import");
    await dialog.getByLabel("Only these permissions").check();
    await dialog.getByRole("button", { name: "Make a key" }).click();
    await dialog.getByText("Choose at least one").waitFor();
    await dialog.getByRole("group", { name: "Administration" }).getByLabel("See users").check();
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make a key" }).click();
    await dialog.getByText("The key is shown once, now.").waitFor();
    expect(await faults(page)).toEqual([]);
    const token = (await dialog.locator("code").textContent()) ?? "";
    await dialog.getByRole("button", { name: "Copy the key" }).click();
    await dialog.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
    expect(await asks(token)).toBe(200);
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    const key = card.getByRole("listitem").filter({ hasText: "Nightly import" });
    await key.getByText("Only: See users").waitFor();
    await key.getByText("Made by").waitFor();
    expect(await page.content()).not.toContain(token);
    expect(await faults(page)).toEqual([]);

    await key.getByRole("button", { name: /^Rotate/ }).click();
    // While the answer is on its way, the old key may be gone already: nothing is closed over it.
    let letGo = () => {};
    const held = new Promise<void>((done) => (letGo = done));
    await page.route("**/rotation", async (route) => {
      await held;
      await route.continue();
    });
    await dialog.getByRole("button", { name: "Rotate key" }).click();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    letGo();
    await dialog.locator("code").waitFor();
    await page.unrouteAll();
    const next = (await dialog.locator("code").textContent()) ?? "";
    expect(next).not.toBe(token);
    expect(await asks(token)).toBe(401);
    expect(await asks(next)).toBe(200);
    // Closed before it was kept, the dialog asks; here somebody stays, then keeps it.
    page.once("dialog", (asked) => void asked.dismiss());
    await page.keyboard.press("Escape");
    await dialog.locator("code").waitFor();
    await dialog.getByRole("button", { name: "I have kept it" }).click();

    await key.getByRole("button", { name: /^End/ }).click();
    const asked = page.getByRole("alertdialog");
    await asked.getByText("for good").waitFor();
    await asked.getByRole("button", { name: "End key" }).click();
    await card.getByText("No key yet").waitFor();
    expect(await asks(next)).toBe(401);

    await menu(page, "Audit log");
    await page.getByText(/made the key .*Nightly import.* for .*Shop system/).first().waitFor();
    await page.context().close();
  });

  it("a name that is taken is said at the field, and what two changed is asked about", async () => {
    const made = await ask(stamps.owner, "POST", all, { name: "Reports" });
    await ask(stamps.owner, "POST", all, { name: "Printer" });
    const page = await keys();
    await page.getByRole("button", { name: /^Edit: Reports/ }).click();
    const dialog = page.getByRole("dialog");
    const name = dialog.getByLabel("Name");
    await name.fill("printer");
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await dialog.getByText("A service user of this account has that name already.").waitFor();
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    await ask(stamps.owner, "PATCH", `${all}/${made.id}`, { name: "Monthly reports" });
    await name.fill("Yearly reports");
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await dialog.getByText("Somebody else changed this service user meanwhile").waitFor();
    expect(await faults(page)).toEqual([]);
    await dialog.getByLabel(/Keep mine: Yearly reports/).check();
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("region", { name: "Yearly reports" }).waitFor();

    await page.getByRole("button", { name: /^Delete.*: Yearly reports/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete service user" }).click();
    await expect.poll(() => page.getByRole("region", { name: "Yearly reports" }).count()).toBe(0);
    await page.context().close();
  });

  it("threat 35: a key stops with its maker, who is told of it before, and works again rotated", async () => {
    const id = await ulf();
    await ask(stamps.owner, "PUT", `${users}/${id}/roles`, roles(["admin"]));
    const service = await ask(stamps.owner, "POST", all, { name: "Scanner", ...roles(["user-manager"]) });
    const made = await ask(stamps.plain, "POST", `${all}/${service.id}/keys`, { name: "At the gate" });
    expect(await asks(made.key)).toBe(200);

    const page = await usher.signedIn(stamps.owner);
    await page.goto(`${stamps.users}/${id}`);
    const panel = page.locator("aside.panel");
    await panel.getByText(/An API key that Ulf.* made stops .*At the gate \(Scanner\)/).waitFor();
    expect(await faults(page)).toEqual([]);
    // Of other roles it is told before they are saved.
    await panel.getByRole("combobox", { name: /^Roles/ }).click();
    await page.getByRole("option", { name: /^Admin/ }).click();
    await page.keyboard.press("Escape");
    await panel.getByText("API key At the gate of Scanner stops").waitFor();
    await panel.getByRole("button", { name: "Cancel" }).click();
    await panel.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog").getByText(/At the gate \(Scanner\)/).waitFor();
    await page.getByRole("button", { name: "Cancel" }).last().click();
    await panel.getByRole("button", { name: "Suspend" }).click();
    await page.getByText(/These API keys have stopped: At the gate \(Scanner\)/).first().waitFor();
    expect(await asks(made.key)).toBe(401);

    await page.goto(path);
    const key = page.getByRole("listitem").filter({ hasText: "At the gate" });
    await key.getByText("Stopped", { exact: true }).waitFor();
    await key.getByText(/who made it, is no longer active here/).waitFor();
    expect(await faults(page)).toEqual([]);
    await key.getByRole("button", { name: /^Rotate/ }).click();
    await page.getByRole("button", { name: "Rotate key" }).click();
    const token = (await page.getByRole("dialog").locator("code").textContent()) ?? "";
    expect(await asks(token)).toBe(200);
    await page.getByRole("button", { name: "I have kept it" }).click();
    await expect.poll(() => key.getByText("Stopped", { exact: true }).count()).toBe(0);

    await ask(stamps.owner, "DELETE", `${users}/${id}/suspension`);
    await ask(stamps.owner, "PUT", `${users}/${id}/roles`, roles(["user"]));
    await page.context().close();
  });

  it("are no page of who may not manage keys", async () => {
    const page = await usher.signedIn(sendpro.plain);
    await page.goto("/a/sendpro-demo/keys");
    await page.getByText("You do not have access to this page").waitFor();
    expect(await page.getByRole("link", { name: "API keys" }).count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it("has a place where the account has places, and a key may work at one only", async () => {
    const page = await keys(pitneyship.owner, "/a/pitneyship-demo/keys");
    await page.getByRole("button", { name: "New service user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Parcel lockers");
    await choose(page, "Location", "Boston");
    await dialog.getByRole("button", { name: "Add service user" }).click();
    const card = page.getByRole("region", { name: "Parcel lockers" });
    await card.getByText("Boston").waitFor();
    await card.getByRole("button", { name: /^Make a key/ }).click();
    await dialog.getByLabel("What it is for").fill("Terminal");
    await choose(page, "Where the key works", "Boston");
    await dialog.getByRole("button", { name: "Make a key" }).click();
    await dialog.locator("code").waitFor();
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    await card.getByText("Only at Boston").waitFor();
    await page.context().close();
  });

  it("on a phone everything is reached, and nothing sticks out", async () => {
    const service = await ask(stamps.owner, "POST", all, { name: "Scale in the mail room", ...roles(["user"]) });
    await ask(stamps.owner, "POST", `${all}/${service.id}/keys`, { name: "A".repeat(120) });
    const page = await keys(stamps.owner, path, { width: 320, height: 640 });
    const card = page.getByRole("region", { name: "Scale in the mail room" });
    await card.getByRole("button", { name: /^Rotate/ }).waitFor();
    expect(await sideways(page)).toBe(0);
    await card.getByRole("button", { name: /^Make a key/ }).click();
    await page.getByRole("dialog").getByLabel("Only these permissions").check();
    await page.getByRole("dialog").getByLabel("Print postage").check();
    expect(await sideways(page)).toBe(0);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it("are found and made by keys alone", async () => {
    await ask(stamps.owner, "POST", all, { name: "Till", ...roles(["user"]) });
    const page = await usher.signedIn(stamps.owner);
    const owner = await Reader.of(page);
    await page.goto(stamps.users);
    await page.locator("[data-user]").first().waitFor();
    await page.keyboard.press("Control+k");
    await page.locator(".palette input:focus").waitFor();
    await page.keyboard.type("api keys");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${path}`);
    await page.getByRole("region", { name: "Till" }).waitFor();
    await owner.to("button", "Make a key: Till");
    await owner.press("Enter");
    await owner.at("textbox", "What it is for");
    await owner.type("Evening total");
    await owner.press("Enter");
    const copy = await owner.at("button", "Copy the key");
    expect(copy.about).toContain("shown once");
    await owner.press("Enter");
    await owner.hears("The key is copied");
    await owner.press("Escape");
    await owner.at("button", "Make a key: Till");
    await page.context().close();
  });
});
