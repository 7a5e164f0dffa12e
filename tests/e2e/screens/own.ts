// The screens before and beside any account: the way in, a person's own pages, the operators'.
import type { Page } from "playwright-core";
import { spoken } from "../harness";
import { connect, operator, pitneyship, postmark, sendpro, stamps } from "../people";
import { press, refusing, saidOf, steps, until, type Shown } from "./shown";

const wrong = until("[aria-invalid]");

export const ways: Shown[] = [
  { name: "sign-in", path: "/sign-in", ready: "form" },
  { name: "sign-in, with faults", path: "/sign-in", ready: "form", then: steps(press("[type=submit]"), wrong) },
  { name: "sign-in, refused", path: "/sign-in", ready: "form",
    before: refusing(/\/v1\/sign-in$/, 401, "signin.wrong"),
    then: async (page) => {
      await page.locator("[type=email]").fill("ada@stamps.example");
      await page.locator("[type=password]").fill("not it");
      await page.locator("[type=submit]").click();
      await page.locator("[role=alert].shown").waitFor();
    } },
  { name: "sign-in, no longer signed in", who: stamps.owner, path: stamps.users, ready: ".card form",
    before: refusing(/\/v1\/accounts\/stamps-demo\/users/, 401, "signin.needed") },
  { name: "forgot", path: "/forgot", ready: "form" },
  { name: "forgot, with a fault", path: "/forgot", ready: "form", then: steps(press("[type=submit]"), wrong) },
  { name: "forgot, asked", path: "/forgot", ready: "form",
    then: async (page) => {
      await page.locator("[type=email]").fill("nobody@sendpro.example");
      await page.locator("[type=submit]").click();
      await page.locator("p[role=status]").waitFor();
    } },
  { name: "reset", path: (made) => made.reset, ready: "form" },
  { name: "reset, with a fault", path: (made) => made.reset, ready: "form", then: steps(press("[type=submit]"), wrong) },
  { name: "reset, ended", path: "/reset#usher_nothing", ready: ".card .primary" },
  { name: "join", path: (made) => made.join, ready: "form" },
  { name: "join, with faults", path: (made) => made.joinLate, ready: "form", then: steps(press("[type=submit]"), wrong) },
  { name: "join, a known address", path: (made) => made.joinKnown, ready: "form" },
  { name: "join, signed in", who: stamps.owner, path: (made) => made.joinKnown, ready: "form" },
  { name: "join, proving who is there", who: stamps.owner, path: (made) => made.joinKnown, ready: "form",
    before: refusing(/\/v1\/join$/, 403, "signin.proof_needed"),
    then: async (page) => {
      const name = page.locator("form input:visible").first();
      if (await name.isVisible()) await name.fill("Ada Okafor");
      await page.locator("[type=submit]").click();
      await page.locator("[type=password]").waitFor();
    } },
  { name: "join, as somebody else", who: sendpro.local, path: (made) => made.joinKnown, ready: ".card .primary" },
  { name: "join, another address", path: (made) => made.joinChange, ready: "form" },
  { name: "join, as an operator", path: (made) => made.joinOperator, ready: "form" },
  { name: "join, withdrawn", path: (made) => made.joinWithdrawn, ready: ".card a.button" },
  { name: "join, ended", path: "/join#usher_nothing", ready: ".card .primary" },
  { name: "join, no answer", path: (made) => made.join, ready: ".card .primary",
    before: (page) => page.route(/\/v1\/join\/look$/, (route) => route.abort()) },
  { name: "confirm address", who: postmark.plain, path: (made) => made.confirm, ready: ".card .primary" },
  { name: "confirm address, signed out", path: (made) => made.confirm, ready: "form" },
  { name: "confirm address, somebody else", who: stamps.owner, path: (made) => made.confirm, ready: ".card .primary" },
  { name: "confirm address, ended", who: stamps.owner, path: "/confirm-address#usher_nothing", ready: ".card .primary" },
  { name: "stop address", path: (made) => made.stop, ready: ".card .danger" },
  { name: "stop address, ended", path: "/stop-address#usher_nothing", ready: ".card .primary" },
  { name: "nothing here", path: "/no/such/page", ready: ".problem" },
  { name: "start, several accounts", who: stamps.manager, path: "/", ready: "li" },
  { name: "start, shut out", who: connect.owner, path: "/", ready: ".shut" },
  { name: "start, the server is busy", who: stamps.manager, path: "/", ready: ".problem",
    before: async (page) => {
      await refusing(/\/v1\/me$/, 503, "store.busy")(page);
      await page.route(/\/$/, async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replace(/id="boot">[^<]*</, 'id="boot">{}<');
        const speak = spoken.get(page.context()) ?? ((text: string) => text);
        await route.fulfill({ response: answer, body: speak(body) });
      });
    } },
];

export const own: Shown[] = [
  { name: "profile", who: stamps.manager, path: "/me/profile?account=sendpro-demo", ready: "form >> nth=1" },
  { name: "profile, an account that is shut", who: stamps.manager, path: "/me/profile?account=stamps-demo", ready: "form" },
  { name: "profile, with own fields", who: pitneyship.plain, path: "/me/profile", ready: "form >> nth=1" },
  { name: "security", who: postmark.plain, path: "/me/security", ready: "li" },
  { name: "security, with faults", who: postmark.plain, path: "/me/security", ready: "li",
    then: steps(press("form [type=submit]"), wrong) },
  { name: "security, another address", who: postmark.plain, path: "/me/security", ready: "h3",
    then: steps(press("h3 >> xpath=../.. >> button >> nth=-1"), until("[type=email]")) },
  { name: "own accounts", who: stamps.manager, path: "/me/accounts", ready: "li" },
];

const support = "form:has([maxlength='1'])";
const sendproAccount = { who: operator, path: "/operator/accounts/sendpro-demo", ready: support };
const givesSupport = steps(
  (page) => page.locator(`${support} input`).first().fill("Ticket 4711"),
  press(`${support} [type=submit]`),
);
/** Reading goes on: what is sent is refused. */
const refusingToSend = (pattern: RegExp, status: number, code: string) => (page: Page) =>
  page.route(pattern, (route) =>
    route.request().method() === "GET"
      ? route.fallback()
      : route.fulfill({
          status,
          contentType: "application/problem+json",
          body: JSON.stringify({ status, code, detail: saidOf(code), request: "req_0123456789" }),
        }),
  );

export const console: Shown[] = [
  { name: "operator", who: operator, path: "/operator", ready: "tbody tr" },
  { name: "operator, none fits", who: operator, path: "/operator?q=nothing+at+all", ready: ".empty" },
  { name: "operator, opening an account", who: operator, path: "/operator", ready: "table",
    then: steps(press(".actions .primary"), until("[role=dialog] form"), press("[role=dialog] .primary"), wrong) },
  { name: "operator, one account", who: operator, path: "/operator/accounts/sendpro-demo", ready: "form" },
  { name: "operator, one nobody joined yet", who: operator, path: "/operator/accounts/kiln-co", ready: "form" },
  { name: "operator, a suspended account", who: operator, path: "/operator/accounts/connect-demo", ready: "form" },
  { name: "operator, a closed account", who: operator, path: "/operator/accounts/old-mill", ready: ".card >> nth=1" },
  { name: "operator, an account not there", who: operator, path: "/operator/accounts/nothing", ready: ".problem" },
  { name: "operator, jobs", who: operator, path: "/operator/jobs?state=done", ready: "li strong" },
  { name: "operator, no jobs", who: operator, path: "/operator/jobs?state=failed", ready: ".empty" },
  { name: "operator, people", who: operator, path: "/operator/operators", ready: "li" },
  { name: "operator, health", who: operator, path: "/operator/health", ready: "[data-health] li" },
  { name: "operator, health cannot be read", who: operator, path: "/operator/health", ready: ".problem",
    before: refusing(/\/v1\/health$/, 503, "store.busy") },
  { name: "operator, product keys", who: operator, path: "/operator/keys", ready: "li" },
  { name: "operator, making a key with faults", who: operator, path: "/operator/keys", ready: "form",
    then: steps(press("form .primary"), wrong) },
  { name: "operator, ending a key", who: operator, path: "/operator/keys", ready: "li",
    then: steps(press("li .danger-plain"), until("[role=alertdialog]")) },
  { name: "operator, not one", who: stamps.owner, path: "/operator", ready: ".problem" },
  { name: "operator, the server is busy", who: operator, path: "/operator", ready: ".problem",
    before: refusing(/\/v1\/accounts(\?|$)/, 503, "store.busy") },
  { name: "operator, suspending without a reason", ...sendproAccount,
    then: steps(press("form .danger"), wrong) },
  { name: "operator, closing", ...sendproAccount,
    then: steps(press("main .danger-plain"), press("form .danger"), until("[aria-invalid] >> nth=1")) },
  { name: "operator, support with faults", ...sendproAccount,
    then: steps((page) => page.locator(`${support} input`).nth(1).fill("9"),
      press(`${support} [type=submit]`), wrong) },
  { name: "operator, support is refused", ...sendproAccount,
    before: refusingToSend(/\/support$/, 503, "store.busy"),
    then: steps(givesSupport, until("[role=alert].shown")) },
  { name: "operator, support asks for the password", ...sendproAccount,
    before: refusingToSend(/\/support$/, 403, "signin.proof_needed"),
    then: steps(givesSupport, until("[role=dialog] [type=password]")) },
  { name: "operator, support in force", ...sendproAccount, path: "/operator/accounts/weir",
    then: until("li .buttons a") },
  { name: "operator, support cannot be read", ...sendproAccount,
    before: refusing(/\/support$/, 503, "store.busy"), then: until("[role=alert].shown") },
  { name: "operator, jobs that failed", who: operator, path: "/operator/jobs?state=failed", ready: "li strong",
    before: (page) =>
      page.route(/\/v1\/jobs\?/, (route) =>
        route.fulfill({ json: { waiting: 3, failed: 12_000, next: "more", items: [
          { id: "job_1", kind: "mail", letter: "mail.invitation", to: "wanda@granite.example",
            account: "connect-demo", state: "failed", attempts: 8, due: "2026-11-20T08:00:00Z",
            ended: "2026-11-20T08:00:00Z", error: "550 5.1.1 <wanda@granite.example>: no such user here" },
        ] } }),
      ) },
  { name: "operator, jobs, the server is busy", who: operator, path: "/operator/jobs", ready: ".problem",
    before: refusing(/\/v1\/jobs\?/, 503, "store.busy") },
  { name: "operator, inviting with a fault", who: operator, path: "/operator/operators", ready: "li",
    then: steps(press("form [type=submit]"), wrong) },
  { name: "operator, removing one", who: operator, path: "/operator/operators", ready: "li .danger-plain",
    then: steps(press("li .danger-plain >> nth=-1"), until("[role=alertdialog]")) },
  { name: "operator, people, the server is busy", who: operator, path: "/operator/operators",
    ready: ".problem", before: refusing(/\/v1\/operators$/, 503, "store.busy") },
];
