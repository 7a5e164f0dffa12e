// What administrators and operators are told where they look: who holds a level, who is a user
// already, what somebody may do and why, how the installation is, and which request failed.
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { operator, pitneyship, sendpro, stamps } from "./people";
import { adding, enter, menu, panel, row, signIn } from "./walk";

startUsher();

describe("the list of users", () => {
  it("PS1: finds administrators by their access level", async () => {
    const eve = await usher.signedIn(pitneyship.owner);
    await eve.goto(pitneyship.users);
    await eve.locator("[data-user]").first().waitFor();
    const all = await eve.locator("[data-user]").count();
    await eve.getByRole("button", { name: /^Access level/ }).click();
    await eve.getByLabel("Admin access level: Enterprise").check();
    await expect.poll(() => eve.locator("[data-user]").count()).toBeLessThan(all);
    expect(new URL(eve.url()).searchParams.get("level")).toBe("admin.enterprise");
    expect(await faults(eve)).toEqual([]);
    await eve.keyboard.press("Escape");
    await eve.getByRole("button", { name: "Clear", exact: true }).click();
    await expect.poll(() => eve.locator("[data-user]").count()).toBe(all);
    await eve.context().close();
  });
});

describe("inviting", () => {
  it("RT32: says before sending who is a user already, and leaves them out", async () => {
    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Users");
    await adding(ada, "Invite by e-mail");
    const dialog = ada.getByRole("dialog", { name: "Invite users" });
    await dialog.getByLabel("E-mail addresses").first().fill(`${stamps.plain}, fresh@told.example,`);
    await ada.keyboard.press("Enter");
    await dialog.getByText("1 address is a user already and will be skipped.").waitFor();
    await dialog.getByRole("button", { name: new RegExp(`${stamps.plain}.*already`) }).waitFor();
    expect(await faults(ada)).toEqual([]);
    await dialog.getByRole("button", { name: "Send 1 invitation" }).click();
    const result = ada.getByRole("dialog", { name: "Invitations" });
    await result.getByText("1 sent, 1 not sent.").waitFor();
    await result.getByText(stamps.plain).waitFor();
    expect(await usher.mails(stamps.plain)).toEqual([]);
    await ada.context().close();
  });
});

describe("a user", () => {
  it("RT29: may do what stands there, with the role that allows it", async () => {
    const rui = await usher.signedIn(sendpro.owner);
    await rui.goto(sendpro.users);
    await row(rui, "Uli Krüger").getByRole("link").first().click();
    const uli = panel(rui, "Uli Krüger");
    await rui.route("**/users/*/permissions", async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      body.items[0].resource = "carrier";
      await route.fulfill({ response: answer, json: body });
    });
    await uli.getByText("What this user may do, and why").click();
    await uli.getByText("Print shipping labels").waitFor();
    // Each sentence is a line of its own.
    await uli.getByText(/by the role User$/).first().waitFor();
    await uli.getByText("Only for what they may use: carrier", { exact: true }).waitFor();
    expect(await uli.getByText("Carrier credentials").count()).toBe(0);
    expect(await faults(rui)).toEqual([]);
    await rui.context().close();
  });
});

describe("a part of the program that does not come", () => {
  it("says so where it would stand, and is got by loading the page again", async () => {
    const rui = await usher.signedIn(sendpro.owner);
    await rui.goto(sendpro.users);
    await row(rui, "Uli Krüger").getByRole("link").first().click();
    const uli = panel(rui, "Uli Krüger");
    await uli.getByText("What this user may do, and why").waitFor();
    // As after an upgrade: the server has other parts by now.
    await rui.route("**/assets/*.js", (route) => route.fulfill({ status: 404 }));
    await uli.getByText("What this user may do, and why").click();
    await uli.getByText("A new version may be ready: reload to get it.").waitFor();
    await uli.getByRole("button", { name: "Reload" }).waitFor();
    await rui.keyboard.press("/");
    await rui.keyboard.type("nobody at all");
    const list = rui.getByRole("region", { name: "List of users" });
    await list.getByRole("heading", { name: "This page has to be reloaded" }).waitFor();
    expect(await faults(rui)).toEqual([]);
    await rui.unrouteAll();
    // It may come the next time that it is asked for.
    await uli.getByText("What this user may do, and why").click();
    // Two presses at once are none to the page.
    await uli.getByRole("button", { name: "Reload" }).waitFor({ state: "detached" });
    await uli.getByText("What this user may do, and why").click();
    await uli.getByText("Print shipping labels").waitFor();
    await list.getByRole("button", { name: "Reload" }).click();
    await rui.getByRole("heading", { name: "No user fits" }).waitFor();
    await rui.context().close();
  });

  it("is told of where it would lie over the page", async () => {
    const ada = await usher.signedIn(stamps.owner);
    await ada.goto(stamps.users);
    await row(ada, stamps.plain).waitFor();
    await ada.route("**/assets/*.js", (route) => route.fulfill({ status: 404 }));
    await row(ada, stamps.plain).getByRole("checkbox").check();
    const missed = ada.locator(".toast").filter({ hasText: "A part of this page did not load" });
    await missed.waitFor();
    await missed.getByRole("button", { name: "Close" }).click();
    await missed.waitFor({ state: "detached" });
    // What a press fetches, too.
    await row(ada, stamps.plain).getByRole("button", { name: /^Actions/ }).click();
    await missed.waitFor();
    await ada.context().close();
  });
});

describe("the operators' console", () => {
  it("RT26: says how the installation is", async () => {
    const page = await usher.page();
    await page.goto("/operator");
    await signIn(page, operator, usher.password(operator));
    await page.getByRole("link", { name: "Health" }).click();
    await page.getByRole("heading", { name: "Health" }).waitFor();
    await page.getByText("Storage").waitFor();
    await page.getByText(/[MG]iB are free/).waitFor();
    await page.getByText("No backup of this data was ever made.").waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });
});

describe("a failure that nothing explains", () => {
  it("names the request, to be copied, and stays until it is closed", async () => {
    const ada = await usher.signedIn(stamps.owner);
    await ada.route("**/suspension", (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/problem+json",
        body: JSON.stringify({ status: 500, code: "store.odd", detail: "The disk said no.", request: "req_told" }),
      }),
    );
    await ada.goto(stamps.users);
    await row(ada, stamps.plain).getByRole("button", { name: /^Actions/ }).click();
    await ada.getByRole("menuitem", { name: "Suspend user" }).click();
    const toast = ada.locator(".toast").filter({ hasText: "The disk said no." });
    await toast.getByText("req_told").waitFor();
    await toast.getByRole("button", { name: "Copy" }).waitFor();
    expect(await faults(ada)).toEqual([]);
    await toast.getByRole("button", { name: "Close" }).click();
    await expect.poll(() => toast.count()).toBe(0);
    await ada.context().close();
  });
});
