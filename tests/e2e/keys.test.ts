// Invite, accept, edit, suspend: by keys alone, and with what is told to who does not see the page.
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { Reader } from "./heard";
import { sendpro } from "./people";
import { good, row } from "./walk";

startUsher();

const address = "mara@keyed.example";

async function invites(rui: Reader): Promise<void> {
  const { page } = rui;
  await rui.press("Tab");
  await rui.at("link", "Skip to the content");
  const add = await rui.to("button", "Add users");
  expect(add.states).toMatchObject({ hasPopup: "menu", expanded: "false" });
  await rui.press("Enter");
  await page.getByRole("menu", { name: "Add users" }).waitFor();
  await rui.to("menuitem", /^Invite by e-mail/, "ArrowDown");
  await rui.press("Enter");

  const field = await rui.at("textbox", "E-mail addresses");
  expect(field.about).toContain("Paste up to 500");
  expect(await page.getByRole("dialog", { name: "Invite users" }).getAttribute("aria-modal")).toBe("true");
  await rui.type("mara@keyed");
  await rui.press("Enter");
  await rui.hears("1 address added, 1 in all");
  const wrong = await rui.at("textbox", "E-mail addresses");
  expect(wrong.states["invalid"]).toBe("true");
  expect(wrong.about).toContain("1 address is not complete.");
  await rui.to("button", "Remove mara@keyed", "Shift+Tab");
  await rui.press("Enter");
  await rui.hears("mara@keyed removed");
  await rui.at("textbox", "E-mail addresses");
  await rui.type(`${address} `);
  await rui.hears("1 address added, 1 in all");
  expect((await rui.stop()).states["invalid"]).toBe("false");

  // What is chosen is its value, and is not said once more as its name.
  expect((await rui.to("combobox", "Role")).value).toBe("User");
  const place = await rui.to("combobox", "Location");
  expect(place.states).toMatchObject({ hasPopup: "listbox", expanded: "false" });
  await rui.press("Enter");
  await page.getByRole("listbox", { name: "Location" }).waitFor();
  const chosen = page.locator("[role=option][data-highlighted]");
  for (let i = 0; i < 6 && !(await chosen.allTextContents()).join().includes("Porto"); i++) {
    await rui.press("ArrowDown");
  }
  await rui.press("Enter");
  await rui.at("combobox", "Location");
  await expect.poll(async () => (await rui.stop()).value).toBe("Porto – Ribeira");
  await rui.to("button", "Send 1 invitation");
  await rui.press("Enter");
  const result = await rui.at("heading", "Invitations");
  expect(result.about).toBe("1 sent, 0 not sent.");
  await rui.to("button", "Done");
  await rui.press("Enter");
  await rui.at("button", "Add users");
}

async function accepts(mara: Reader): Promise<void> {
  const { page } = mara;
  await page.getByRole("heading", { name: "Join Northwind Retail" }).waitFor();
  await page.getByLabel("Choose a password").waitFor();
  const name = await mara.to("textbox", "Your name");
  expect(name.states["invalid"]).toBe("false");
  await mara.press("Enter");
  const missing = await mara.at("textbox", "Your name");
  expect(missing.states["invalid"]).toBe("true");
  expect(missing.about).toContain("Type your name.");
  await mara.type("Mara Keyed");
  const password = await mara.to("textbox", "Choose a password");
  expect(password.about, "the rules").toContain("At least 8 characters");
  expect(password.states["required"]).toBe("true");
  await mara.type("short");
  await mara.press("Enter");
  await expect.poll(async () => (await mara.stop()).about).toContain("The password needs at least 8 characters.");
  expect(await mara.at("textbox", "Choose a password")).toMatchObject({ states: { invalid: "true" } });
  await mara.press("Control+A");
  await mara.type(good);
  const eye = await mara.to("button", "Show the password");
  expect(eye.states["pressed"]).toBe("false");
  await mara.to("button", "Join Northwind Retail");
  await mara.press("Enter");
  await page.waitForURL("**/a/sendpro-demo");
  await mara.at("heading", "Northwind Retail");
}

async function editsAndSuspends(rui: Reader): Promise<void> {
  const { page } = rui;
  await rui.press("/");
  await rui.at("searchbox", "Name or e-mail");
  await rui.type("keyed");
  await rui.hears("1 user fits");
  await page.getByRole("link", { name: "Mara Keyed" }).waitFor();
  await rui.press("ArrowDown");
  await rui.at("link", "Mara Keyed");
  await rui.press("Enter");
  await rui.at("heading", "Mara Keyed");
  expect(await page.getByRole("complementary", { name: "Mara Keyed" }).count()).toBe(1);
  await rui.to("textbox", "Name");
  await rui.press("Control+A");
  await rui.type("Mara Keyes");
  const save = await rui.to("button", "Save changes");
  expect(save.states["disabled"] ?? "false").toBe("false");
  await rui.press("Enter");
  await rui.hears("Mara Keyes was saved");
  await expect.poll(async () => (await rui.stop()).about).toBe("Nothing has changed yet");
  expect(await rui.at("button", "Save changes")).toMatchObject({ states: { disabled: "true" } });

  await rui.to("button", "Suspend", "Shift+Tab");
  await rui.press("Enter");
  await rui.hears("Mara Keyes was suspended");
  await rui.at("heading", "Mara Keyes");
  await row(page, "Mara Keyes").getByText("Suspended").waitFor();
  await rui.press("Escape");
  const back = await rui.at("link", "Mara Keyes");
  expect(back.states["focused"]).toBe("true");
  await expect.poll(() => page.getByRole("complementary", { name: "Mara Keyes" }).count()).toBe(0);
}

describe("by keys alone", () => {
  it("somebody is invited, comes, is edited and suspended, and each step is told", { timeout: 180_000 }, async () => {
    const rui = await Reader.of(await usher.signedIn(sendpro.owner));
    await rui.page.goto(sendpro.users);
    await rui.page.locator("[data-user]").first().waitFor();
    await invites(rui);
    const mara = await Reader.of(await usher.page());
    await mara.page.goto(await usher.link(address));
    await accepts(mara);
    await editsAndSuspends(rui);
    expect(await faults(rui.page)).toEqual([]);
    const { body } = await usher.ask(sendpro.owner, "GET", "/v1/accounts/sendpro-demo/users?q=keyed");
    expect(body.items[0]).toMatchObject({ name: "Mara Keyes", status: "suspended", email: address });
    await mara.page.reload();
    await mara.page.getByRole("heading", { name: /You cannot enter|at the moment/ }).waitFor();
    expect([await rui.pointed(), await mara.pointed()], "no pointer was pressed").toEqual([0, 0]);
    await mara.page.context().close();
    await rui.page.context().close();
  });
});
