// The pictures of docs/pictures: script/screenshots. Not a test: it fails on nothing but an error.
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { Usher, type Screen } from "../../tests/e2e/harness";
import { operator, sendpro, stamps } from "../../tests/e2e/people";

const folder = process.env["SCREENSHOTS"] ?? ".";
const guests = [
  "Amara Okafor", "Hiro Byrne", "Oskar Kamau", "Viktor Tanaka", "Ximena Nowak", "Liam Petrov",
  "Zofia Silva", "Grace Bianchi", "Noor Aziz", "Quentin Berg", "Tomás García", "Éloïse Martin",
];

let usher: Usher;
beforeAll(async () => {
  usher = await Usher.start();
  const me = await usher.ask(sendpro.owner, "GET", "/v1/me?account=sendpro-demo");
  const places = me.body.account.places as { id: string }[];
  for (const [i, name] of guests.entries()) {
    const email = `${name.normalize("NFD").replace(/[^A-Za-z ]/g, "").toLowerCase().replace(" ", ".")}@northwind.example`;
    await usher.ask(sendpro.owner, "POST", "/v1/accounts/sendpro-demo/users", {
      name,
      email,
      home: places[i % places.length]?.id ?? "account",
    });
  }
});
afterAll(() => usher.stop());

async function picture(name: string, page: Page): Promise<void> {
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}
async function users(screen: Screen = {}): Promise<Page> {
  const page = await usher.signedIn(sendpro.owner, screen);
  await page.goto(sendpro.users);
  await page.locator("[data-user]").first().waitFor();
  return page;
}

it("pictures", { timeout: 240_000 }, async () => {
  await picture("users", await users());

  const panel = await users({ dark: true });
  await panel.getByRole("link", { name: "Elif Şahin" }).click();
  await panel.locator("aside.panel form").waitFor();
  await picture("user-dark", panel);

  const invite = await users();
  await invite.keyboard.press("i");
  const field = invite.getByRole("dialog").getByLabel("E-mail addresses").last();
  await field.fill("nadia.karim@northwind.example, leo.fontaine@northwind.example tom@northwind");
  await invite.keyboard.press("Enter");
  await picture("invite", invite);

  await picture("users-phone", await users({ width: 390, height: 844 }));

  const join = await usher.page({ width: 720, height: 640 });
  await join.goto(await usher.link("chiara@sendpro.example"));
  await join.getByLabel("Choose a password").fill("mossy lantern");
  await picture("join", join);

  const seats = await usher.signedIn(stamps.owner);
  await seats.goto("/a/stamps-demo/seats");
  await seats.getByLabel("Number of seats").waitFor();
  await picture("seats", seats);

  const log = await usher.signedIn(sendpro.owner);
  const api = "/v1/accounts/sendpro-demo/users";
  const { body } = await usher.ask(sendpro.owner, "GET", `${api}?q=elif`);
  await usher.ask(sendpro.owner, "PATCH", `${api}/${body.items[0].id}`, { name: "Elif Demir" });
  await log.goto("/a/sendpro-demo/audit");
  await log.locator("[data-event]").first().click();
  await log.locator("aside.panel ins").first().waitFor();
  await picture("audit", log);

  const accounts = await usher.signedIn(operator);
  await accounts.goto("/operator");
  await accounts.locator("tbody tr").first().waitFor();
  await picture("operator", accounts);
});
