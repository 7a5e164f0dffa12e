// What operators do beside opening accounts: look after the queue, look into an account that asks
// for help.
import { describe, expect, it } from "vitest";
import { faults } from "./axe";
import { startUsher, Usher, usher } from "./harness";
import { operator, stamps } from "./people";
import { MailServer } from "./smtp";
import { adding, arrived, enter, join, menu, signIn } from "./walk";

let smtp: MailServer;
startUsher(async () => {
  smtp = await MailServer.start();
  return Usher.start(smtp);
});

describe("the queue", () => {
  it("R7: a refused mail waits with its reason until an operator has it tried again", async () => {
    const to = "wanda@fernhill.example";
    smtp.switches({ refuse: { [to]: "550 5.1.1 No such user here" } });
    const ada = await enter(usher, stamps.owner);
    await menu(ada, "Users");
    await adding(ada, "Add one user");
    await ada.getByLabel("First name").fill("Wanda");
    await ada.getByLabel("E-mail").fill(to);
    await ada.getByRole("button", { name: "Send invitation" }).click();
    await ada.getByText("An invitation to Wanda is on its way").first().waitFor();

    const page = await usher.page();
    await page.goto("/operator");
    await signIn(page, operator, usher.password(operator));
    await page.getByRole("link", { name: "Mail & jobs" }).click();
    await page.getByRole("navigation", { name: "Which jobs" }).getByRole("link", { name: /^Failed/ }).click();
    const failed = page.getByRole("listitem").filter({ hasText: to });
    await expect
      .poll(async () => {
        await page.getByRole("button", { name: "Refresh" }).click();
        return failed.count();
      })
      .toBe(1);
    await failed.getByText("Invitation", { exact: true }).waitFor();
    await failed.getByText("stamps-demo").waitFor();
    await failed.getByText(/550.*No such user here/).waitFor();
    expect(await page.getByText("/join#").count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    expect(await usher.mails(to)).toEqual([]);

    // Refused once more: it stays.
    await failed.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/is tried again now/).first().waitFor();
    await expect
      .poll(async () => {
        await page.getByRole("button", { name: "Refresh" }).click();
        return failed.count();
      })
      .toBe(1);

    smtp.switches({});
    await failed.getByRole("button", { name: "Try again" }).click();
    await arrived(usher, to, "Join Fernhill Crafts on Stamps.com");
    await expect
      .poll(async () => {
        await page.getByRole("button", { name: "Refresh" }).click();
        return failed.count();
      })
      .toBe(0);
    await page.getByText("Nothing has failed.").waitFor();
    const wanda = await join(usher, to, "Fernhill Crafts", "Stamps.com");
    for (const one of [ada, page, wanda]) await one.context().close();
  });
});

describe("support access", () => {
  it("RT26: is begun with a reason, stands above each page of the account, ends, and is in its log", async () => {
    const ada = await enter(usher, stamps.owner);
    const page = await usher.page();
    await page.goto("/operator");
    await signIn(page, operator, usher.password(operator));
    await page.getByRole("link", { name: "Fernhill Crafts" }).click();
    await page.getByRole("heading", { name: "Support access" }).waitFor();
    // Nothing of the account is seen before.
    expect((await page.request.get("/v1/accounts/stamps-demo/users")).status()).toBe(404);

    // Without a reason nothing begins, and the page says so.
    await page.getByRole("button", { name: "Look into the account" }).click();
    await page.getByText("Type the reason.").waitFor();
    const form = page.locator("form", { has: page.getByLabel("Hours") });
    await form.getByLabel("Reason").fill("Ticket 4711: lists look empty");
    await form.getByLabel("Hours").fill("2");
    // A sign-in of long ago does not do: the password is asked for once more.
    await usher.later(11 * 60_000);
    await page.getByRole("button", { name: "Look into the account" }).click();
    const proof = page.getByRole("dialog");
    await proof.getByLabel("Password", { exact: true }).fill(usher.password(operator));
    await proof.getByRole("button", { name: "Go on" }).click();
    await page.getByText("You may look into Fernhill Crafts").first().waitFor();

    // The account under the bar: to be read, and nothing to be done.
    await page.getByRole("link", { name: "Go to the users" }).click();
    const bar = page.getByRole("region", { name: "Support access" });
    await bar.getByText(/You look into this account until .*Ticket 4711: lists look empty/).waitFor();
    await page.getByRole("link", { name: "Ulf Björnsson" }).waitFor();
    expect(await page.getByRole("button", { name: "Add users" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Actions/ }).count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    await menu(page, "Audit log");
    await bar.waitFor();

    // Its administrators see who looks in, and why.
    await ada.reload();
    const theirs = ada.getByRole("region", { name: "Support access" });
    await theirs.getByText(/of your provider can see the users and the audit log until .*Ticket 4711/).waitFor();
    // The top role may end it at once; here the operator does.
    expect(await theirs.getByRole("button", { name: "End access" }).count()).toBe(1);

    // Who one is is asked for by the page, not for every row that is opened.
    const known = page.waitForResponse((one) => one.url().includes("/v1/me?"));
    await menu(page, "Users");
    await known;
    const asked: string[] = [];
    page.on("request", (one) => one.url().includes("/v1/me?") && asked.push(one.url()));
    for (const name of ["Ulf Björnsson", "Max Lindqvist"]) {
      await page.getByRole("link", { name }).click();
      await page.getByRole("complementary", { name }).waitFor();
    }
    expect(asked).toEqual([]);

    await bar.getByRole("button", { name: "End access" }).click();
    await page.waitForURL("**/operator/accounts/stamps-demo");
    await page.getByText(/Ticket 4711: lists look empty/).waitFor();
    expect(await page.getByRole("link", { name: "Go to the users" }).count()).toBe(0);
    expect((await page.request.get("/v1/accounts/stamps-demo/users")).status()).toBe(404);

    await menu(ada, "Audit log");
    await ada.getByRole("region", { name: "Support access" }).waitFor({ state: "detached" });
    await ada.getByRole("link", { name: /ended support access to the account/ }).waitFor();
    await ada.getByRole("link", { name: /opened support access to the account/ }).click();
    await ada.getByText("Ticket 4711: lists look empty").locator("visible=true").first().waitFor();
    for (const one of [ada, page]) await one.context().close();
  });

  it("RT26: does not stand on where the other side has ended it", async () => {
    const given = { reason: "Ticket 4712: a role is missing", hours: 1 };
    const page = await usher.signedIn(operator);
    const answer = await usher.ask(operator, "POST", "/v1/accounts/stamps-demo/support", given);
    expect(answer.status).toBe(200);
    await page.goto(stamps.users);
    const bar = page.getByRole("region", { name: "Support access" });
    await bar.getByText(/You look into this account until .*Ticket 4712/).waitFor();
    const { operator: mine } = answer.body.items[0];
    const ended = await usher.ask(stamps.owner, "DELETE", `/v1/accounts/stamps-demo/support/${mine}`);
    expect(ended.status).toBe(200);
    await menu(page, "Audit log");
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    expect(await bar.count()).toBe(0);
    expect(await page.getByRole("link", { name: "Ulf Björnsson" }).count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    await page.getByRole("link", { name: "Go to the start" }).click();
    await page.waitForURL("**/operator");
    await page.getByRole("heading", { name: "Accounts" }).waitFor();
    await page.context().close();
  });
});
