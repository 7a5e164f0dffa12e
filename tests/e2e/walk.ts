// What the walks through the products' own help pages share: one signs in by the form, presses what
// the page says, and follows the mails that a real SMTP server took.
import type { Page } from "playwright-core";
import { faultsOfLetter, sideways } from "./axe";
import type { Mail, Screen, Usher } from "./harness";
import { sendpro, stamps } from "./people";

export const good = "mossy lantern at noon";
export const day = 86_400_000;

/** Signs in by the form and stands where the product's menu would lead: the account. */
export async function enter(usher: Usher, email: string, password?: string, screen?: Screen) {
  const page = await usher.page(screen);
  await page.goto("/");
  await signIn(page, email, password ?? usher.password(email));
  await page.waitForURL("**/a/**");
  return page;
}

export async function signIn(page: Page, email: string, password: string) {
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The menu's entry of that name. */
export async function menu(page: Page, name: string | RegExp) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

export const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
export const panel = (page: Page, name: string) => page.getByRole("complementary", { name });

/** "Select the user from the Users page": the panel beside the list. */
export async function select(page: Page, name: string) {
  await page.getByRole("link", { name, exact: true }).click();
  await panel(page, name).getByRole("heading", { name }).waitFor();
  return panel(page, name);
}

/** Chooses in a list that opens; several stay open until Escape. */
export async function choose(page: Page, label: string | RegExp, choice: string | RegExp) {
  const name = typeof label === "string" ? new RegExp(`^${label}`) : label;
  await page.getByRole("combobox", { name }).click();
  const wanted = typeof choice === "string" ? new RegExp(`^${choice}`) : choice;
  await page.getByRole("option", { name: wanted }).first().click();
  await page.keyboard.press("Escape");
}

/** *Add users*, and one of its two ways. */
export async function adding(page: Page, way: "Invite by e-mail" | "Add one user") {
  await page.getByRole("button", { name: "Add users" }).click();
  await page.getByRole("menuitem", { name: new RegExp(way) }).click();
}

/**
 * Opens the newest mail of that subject as a mail program shows it, and follows its button.
 * Returns the page that it leads to.
 */
export async function follow(
  usher: Usher,
  to: string,
  mail: { subject: string; button: string; nth?: number; screen?: Screen },
): Promise<Page> {
  const letter = await arrived(usher, to, mail.subject, mail.nth ?? 1);
  const page = await usher.page(mail.screen);
  await readable(page, letter);
  const button = page.getByRole("link", { name: mail.button });
  const href = await button.getAttribute("href");
  if (!href || !letter.text.includes(href)) throw new Error("text and HTML lead elsewhere");
  await page.emulateMedia({ colorScheme: mail.screen?.dark ? "dark" : "light" });
  await page.goto(href);
  return page;
}

/** Shows a letter, which everybody can read: in both lights, on a phone too. */
async function readable(page: Page, letter: Mail): Promise<void> {
  const usual = page.viewportSize();
  await page.setContent(letter.html);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await faultsOfLetter(page);
    if (found.length) throw new Error(`"${letter.subject}", ${colorScheme}: ${found.join("\n")}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  if ((await sideways(page)) > 0) throw new Error(`"${letter.subject}" sticks out on a phone`);
  if (usual) await page.setViewportSize(usual);
}

/** The mail number `nth` of that subject to somebody, once it is there. */
export async function arrived(usher: Usher, to: string, subject: string, nth = 1) {
  for (let tries = 0; tries < 150; tries++) {
    const found = (await usher.mails(to)).filter((one) => one.subject === subject)[nth - 1];
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  const all = (await usher.mails(to)).map((one) => one.subject).join(" | ");
  throw new Error(`no mail number ${nth} "${subject}" to ${to}, only: ${all}`);
}

/** Follows the activation mail, and sets name (if asked) and password. */
export async function join(usher: Usher, to: string, account: string, product: string, name = "") {
  const subject = `Join ${account} on ${product}`;
  const page = await follow(usher, to, { subject, button: "Accept the invitation" });
  await page.getByRole("heading", { name: `Join ${account}` }).waitFor();
  if (name) await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Choose a password").fill(good);
  await page.getByRole("button", { name: `Join ${account}` }).click();
  await page.waitForURL("**/a/**");
  return page;
}

/** Max, who manages the users of Fernhill Crafts, joins Northwind Retail as a user, once; stands there. */
export async function withSecondAccount(usher: Usher) {
  const invited = { emails: [stamps.manager], roles: [{ role: "user" }] };
  const sent = await usher.ask(sendpro.owner, "POST", "/v1/accounts/sendpro-demo/invitations", invited);
  const joined = sent.body.items?.[0]?.code === "users.exists";
  if (sent.body.sent !== 1 && !joined) throw new Error(`not invited: ${JSON.stringify(sent.body)}`);
  const page = await usher.signedIn(stamps.manager);
  if (joined) {
    await page.goto("/a/sendpro-demo");
  } else {
    await page.goto(await usher.link(stamps.manager));
    await page.getByLabel("Your name").fill("Max Lindqvist");
    await page.getByRole("button", { name: "Join Northwind Retail" }).click();
  }
  await page.getByRole("heading", { name: "Northwind Retail" }).waitFor();
  return page;
}
