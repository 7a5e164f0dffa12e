// Who cannot go on as they thought is told why, and what would help; in the page's own words.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, usher } from "./harness";
import { operator, sendpro, stamps } from "./people";
import { withSecondAccount } from "./walk";

startUsher();

const users = "/v1/accounts/stamps-demo/users";
async function max(): Promise<string> {
  const { body } = await usher.ask(stamps.owner, "GET", `${users}?q=${stamps.manager}`);
  return body.items[0].id as string;
}
async function signIn(page: Page, email: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(usher.password(email));
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("an access that is suspended", () => {
  it("RT39: is told where one stands, at sign-in, and after it holds again", async () => {
    const page = await usher.signedIn(stamps.manager);
    await page.goto(stamps.users);
    await page.locator("[data-user]").first().waitFor();
    const id = await max();
    expect((await usher.ask(stamps.owner, "PUT", `${users}/${id}/suspension`)).status).toBe(200);
    await page.getByRole("link", { name: /^Suspended/ }).click();
    await page.getByRole("heading", { name: "You cannot enter Fernhill Crafts at the moment" }).waitFor();
    await page.getByText("Ask one of its administrators to resume it.").waitFor();
    expect(await faults(page)).toEqual([]);
    // The way out leads on, and not back to the same refusal.
    await page.getByRole("link", { name: "Go to the start" }).click();
    await page.getByRole("heading", { name: "No account is open to you at the moment" }).waitFor();
    expect(await faults(page)).toEqual([]);

    const guest = await usher.page();
    await guest.goto("/sign-in");
    await signIn(guest, stamps.manager);
    await guest.getByRole("heading", { name: "No account is open to you at the moment" }).waitFor();
    await guest.getByText("Your access to this account is suspended.").waitFor();
    expect(await faults(guest)).toEqual([]);

    expect((await usher.ask(stamps.owner, "DELETE", `${users}/${id}/suspension`)).status).toBe(200);
    await page.goto(stamps.users);
    await page.getByText("You were signed out of Fernhill Crafts").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe(stamps.manager);
    expect(await faults(page)).toEqual([]);
    await signIn(page, stamps.manager);
    await page.waitForURL(`**${stamps.users}`);
    await page.locator("[data-user]").first().waitFor();
    usher.forgetSession(stamps.manager);

    const stranger = await usher.page();
    await stranger.goto(stamps.users);
    await stranger.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await stranger.getByText("You were signed out").count()).toBe(0);
    expect(await stranger.getByLabel("E-mail").inputValue()).toBe("");
    for (const one of [page, guest, stranger]) await one.context().close();
  });

  it("RT38, RT39: is left for another account, and leaves the choice among them all", async () => {
    const page = await withSecondAccount(usher);
    const id = await max();
    expect((await usher.ask(stamps.owner, "PUT", `${users}/${id}/suspension`)).status).toBe(200);
    const other = async (from: string, to: string) => {
      await page.getByRole("button", { name: new RegExp(`^${from}.*Switch account$`) }).click();
      await page.getByRole("menuitemradio", { name: new RegExp(`^${to}`) }).click();
    };
    const refused = page.getByRole("heading", { name: /^You cannot enter/ });
    await other("Northwind Retail", "Fernhill Crafts");
    await refused.waitFor();

    // The account that is open comes slowly: until then nothing is refused.
    let letGo = () => {};
    const held = new Promise<void>((done) => (letGo = done));
    await page.route(/\/v1\/me\?account=sendpro-demo$/, async (route) => {
      await held;
      await route.continue();
    });
    await other("Usher", "Northwind Retail");
    await page.waitForURL("**/a/sendpro-demo");
    await refused.waitFor({ state: "detached" });
    letGo();
    await page.getByRole("heading", { name: "Northwind Retail" }).waitFor();

    await other("Northwind Retail", "Fernhill Crafts");
    await refused.waitFor();
    await page.getByRole("link", { name: "Go to the start" }).click();
    await page.getByRole("heading", { name: "Choose an account" }).waitFor();
    await page.getByText("Your access to this account is suspended.").waitFor();
    await page.getByRole("link", { name: /Northwind Retail/ }).click();
    await page.getByRole("heading", { name: "Northwind Retail" }).waitFor();
    expect((await usher.ask(stamps.owner, "DELETE", `${users}/${id}/suspension`)).status).toBe(200);
    usher.forgetSession(stamps.manager);
    await page.context().close();
  });

  it("RT39: a session that is over says so to who had it", async () => {
    const page = await usher.signedIn(stamps.plain);
    await page.goto("/me/security");
    await page.getByRole("heading", { name: "Where you are signed in" }).waitFor();
    await usher.ask(stamps.plain, "POST", "/v1/sign-out");
    usher.forgetSession(stamps.plain);
    await page.getByRole("link", { name: "Accounts" }).click();
    await page.getByText("You are no longer signed in").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe(stamps.plain);
    await page.context().close();
  });
});

describe("one's own pages", () => {
  it("lead back to the account that one came from, from each of them and after a reload", async () => {
    const page = await withSecondAccount(usher);
    const me = await usher.ask(stamps.manager, "GET", "/v1/me");
    const all = (me.body.accounts as { slug: string; name: string }[]).filter(({ slug }) => slug.endsWith("-demo"));
    const last = all.at(-1)!;
    expect(last.slug, "not the one that is taken where none is named").not.toBe(all[0]!.slug);
    const back = page.getByRole("link", { name: new RegExp(`^Back to .*${last.name}`) });
    await page.goto(`/a/${last.slug}`);
    await page.locator("aside button.profile").click();
    await page.getByRole("menuitem", { name: "Profile" }).click();
    await page.getByRole("heading", { name: `You in ${last.name}` }).waitFor();
    await page.getByRole("link", { name: all[0]!.name, exact: true }).click();
    await page.getByRole("heading", { name: `You in ${all[0]!.name}` }).waitFor();
    await back.waitFor();
    await page.getByRole("link", { name: "Security" }).click();
    await page.getByRole("heading", { name: "Where you are signed in" }).waitFor();
    await page.reload();
    await back.waitFor();
    await page.getByRole("link", { name: "Accounts" }).click();
    await back.click();
    await page.waitForURL(`**/a/${last.slug}**`);
    await page.context().close();
  });
});

describe("a link that no longer works", () => {
  it("RT20, RT26: offers to ask for another only where somebody would be told", async () => {
    const join = async (link: string) => {
      const guest = await usher.page();
      await guest.goto(link);
      return guest;
    };
    const sent = await usher.ask(operator, "POST", "/v1/operators", { email: "zoe@usher.example" });
    expect(sent.status).toBe(201);
    const invited = await usher.ask(sendpro.owner, "POST", "/v1/accounts/sendpro-demo/invitations", {
      people: [{ email: "ivy@northwind.example", name: "Ivy Roth" }],
    });
    expect(invited.body.sent).toBe(1);
    const links = [await usher.link("zoe@usher.example"), await usher.link("ivy@northwind.example")];
    await usher.later(8 * 86_400_000);
    const zoe = await join(links[0] ?? "");
    await zoe.getByRole("heading", { name: "This link has expired" }).waitFor();
    await zoe.getByText("Ask somebody who operates this Usher server").waitFor();
    expect(await zoe.getByRole("button", { name: "Ask for a new link" }).count()).toBe(0);
    expect(await faults(zoe)).toEqual([]);
    const ivy = await join(links[1] ?? "");
    await ivy.getByRole("button", { name: "Ask for a new link" }).click();
    await ivy.getByText("Those who can send you a new link have been told.").waitFor();
    for (const one of [zoe, ivy]) await one.context().close();
  });
});

describe("Invite many", () => {
  it("SO1: keeps pasted names, shows them, lets them be changed, and sends them", async () => {
    usher.forgetSession(sendpro.owner);
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await page.getByRole("button", { name: "Add users" }).click();
    await page.getByRole("menuitem", { name: /Invite by e-mail/ }).click();
    const dialog = page.getByRole("dialog", { name: "Invite users" });
    const field = dialog.getByLabel("E-mail addresses").last();
    await field.fill('"Lovelace, Ada" <ada@northwind.example>; Grace Hoper <grace@northwind.example>');
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Ada Lovelace ada@northwind.example, edit" }).waitFor();
    await dialog.getByRole("button", { name: "Grace Hoper grace@northwind.example, edit" }).click();
    expect(await field.inputValue()).toBe("Grace Hoper <grace@northwind.example>");
    await field.fill("");
    await field.pressSequentially('"Hopper, Grace" <grace@northwind.example>,');
    await dialog.getByRole("button", { name: "Grace Hopper grace@northwind.example, edit" }).waitFor();
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Send 2 invitations" }).click();
    await page.getByText("2 sent, 0 not sent.").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    for (const name of ["Ada Lovelace", "Grace Hopper"])
      await page.getByRole("row").filter({ hasText: name }).waitFor();
    await page.context().close();
  });

  it("SO1: why somebody got none is told in the reader's language", async () => {
    const page = await usher.signedIn(sendpro.owner, { locale: "de" });
    await page.goto(sendpro.users);
    await page.route("**/v1/accounts/sendpro-demo/invitations", (route) =>
      route.fulfill({
        json: {
          sent: 0,
          items: [
            {
              email: "late@northwind.example",
              status: "not_sent",
              code: "invitations.too_many",
              detail: "This account has sent 1040 invitations within the hour.",
              params: { retry_after_s: "3420" },
            },
          ],
        },
      }),
    );
    await page.getByRole("button", { name: "Benutzer hinzufügen" }).click();
    await page.getByRole("menuitem", { name: /Per E‑Mail einladen/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-Mail-Adressen").last().fill("late@northwind.example");
    await dialog.getByRole("button", { name: "Einladung", exact: false }).last().click();
    await page.getByText("zu viele Einladungen gesendet. Versuchen Sie es in 57 Minuten").waitFor();
    await page.context().close();
  });
});
