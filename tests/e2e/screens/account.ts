// The screens of an account: its users, its log, its seats, who owns it.
import type { Page } from "playwright-core";
import { connect, operator, pitneyship, postmark, sendpro, single, stamps } from "../people";
import { weir, type Made } from "./made";
import { press, refusing, saidOf, steps, until, type Shown } from "./shown";

const rows = "[data-user]";
const rui = { who: sendpro.owner, path: sendpro.users, ready: rows };
const ada = { who: stamps.owner, path: stamps.users, ready: rows };
const panelForm = "aside.panel form";
/** One is themselves in this list: not the one to open. */
const openUser = (name: string) => steps(press(`${rows} >> text=${name}`), until("aside.panel h3"));
const panel = (at: (made: Made) => string) => ({
  ...rui,
  path: (made: Made) => `${sendpro.users}/${at(made)}`,
  ready: "aside.panel h3",
});
const keys = (...all: string[]) => async (page: Page) => {
  for (const key of all) await page.keyboard.press(key);
};
const profileMenu = async (page: Page) => {
  const small = page.locator("button.round");
  await ((await small.isVisible()) ? small : page.locator("button.profile")).click();
  await page.locator("[role=menu]").waitFor();
};
const fill = (selector: string, text: string) => (page: Page) =>
  page.locator(selector).first().fill(text);
/** The server keeps nothing of one's view: the next screen is as for everybody. */
const keepingNoView = (page: Page) => page.route(/\/v1\/me\/view$/, (route) => route.fulfill({ status: 204 }));
const offline = async (page: Page) => {
  await page.context().setOffline(true);
  await page.locator(".offline").waitFor();
};
const lea = { who: pitneyship.local, path: pitneyship.users };
/** An operator looks into this account. */
const looked = { who: operator, path: weir.users, ready: "[role=region].bar" };
const programs = { who: stamps.owner, path: "/a/stamps-demo/keys", ready: "[data-service-user]" };
const making = steps(press(".card:has([data-key]) > div > .button"), until("[role=dialog] [type=radio]"));
const tick = async (page: Page) => {
  await page.locator(".row:not(.top) input[type=checkbox]").nth(1).check();
  await page.locator(".row:not(.top) input[type=checkbox]").nth(2).check();
  await page.locator(".bulk button").first().waitFor();
};

export const users: Shown[] = [
  { name: "users", ...rui },
  { name: "users, places in divisions", ...rui, who: pitneyship.owner, path: pitneyship.users },
  { name: "users, somebody with one place", ...rui, who: sendpro.local },
  { name: "users, suspended", ...rui, path: `${sendpro.users}?status=suspended` },
  { name: "users, deleted", ...rui, path: `${sendpro.users}?status=deleted` },
  { name: "users, none fits", ...rui, path: `${sendpro.users}?q=nobody+at+all`, ready: ".empty" },
  { name: "users, none in the tab", ...ada, path: `${stamps.users}?status=suspended`, ready: ".empty" },
  { name: "users, none yet", ...rui, ready: ".empty",
    before: (page) =>
      page.route(/\/v1\/accounts\/[^/]+\/users\?/, (route) =>
        route.fulfill({ json: { items: [], counts: { active: 0, invited: 0, suspended: 0, deleted: 0 } } }),
      ) },
  { name: "users, the server is busy", ...rui, ready: ".problem",
    before: refusing(/\/v1\/accounts\/[^/]+\/users\?/, 503, "store.busy") },
  { name: "users, some at home elsewhere", who: pitneyship.owner,
    path: (made) => `${pitneyship.users}?home=${made.newark}`,
    before: (page) =>
      page.route(/\/elsewhere/, async (route) => {
        const users = route.request().url().replace(/\/places\/.*/, "/users?limit=2");
        await route.fulfill({ response: await route.fetch({ url: users }) });
      }),
    ready: "section.elsewhere" },
  { name: "users, somebody from elsewhere", ...lea, ready: "section.elsewhere" },
  { name: "users, close rows and fewer columns", ...rui, desk: true, before: keepingNoView,
    then: steps(press("[role=search] [aria-haspopup=menu]"), press("[role=menuitemcheckbox] >> nth=1"),
      press("[role=menuitemradio] >> nth=-1")) },
  { name: "users, no seat left", ...rui, who: single.owner, path: single.users },
  { name: "users, the ways to add", ...rui,
    then: steps(press(".actions [aria-haspopup=menu]"), until("[role=menu]")) },
  { name: "users, a filter open", ...rui, then: steps(press(".chip"), until("[role=dialog]")) },
  { name: "users, a menu open", ...rui,
    then: steps(press(".row:nth-child(1) .more button"), until("[role=menu]")) },
  { name: "users, selected", ...rui, then: tick },
  { name: "users, moving many", ...rui,
    then: steps(tick, press(".bulk > button >> nth=-3"), until("[role=dialog] [role=combobox]")) },
  { name: "users, deleting many", ...rui,
    then: steps(tick, press(".bulk > button >> nth=-2"), until("[role=alertdialog]")) },
  { name: "users, many changed", ...rui,
    path: (made) => `${sendpro.users}?job=${made.job}`,
    then: until(".bulk button:not([aria-label])") },
  { name: "users, who was not changed", ...rui,
    path: (made) => `${sendpro.users}?job=${made.job}`,
    then: steps(press(".bulk button:not([aria-label])"), until("[role=dialog] li")) },
  { name: "users, a toast", ...rui, path: `${sendpro.users}?status=active`, then: async (page) => {
      await refusing(/\/suspension$/, 503, "store.busy")(page);
      await press(".row .more button")(page);
      await press("[role=menu] [role=menuitem] >> nth=1")(page);
      await page.locator(".toast").first().waitFor();
    } },
  { name: "user", ...panel((made) => made.elif), then: until(panelForm) },
  { name: "user, what they may do", ...panel((made) => made.elif),
    then: steps(press("aside.panel summary"), until("aside.panel details li")) },
  { name: "user, a choice open", ...panel((made) => made.elif),
    then: steps(press("aside.panel [role=combobox]"), until("[role=listbox]")) },
  { name: "user, deleting", ...rui,
    then: steps(openUser("Uli Krüger"), press(".foot .danger-plain >> nth=1"), until("[role=alertdialog]")) },
  { name: "user, deleted", ...panel((made) => made.gone) },
  { name: "user, erasing", ...panel((made) => made.gone),
    then: steps(press(".foot .danger-plain"), until("[role=alertdialog]")) },
  { name: "user, not there", ...rui, path: `${sendpro.users}/usr_0000000000000000000000000`, ready: "aside.panel h2" },
  { name: "user, invited", ...ada, then: openUser("Zoë D") },
  { name: "user, from elsewhere", ...lea, ready: "section.elsewhere",
    then: steps(press("section.elsewhere a"), until("aside.panel h3")) },
  { name: "user, a role that ends", ...ada, then: openUser("Ulrich") },
  { name: "user, the old address ended", who: postmark.owner,
    path: (made) => `${postmark.users}/${made.waiting}`, ready: "aside.panel .note button" },
  { name: "user, no address that lets them in", ...panel((made) => made.stranded),
    ready: "aside.panel .note button" },
  { name: "user, erased", who: stamps.owner, path: (made) => `${stamps.users}/${made.erased}`,
    ready: "aside.panel .note" },
  { name: "user, without a connection", ...panel((made) => made.elif),
    then: steps(until(panelForm), fill(`${panelForm} input`, "Elif Demir"), offline) },
  { name: "user, suspended", ...rui, path: `${sendpro.users}?status=suspended`, then: openUser("Samir Kim") },
  { name: "user, above the one who looks", ...rui, who: postmark.admin, path: postmark.users,
    then: openUser("Olga Petrova") },
  { name: "user, with levels and uses", ...rui, who: pitneyship.owner, path: pitneyship.users,
    then: openUser("Sam Adeyemi") },
  { name: "user, what they may use", ...rui, who: pitneyship.owner, path: pitneyship.users,
    then: steps(openUser("Sam Adeyemi"), press(".may-use button"), until("aside.panel fieldset legend")) },
  { name: "user, resetting the password", ...ada,
    then: steps(openUser("Ulrich"), press("aside.panel .acts button"), until("[role=dialog] label")) },
  { name: "user, another address", ...ada,
    then: steps(openUser("Ulrich"), press(".own-address button"), until("[role=dialog] input")) },
  { name: "user, changed by two", ...panel((made) => made.elif),
    then: async (page) => {
      await fill(`${panelForm} input`, "Elif Demir")(page);
      const { origin, pathname } = new URL(page.url());
      const user = pathname.replace("/a/", "/v1/accounts/");
      const { name } = await (await page.request.get(user)).json();
      const again = name === "Elif Aydın";  // the same name would change nothing
      await page.request.patch(user, { data: { name: again ? "Elif Kaya" : "Elif Aydın" }, headers: { origin } });
      await press(".foot .primary")(page);
      await page.locator("aside.panel fieldset[data-conflict]").waitFor();
    } },
  { name: "invite", ...rui, then: async (page) => {
      await page.keyboard.press("i");
      await fill("[role=dialog] input", "a@b.example tom@northwind")(page);
      await page.keyboard.press("Enter");
    } },
  { name: "invite, with levels and uses", ...rui, who: pitneyship.owner, path: pitneyship.users,
    then: steps(keys("i"), until("[role=dialog] input")) },
  { name: "invite, at one place", ...lea, ready: rows,
    then: steps(keys("i"), until("[role=dialog] input")) },
  { name: "invite, sent and not sent", ...rui, then: async (page) => {
      await page.keyboard.press("i");
      await page.locator("[role=dialog] input").first().fill("tom@northwind");
      await page.keyboard.press("Enter");
      await page.route(/\/invitations$/, (route) =>
        route.fulfill({ json: { sent: 1, items: [
          { email: "nadia@northwind.example", status: "sent", user: "usr_1" },
          { email: "tom@northwind", status: "not_sent", code: "email.not_an_address",
            params: { value: "tom@northwind" }, detail: saidOf("email.not_an_address") },
        ] } }));
      await fill("[role=dialog] input", "nadia@northwind.example")(page);
      await press("[role=dialog] .primary")(page);
      await page.locator("[role=dialog] .ok").waitFor();
    } },
  { name: "add a user", ...rui, path: `${sendpro.users}/new`, ready: "form" },
  { name: "add a user, with faults", ...rui, path: `${sendpro.users}/new`, ready: "form",
    then: steps(press("form .primary"), until("[aria-invalid]")) },
  { name: "add a user, with levels", ...rui, who: pitneyship.owner, path: `${pitneyship.users}/new`, ready: "form" },
  { name: "add a user, with uses", ...rui, who: postmark.admin, path: `${postmark.users}/new`, ready: "fieldset",
    then: steps(press("fieldset [type=radio] >> nth=1"), until("fieldset li")) },
  { name: "add a user, no seat left", ...rui, who: single.owner, path: `${single.users}/new`, ready: ".note" },
  { name: "add a user, not allowed", who: stamps.plain, path: `${stamps.users}/new`, ready: ".problem" },
];

export const around: Shown[] = [
  { name: "home of a plain user", who: stamps.plain, path: "/a/stamps-demo", ready: ".card" },
  { name: "leaving", who: stamps.plain, path: "/a/stamps-demo", ready: ".card",
    then: steps(profileMenu, press("[role=menuitem] >> nth=-2"), until("[role=alertdialog]")) },
  { name: "own menu", who: stamps.plain, path: "/a/stamps-demo", ready: ".card", desk: true, then: profileMenu },
  { name: "no access", who: stamps.plain, path: stamps.users, ready: ".problem" },
  { name: "no access to the log", who: stamps.plain, path: "/a/stamps-demo/audit", ready: ".problem" },
  { name: "no access to the seats", who: stamps.plain, path: "/a/stamps-demo/seats", ready: ".problem" },
  { name: "no access to ownership", who: stamps.plain, path: "/a/stamps-demo/ownership", ready: ".problem" },
  { name: "somebody else's account", who: stamps.owner, path: sendpro.users, ready: ".problem" },
  { name: "a suspended account", who: connect.owner, path: connect.users, ready: ".problem" },
  { name: "an account that asks for a new password", who: stamps.manager, path: stamps.users, ready: ".problem" },
  { name: "own menu, on a phone", who: stamps.plain, path: "/a/stamps-demo", ready: ".card",
    phone: true, then: profileMenu },
  { name: "drawer, accounts to switch to", who: stamps.manager, path: "/a/sendpro-demo", ready: ".card",
    phone: true, then: steps(press("header button"), press(".drawer .account"), until("[role=menu]")) },
  { name: "accounts to switch to", who: stamps.manager, path: "/a/sendpro-demo", ready: ".card",
    desk: true, then: steps(press(".account"), until("[role=menu]")) },
  { name: "shortcuts", ...rui, then: steps(keys("?"), until("[role=dialog]")) },
  { name: "palette", ...rui, then: steps(keys("Control+k"), until(".palette [role=option]")) },
  { name: "palette, a user", ...rui, then: steps(keys("Control+k"), until(".palette input:focus"),
      fill(".palette input", "uli@"), until(".palette [role=option] small"), keys("Enter"),
      until(".palette [role=option] >> nth=1")) },
  { name: "palette, nothing", ...rui, then: steps(keys("Control+k"), until(".palette input:focus"),
      fill(".palette input", "nothing at all"), until(".palette .none")) },
  { name: "palette, without a connection", ...rui,
    then: steps(keys("Control+k"), until(".palette input:focus"), fill(".palette input", "uli@"),
      until(".palette [role=option] small"), offline, keys("Enter"), until(".palette [role=option][aria-disabled]")) },
  { name: "drawer", ...rui, phone: true, then: steps(press("header button"), until(".drawer")) },
  { name: "no connection", ...rui, then: offline },
  { name: "a new version", ...rui,
    before: (page) =>
      page.route("**/build.txt", (route) => route.fulfill({ contentType: "text/plain", body: "/assets/x.js\n" })),
    then: steps((page) => page.evaluate(() => dispatchEvent(new Event("focus"))), until("[role=status] .button")) },
  { name: "columns and rows", ...rui, desk: true, then: steps(press("[role=search] [aria-haspopup=menu]"), until("[role=menu]")) },
  { name: "keys", ...programs },
  { name: "keys, at places", ...programs, who: pitneyship.owner, path: "/a/pitneyship-demo/keys" },
  { name: "keys, none yet", ...programs, who: sendpro.owner, path: "/a/sendpro-demo/keys", ready: ".empty" },
  { name: "keys, the server is busy", ...programs, ready: ".problem",
    before: refusing(/\/v1\/.*\/service-users\?/, 503, "store.busy") },
  { name: "keys, a new service user", ...programs,
    then: steps(press(".actions button"), press("[role=dialog] [type=submit]"), until("[aria-invalid]")) },
  { name: "keys, a new service user at a place", ...programs, who: pitneyship.owner, path: "/a/pitneyship-demo/keys",
    then: steps(press(".actions button"), until("[role=dialog] [role=combobox]")) },
  { name: "keys, a name that is taken", ...programs,
    then: steps(press(".actions button"), fill("[role=dialog] input", "Monthly report"),
      press("[role=dialog] [type=submit]"), until("[aria-invalid]")) },
  { name: "keys, changed by two", ...programs,
    then: async (page) => {
      await press(".card:has([data-key]) .top button")(page);
      await fill("[role=dialog] input", "Shop")(page);
      const { origin, pathname } = new URL(page.url());
      const all = pathname.replace("/a/", "/v1/accounts/").replace("/keys", "/service-users");
      const user = await page.locator("[data-service-user]:has([data-key])").first().getAttribute("data-service-user");
      await page.request.patch(`${all}/${user}`, { data: { name: `Shop system ${Date.now() % 1000}` }, headers: { origin } });
      await press("[role=dialog] [type=submit]")(page);
      await page.locator("[data-conflict]").waitFor();
    } },
  { name: "keys, making one", ...programs, then: making },
  { name: "keys, making one that may only some", ...programs,
    then: steps(making, press("[role=dialog] [type=radio] >> nth=1"), until("[role=dialog] [type=checkbox]"),
      press("[role=dialog] [type=submit]")) },
  { name: "keys, making one at a place", ...programs, who: pitneyship.owner, path: "/a/pitneyship-demo/keys", then: making },
  { name: "keys, shown once", ...programs,
    before: (page) =>
      page.route(/\/v1\/.*\/keys$/, (route) =>
        route.fulfill({ status: 201, json: { id: "key_0000000000000000000000000", key: `ush_${"k7Qw2xTz".repeat(6)}` } }),
      ),
    then: steps(making, fill("[role=dialog] input", "Nightly orders"), press("[role=dialog] [type=submit]"),
      until("[role=dialog] code")) },
  { name: "keys, rotating", ...programs, then: steps(press("[data-key] button"), until("[role=dialog] .primary")) },
  { name: "keys, ending", ...programs, then: steps(press("[data-key] .danger-plain"), until("[role=alertdialog]")) },
  { name: "keys, deleting a service user", ...programs,
    then: steps(press(".card:has([data-key]) .top .danger-plain"), until("[role=alertdialog]")) },
  { name: "user, whose keys stop", who: stamps.owner, path: (made) => `${stamps.users}/${made.ulf}`,
    ready: "aside.panel .stopping" },
  { name: "user, deleting one whose keys stop", who: stamps.owner, path: (made) => `${stamps.users}/${made.ulf}`,
    ready: "aside.panel .stopping", then: steps(press(".foot .danger-plain >> nth=1"), until("[role=alertdialog]")) },
  { name: "seats", who: stamps.owner, path: "/a/stamps-demo/seats", ready: ".card form" },
  { name: "seats, too few", who: stamps.owner, path: "/a/stamps-demo/seats", ready: ".card form",
    then: steps(fill("form input", "1"), press("form button[type=submit]"), until("[aria-invalid]")) },
  { name: "seats, another plan", who: stamps.owner, path: "/a/stamps-demo/seats", ready: "fieldset",
    then: press("[type=radio]:not(:checked)") },
  { name: "seats, of the provider", who: sendpro.owner, path: "/a/sendpro-demo/seats", ready: ".card" },
  { name: "seats, the server is busy", who: stamps.owner, path: "/a/stamps-demo/seats", ready: ".problem",
    before: refusing(/\/v1\/.*\/seats$/, 503, "store.busy") },
  { name: "ownership", who: postmark.owner, path: "/a/postmark-demo/ownership", ready: "form" },
  { name: "ownership, handing on", who: postmark.owner, path: "/a/postmark-demo/ownership", ready: "form",
    then: steps(press("[role=combobox]"), press("[role=option]"), until("input[type=password]"),
      press("form button[type=submit]"), until("[aria-invalid]")) },
  { name: "ownership, closing", who: postmark.owner, path: "/a/postmark-demo/ownership", ready: ".card >> nth=1",
    then: steps(press(".card:last-child button"), until("input[type=password]")) },
  { name: "audit log", who: sendpro.owner, path: "/a/sendpro-demo/audit", ready: "[data-event]" },
  { name: "audit log, nothing fits", who: sendpro.owner,
    path: "/a/sendpro-demo/audit?text=nobody+at+all", ready: ".empty" },
  { name: "audit log, the server is busy", who: sendpro.owner, path: "/a/sendpro-demo/audit",
    ready: ".problem", before: refusing(/\/v1\/.*\/audit(\?|$)/, 503, "store.busy") },
  { name: "audit log, filtered", who: stamps.owner,
    path: "/a/stamps-demo/audit?act=users.edit,users.invite&from=2026-01-01", ready: "[data-event]",
    then: steps(press(".chip.set"), until("[role=dialog] li")) },
  { name: "audit log, an event", who: stamps.owner, path: "/a/stamps-demo/audit?act=users.edit",
    ready: "[data-event]", then: steps(press("[data-event]"), until("aside.panel ins")) },
  { name: "audit log, of somebody erased", who: stamps.owner,
    path: (made) => `/a/stamps-demo/audit?target=${made.erased}`, ready: "[data-event]",
    then: steps(press("[data-event] >> nth=-1"), until("aside.panel .note")) },
  { name: "audit log, of one place", who: pitneyship.local, path: "/a/pitneyship-demo/audit",
    ready: "[data-event]" },
  { name: "audit log, not there", who: stamps.owner,
    path: "/a/stamps-demo/audit/evt_0000000000000000000000000", ready: "aside.panel h2" },
  { name: "audit log, taking it along", who: stamps.owner, path: "/a/stamps-demo/audit",
    ready: "[data-event]", then: steps(press(".actions [aria-haspopup=menu]"), until("[role=menu]")) },
  { name: "audit log, verified", who: stamps.owner, path: "/a/stamps-demo/audit",
    ready: "[data-event]", then: steps(press(".actions button"), until("[role=dialog] .ok")) },
  { name: "support, seen by the account", ...looked, who: weir.owner },
  { name: "support, in the users", ...looked },
  { name: "support, at a user", ...looked, then: openUser("Wim") },
  { name: "support, in the log", ...looked, path: "/a/weir/audit", then: until("[data-event]") },
  { name: "support, the end is refused", ...looked,
    before: refusing(/\/support\/[^/]+$/, 503, "store.busy"),
    then: steps(press("[role=region].bar button"), until("[role=region].bar [role=alert]")) },
];
