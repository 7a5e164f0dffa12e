// The list of users: who may see it, how it is searched, and what is done in it.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startUsher, Usher, usher } from "./harness";
import { postmark, sendpro, stamps } from "./people";

startUsher();

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const panel = (page: Page, name: string) => page.getByRole("complementary", { name });
async function names(page: Page): Promise<string[]> {
  const links = await page.locator("[data-user]").allTextContents();
  return links.map((text) => text.trim());
}
/** Are the drawn rows in the order of the list, each of them once? */
function inOrder(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const rows = document.querySelectorAll("[data-scrolls] [role=row][aria-rowindex]");
    const order = [...rows].map((one) => Number(one.getAttribute("aria-rowindex")));
    return order.every((row, i) => i === 0 || row > (order[i - 1] ?? 0));
  });
}
interface Watched {
  moves: number;
}
/** Counts from now on how often the focus goes and comes. */
async function watchFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = window as unknown as Watched;
    if (watched.moves === undefined) {
      addEventListener("focusin", () => watched.moves++);
      addEventListener("focusout", () => watched.moves++);
    }
    watched.moves = 0;
  });
}
const focusMoves = (page: Page) => page.evaluate(() => (window as unknown as Watched).moves);

describe("who may", () => {
  it("ST1: somebody without the right to manage users sees no Users, and the API refuses too", async () => {
    const page = await usher.signedIn(stamps.plain);
    await page.goto("/");
    await page.getByRole("heading", { name: "Fernhill Crafts" }).waitFor();
    expect(await page.getByRole("link", { name: "Users" }).count()).toBe(0);
    expect(await page.getByText("seats used").count()).toBe(0);
    await page.goto(stamps.users);
    await page.getByRole("heading", { name: "You do not have access to this page" }).waitFor();
    const refused = await usher.ask(stamps.plain, "GET", "/v1/accounts/stamps-demo/users");
    expect(refused.status).toBe(403);
    await page.context().close();
  });

  it("ST1: who manages users sees them, but an Admin above them is locked, with the reason", async () => {
    const page = await usher.signedIn(stamps.manager);
    await page.goto("/");
    await page.getByRole("link", { name: "Ada Okafor" }).click();
    await panel(page, "Ada Okafor").getByText("this user has rights that you do not hold").waitFor();
    expect(await panel(page, "Ada Okafor").getByRole("button", { name: "Delete" }).count()).toBe(0);
    await page.context().close();
  });

  it("PM2: an Admin manages every user but the Owner", async () => {
    const page = await usher.signedIn(postmark.admin);
    await page.goto(postmark.users);
    await page.getByRole("link", { name: "Olga Petrova" }).click();
    const owner = panel(page, "Olga Petrova");
    await owner.getByText("this user has rights that you do not hold").waitFor();
    expect(await owner.getByRole("button", { name: /Suspend|Delete|Save/ }).count()).toBe(0);
    await page.getByRole("link", { name: "Bea Moreau" }).click();
    await panel(page, "Bea Moreau").getByRole("button", { name: "Suspend" }).waitFor();
    await page.getByRole("link", { name: "Ann Whitaker" }).click();
    await panel(page, "Ann Whitaker").getByText("This is you.").waitFor();
    await page.context().close();
  });

  it("somebody else's account is not there", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto(sendpro.users);
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    await page.goto("/no/such/page");
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    await page.context().close();
  });

  it("who is not signed in signs in and comes back to where they wanted to go", async () => {
    const page = await usher.page();
    await page.goto(`${sendpro.users}?status=active`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.getByLabel("E-mail").fill(sendpro.owner);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The address or the password is not right.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(usher.password(sendpro.owner));
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${sendpro.users}?status=active`);
    await page.getByRole("link", { name: "Jonas Novák" }).waitFor();
    await page.context().close();
  });
});

describe("the list", () => {
  it("PS1: tabs by status, with counts, all in the address", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: /^Suspended, 1$/ }).click();
    await page.waitForURL("**?status=suspended");
    await page.getByRole("link", { name: "Samir Kim" }).waitFor();
    await expect.poll(() => names(page)).toEqual(["Samir Kim"]);
    await page.goBack();
    await page.getByRole("link", { name: "Jonas Novák" }).waitFor();
    await page.getByRole("link", { name: /^Invited, 1$/ }).click();
    await expect.poll(() => names(page)).toEqual(["Chiara Khoury"]);
    await page.context().close();
  });

  it("PS2: search finds parts of names and addresses, whatever their case and accents", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: "Jonas Novák" }).waitFor();
    const asked: string[] = [];
    page.on("request", (one) => void (/users\?.*\bq=/.test(one.url()) && asked.push(one.url())));
    await page.keyboard.press("/");
    await page.keyboard.type("lucja");
    await expect.poll(() => names(page)).toEqual(["Łucja Øster"]);
    expect(new URL(page.url()).search).toBe("?q=lucja");
    // Asked once, though before the address said it; and the links keep the search.
    expect(asked.filter((url) => /\bq=lucja\b/.test(url)).length).toBe(1);
    const link = page.getByRole("link", { name: "Łucja Øster" });
    expect(await link.getAttribute("href")).toMatch(/\?q=lucja$/);
    expect(await page.locator("[data-user] mark").allTextContents()).toEqual(["Łucja"]);
    await page.getByRole("searchbox").fill("NOVAK sendpro");
    await expect.poll(() => names(page)).toEqual(["Jonas Novák"]);
    await page.getByRole("searchbox").fill("nobody at all");
    await page.getByRole("heading", { name: "No user fits" }).waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(5);
    await page.context().close();
  });

  it("filters by role and location, and a link to that can be mailed", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("button", { name: "Location" }).click();
    await page.getByRole("checkbox", { name: "Berlin – Mitte" }).check();
    await page.keyboard.press("Escape");
    await expect.poll(() => names(page)).toEqual(["Lin Hartmann", "Samir Kim", "Uli Krüger"]);
    await page.getByRole("button", { name: /^Role/ }).click();
    await page.getByRole("checkbox", { name: "Admin" }).check();
    await expect.poll(() => names(page)).toEqual(["Lin Hartmann"]);
    const other = await usher.signedIn(sendpro.owner);
    await other.goto(page.url());
    await expect.poll(() => names(other)).toEqual(["Lin Hartmann"]);
    await other.context().close();
    await page.context().close();
  });

  it("filters take several values, and Clear takes them away", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("button", { name: "Location" }).click();
    await page.getByRole("checkbox", { name: "Porto – Ribeira" }).check();
    await page.getByRole("checkbox", { name: "Lisbon – Chiado" }).check();
    await page.keyboard.press("Escape");
    await expect
      .poll(() => names(page))
      .toEqual(["Chiara Khoury", "Elif Şahin", "Jonas Novák", "Łucja Øster"]);
    await page.getByRole("button", { name: /^Location: Porto – Ribeira \+1/ }).waitFor();
    await page.getByRole("search").getByRole("button", { name: "Last active" }).click();
    await page.getByRole("checkbox", { name: "Never" }).check();
    await page.keyboard.press("Escape");
    await expect.poll(() => new URL(page.url()).searchParams.get("last_active")).toBe("never");
    await expect.poll(() => names(page)).toContain("Chiara Khoury");
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(5);
    expect(new URL(page.url()).search).toBe("");
    await page.goto(`${sendpro.users}?status=invited,suspended`);
    await page.getByRole("link", { name: "Samir Kim" }).waitFor();
    await expect.poll(() => names(page)).toEqual(["Chiara Khoury", "Samir Kim"]);
    await page.getByRole("button", { name: /^Status: Invited \+1/ }).waitFor();
    await page.context().close();
  });

  it("sorts by its heads, and Back returns to the order, the row and the focus", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: "Jonas Novák" }).waitFor();
    const before = await names(page);
    await page.getByRole("button", { name: "Name", exact: true }).click();
    await expect.poll(() => names(page)).toEqual([...before].reverse());
    expect(new URL(page.url()).search).toBe("?sort=-name");
    await expect
      .poll(() => page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort"))
      .toBe("descending");
    await page.getByRole("link", { name: "Jonas Novák" }).click();
    await panel(page, "Jonas Novák").waitFor();
    await page.goBack();
    await expect.poll(() => panel(page, "Jonas Novák").count()).toBe(0);
    expect(new URL(page.url()).search).toBe("?sort=-name");
    await expect.poll(() => page.locator(":focus").textContent()).toContain("Jonas Novák");
    await page.goBack();
    await expect.poll(() => names(page)).toEqual(before);
    await page.getByRole("button", { name: /^Sort/ }).click();
    await page.getByRole("radio", { name: "Newest users first" }).check();
    await expect.poll(() => names(page)).toEqual(expect.arrayContaining(before));
    await page.context().close();
  });

  it("an Admin of one location sees the users of that location only", async () => {
    const page = await usher.signedIn(sendpro.local);
    await page.goto(sendpro.users);
    await expect.poll(() => names(page)).toEqual(["Lin Hartmann", "Samir Kim", "Uli Krüger"]);
    await page.context().close();
  });

  it("shows the columns that one likes, as close as one likes, in every browser of theirs", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: "Jonas Novák" }).waitFor();
    const heads = () => page.getByRole("columnheader").allTextContents();
    const tall = () => row(page, "Jonas Novák").evaluate((one) => one.getBoundingClientRect().height);
    expect((await heads()).join()).toContain("Location");
    expect(await tall()).toBe(52);
    await page.getByRole("button", { name: "View" }).press("Enter");
    // By the keys: to a column, off; the menu stays, and its last choice is the close rows.
    await page.getByRole("menuitemcheckbox").first().waitFor();
    const here = page.locator("[role=menuitemcheckbox]:focus");
    for (let i = 0; i < 6 && (await here.allTextContents()).join().trim() !== "Location"; i++) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await heads()).join()).not.toContain("Location");
    const place = page.getByRole("menuitemcheckbox", { name: "Location" });
    expect(await place.getAttribute("aria-checked")).toBe("false");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect.poll(tall).toBe(40);
    await page.keyboard.press("Escape");
    // What was chosen last is kept last: then it is all there in another browser's first paint.
    await page.waitForFunction(async () => {
      const me = (await (await fetch("/v1/me")).json()) as { view: { rows: string } };
      return me.view.rows === "close";
    });
    const other = await usher.signedIn(sendpro.owner);
    await other.goto(sendpro.users);
    const elsewhere = row(other, "Jonas Novák");
    await elsewhere.waitFor();
    expect((await other.getByRole("columnheader").allTextContents()).join()).not.toContain("Location");
    expect(await elsewhere.evaluate((one) => one.getBoundingClientRect().height)).toBe(40);
    await other.context().close();
    const { cookies } = await usher.session(sendpro.local);
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
    await page.goto(sendpro.users);
    await page.locator("[data-user]").first().waitFor();
    expect((await heads()).join()).toContain("Location");
    await page.context().close();
    const usual = { hidden_columns: [], rows: "roomy" };
    expect((await usher.ask(sendpro.owner, "PATCH", "/v1/me/view", usual)).status).toBe(204);
  });

  it("is as it was, and says why, where a choice of columns was not kept", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.locator("[data-user]").first().waitFor();
    await page.route(/\/v1\/me\/view$/, (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ status: 503, code: "store.busy", detail: "Busy." }),
      }),
    );
    await page.getByRole("button", { name: "View" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Location" }).click();
    await page.locator(".toast").waitFor();
    expect((await page.getByRole("columnheader").allTextContents()).join()).toContain("Location");
    await page.context().close();
  });

  it("works by keys alone", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: "Jonas Novák" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const [, second = ""] = await names(page);
    expect(await page.locator(":focus").textContent()).toContain(second);
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("Shift+X");
    await page.getByText("2 selected").waitFor();
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await panel(page, second).waitFor();
    await expect.poll(() => page.locator(":focus").textContent()).toBe(second);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(":focus").textContent()).toContain(second);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByText("2 selected").count()).toBe(0);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.context().close();
  });

  it("draws the rows again for others as it is scrolled, never the one that has the focus", async () => {
    // A server of its own: the other tests count on few users here.
    const many = await Usher.start();
    for (let n = 1; n <= 90; n++) {
      const name = `Guest ${String(n).padStart(3, "0")}`;
      const user = { name, email: `guest${n}@scrolled.example` };
      const { status } = await many.ask(sendpro.owner, "POST", "/v1/accounts/sendpro-demo/users", user);
      expect(status).toBe(201);
    }
    const page = await many.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    const box = page.getByRole("checkbox", { name: "Select Guest 003" });
    await box.focus();
    await watchFocus(page);
    const list = page.locator("[data-scrolls]").first();
    for (const to of [900, 2200, 3900, 0]) {
      await list.evaluate((at, top) => at.scrollTo({ top }), to);
      const middle = page.locator(`[aria-rowindex="${Math.round(to / 52) + 6}"]`);
      await middle.getByRole("link").waitFor();
      const focus = page.locator(":focus");
      expect(await focus.getAttribute("aria-label")).toBe("Select Guest 003");
      // Once it rests: in the order of the list, whatever order they were drawn in.
      await expect.poll(() => inOrder(page)).toBe(true);
      expect(await focusMoves(page)).toBe(0);
      const [name = ""] = await middle.getByRole("link").allTextContents();
      expect(await middle.getByRole("checkbox").getAttribute("aria-label")).toBe(`Select ${name.trim()}`);
    }
    // From the middle of the list, past it on both sides.
    await list.evaluate((at) => at.scrollTo({ top: 2200 }));
    const held = page.getByRole("checkbox", { name: "Select Guest 045" });
    await held.focus();
    await watchFocus(page);
    for (const to of [2700, 4400, 1700, 0, 2300]) {
      await list.evaluate((at, top) => at.scrollTo({ top }), to);
      await page.locator(`[aria-rowindex="${Math.round(to / 52) + 6}"]`).getByRole("link").waitFor();
      await expect.poll(() => inOrder(page)).toBe(true);
      expect(await focusMoves(page)).toBe(0);
    }
    // Who goes on by Tab before it rests finds the next row, wherever it was drawn.
    await page.getByRole("searchbox").focus();
    await list.evaluate((at) => at.scrollTo({ top: 0 }));
    await expect.poll(() => inOrder(page)).toBe(true);
    const from = await list.evaluate(async (at) => {
      at.scrollTo({ top: 500 });
      for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
      const rows = [...at.querySelectorAll("[role=row][aria-rowindex]")];
      const drawn = rows.map((one) => Number(one.getAttribute("aria-rowindex")));
      const apart = drawn.findIndex((row, i) => drawn.includes(row + 1) && drawn[i + 1] !== row + 1);
      const one = rows[apart < 0 ? 5 : apart];
      one?.querySelector<HTMLElement>(".more button")?.focus({ preventScroll: true });
      return Number(one?.getAttribute("aria-rowindex"));
    });
    await page.keyboard.press("Tab");
    const next = page.locator("[role=row]:has(:focus)");
    expect(Number(await next.getAttribute("aria-rowindex"))).toBe(from + 1);
    expect(many.complaints).toEqual([]);
    await many.stop();
  });
});

describe("what is done", () => {
  it("PS6: suspends at once, offers to undo it, and says when the server refuses", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await row(page, "Elif Şahin").getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Suspend user" }).click();
    await row(page, "Elif Şahin").getByText("Suspended").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await row(page, "Elif Şahin").getByText("Active").waitFor();
    await page.route("**/suspension", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ status: 503, code: "store.busy", detail: "What the server says." }),
      }),
    );
    await row(page, "Elif Şahin").getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Suspend user" }).click();
    await page.getByText("Too many changes are waiting.").first().waitFor();
    await row(page, "Elif Şahin").getByText("Active").waitFor();
    await page.context().close();
  });

  it("PS6: edits a name, a location and a role in the panel", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("link", { name: "Jonas Novák" }).click();
    const jonas = panel(page, "Jonas Novák");
    await jonas.getByLabel("Name").fill("Jonáš Novák");
    await jonas.getByRole("combobox", { name: /^Location/ }).click();
    await page.getByRole("option", { name: "Lisbon – Chiado" }).click();
    await jonas.getByRole("combobox", { name: /^Role/ }).click();
    await page.getByRole("option", { name: /^Admin/ }).click();
    await jonas.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Jonáš Novák was saved").first().waitFor();
    await page.reload();
    await expect
      .poll(() => panel(page, "Jonáš Novák").getByRole("combobox", { name: /^Role/ }).textContent())
      .toContain("Admin");
    await page.keyboard.press("Escape");
    await row(page, "Jonáš Novák").getByText("Lisbon – Chiado").waitFor();
    await page.context().close();
  });

  it("R11: two who edit at once do not undo each other's work", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(`${sendpro.users}?q=lucja`);
    // The panel asks for the user anew: the other's change has to come after that.
    const read = page.waitForResponse((got) => /\/users\/usr_\w+$/.test(got.url()));
    await page.getByRole("link", { name: "Łucja Øster" }).click();
    await read;
    await panel(page, "Łucja Øster").getByLabel("Name").fill("Lucy Oster");
    const id = page.url().replace(/.*\/(usr_[^?]+).*/, "$1");
    const other = await usher.ask(sendpro.owner, "PATCH", `/v1/accounts/sendpro-demo/users/${id}`, {
      name: "Łucja Østergaard",
    });
    expect(other.status).toBe(200);
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("heading", { name: /Somebody else changed this user/ }).waitFor();
    await page.getByRole("radio", { name: /Use theirs: Łucja Østergaard/ }).check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await panel(page, "Łucja Østergaard").waitFor();
    await page.context().close();
  });

  it("ST5: deletes after asking; access ends at once, open sessions included", async () => {
    const victim = await usher.signedIn(stamps.plain);
    await victim.goto("/");
    await victim.getByRole("heading", { name: "Fernhill Crafts" }).waitFor();
    const page = await usher.signedIn(stamps.owner);
    await page.goto(stamps.users);
    await page.getByRole("link", { name: "Ulf Björnsson" }).click();
    await panel(page, "Ulf Björnsson").getByRole("button", { name: "Delete" }).click();
    const ask = page.getByRole("alertdialog", { name: "Delete Ulf Björnsson?" });
    await ask.getByText("loses access at once").waitFor();
    await ask.getByRole("button", { name: "Delete user" }).click();
    await page.getByText("Ulf Björnsson was deleted").first().waitFor();
    await expect.poll(() => names(page)).not.toContain("Ulf Björnsson");
    await page.getByRole("link", { name: /^Deleted, 1$/ }).click();
    await expect.poll(() => names(page)).toEqual(["Ulf Björnsson"]);
    await victim.reload();
    await expect.poll(() => victim.getByRole("heading", { name: "Fernhill Crafts" }).count()).toBe(0);
    await victim.context().close();
    await page.context().close();
  });

  it("ST2: says that no seat is free, adds seats, and removes them down to those in use", async () => {
    const page = await usher.signedIn(stamps.owner);
    const before = await usher.ask(stamps.owner, "GET", "/v1/accounts/stamps-demo/seats");
    const { used } = before.body as { used: number };
    await usher.ask(stamps.owner, "PUT", "/v1/accounts/stamps-demo/seats", { bought: used });
    await page.goto(stamps.users);
    await page.getByText(`${used} of ${used} seats used`).waitFor();
    await page.getByText(`All ${used} seats are taken.`).first().waitFor();
    await page.getByRole("link", { name: "Add seats" }).click();
    await page.getByLabel("Number of seats").fill(String(used - 1));
    await page.getByRole("button", { name: "Remove 1 seat" }).click();
    await page.getByText(/in use\. Keep at least as many/).waitFor();
    await page.getByLabel("Number of seats").fill(String(used + 2));
    await page.getByRole("button", { name: "Add 2 seats" }).click();
    await page.getByText(`${used} of ${used + 2} seats used`).waitFor();
    await page.getByRole("link", { name: "Users", exact: true }).click();
    await page.getByRole("button", { name: "Add users" }).click();
    await page.getByRole("menuitem", { name: /Invite by e-mail/ }).waitFor();
    await page.context().close();
  });
});
