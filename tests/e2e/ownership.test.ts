// Handing an account on, leaving and closing one, its seats and plan, and the operators' console.
import { describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { operator, postmark, sendpro, stamps } from "./people";

startUsher();

describe("seats and plan", () => {
  it("ST2: seats are added, and removed down to those in use", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto("/a/stamps-demo/seats");
    const field = page.getByLabel("Number of seats");
    await field.fill("2");
    await page.getByRole("button", { name: "Remove 3 seats" }).click();
    await page.getByText("4 seats are in use. Keep at least as many.").waitFor();
    // Said once.
    expect(await page.getByText(/^At least/).count()).toBe(0);
    await field.fill("6");
    await page.getByText("At least 4: those in use.").waitFor();
    await page.getByRole("button", { name: "Add 1 seat" }).click();
    await page.getByText("The account has 6 seats now").first().waitFor();
    await page.getByText(/changed the seats from 5 to 6/).waitFor();
    await page.context().close();
  });

  it("RT52: another plan says what it hides and what becomes of the seats, and hides it", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto("/a/stamps-demo/seats");
    await page.getByRole("radio", { name: /^Pro/ }).check();
    await page.getByText(/The change hides: Reports/).waitFor();
    await page.getByText("Your 6 seats stay.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Change to Pro" }).click();
    await page.getByText("Your plan is Pro now").first().waitFor();
    await page.getByText(/changed the plan from Premier to Pro/).waitFor();
    await page.getByRole("radio", { name: /^Premier/ }).check();
    await page.getByRole("button", { name: "Change to Premier" }).click();
    await page.getByText("Your plan is Premier now").first().waitFor();
    await page.context().close();
  });

  it("SO2: where the plan is the provider's, a link leads to plans", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto("/a/sendpro-demo/seats");
    await page.getByRole("radio", { name: /^Multi user/ }).waitFor();
    const link = page.getByRole("link", { name: "See plans" });
    expect(await link.getAttribute("href")).toBe("https://example.com/sendpro/upgrade");
    expect(await page.getByLabel("Number of seats").count()).toBe(0);
    expect(await page.getByRole("radio", { name: /^Multi user/ }).isDisabled()).toBe(true);
    await page.context().close();
  });
});

describe("the operators' console", () => {
  it("RT26: an account is found, suspended and opened again", async () => {
    const page = await usher.signedIn(operator);
    await page.goto("/operator");
    await page.getByLabel("Name or slug").fill("north");
    await page.getByRole("link", { name: "Northwind Retail" }).click();
    await page.getByRole("heading", { name: "Northwind Retail" }).waitFor();
    await page.getByRole("button", { name: "Suspend account" }).click();
    await page.getByText("Type the reason.").waitFor();
    const why = "The account’s administrators read it in their mail and audit log.";
    await page.getByRole("textbox", { description: new RegExp(`${why.replace("’", ".")}`) }).fill("Unpaid since March");
    await page.getByRole("button", { name: "Suspend account" }).click();
    await page.getByText("Northwind Retail is suspended").first().waitFor();

    const lin = await usher.signedIn(sendpro.local);
    await lin.goto(sendpro.users);
    await lin.getByRole("heading").first().waitFor();
    expect(await lin.locator("[data-user]").count()).toBe(0);
    await page.getByRole("button", { name: "Open again" }).click();
    await page.getByText("Northwind Retail is open again").first().waitFor();
    await lin.goto(sendpro.users);
    await lin.locator("[data-user]").first().waitFor();
    await lin.context().close();

    await page.getByLabel("Number of seats").fill("3");
    await page.getByRole("button", { name: "Set plan and seats" }).click();
    await page.getByText(/seats are in use/).waitFor();
    await page.getByLabel("Number of seats").fill("120");
    await page.getByRole("button", { name: "Set plan and seats" }).click();
    await page.getByText("Plan and seats of Northwind Retail are set").first().waitFor();
    await page.context().close();
  });

  it("RT26: an account that nobody joined has a seat at least, and a plan when it is closed, too", async () => {
    const mill = { name: "Mill", slug: "mill", blueprint: "stamps", owner: { email: "o@mill.example" } };
    expect((await usher.ask(operator, "POST", "/v1/accounts", mill)).status).toBe(201);
    const page = await usher.signedIn(operator);
    await page.goto("/operator/accounts/mill");
    await page.getByText(/^At least 1/).waitFor();
    await usher.ask(operator, "PUT", "/v1/accounts/mill/closing", { reason: "Asked for" });
    await page.reload();
    await page.getByText("Closed", { exact: true }).waitFor();
    const fact = page.locator("dl div").filter({ has: page.getByText("Plan", { exact: true }) });
    expect(await fact.textContent()).toMatch(/Pro/);
    expect(await page.getByLabel("Number of seats").count()).toBe(0);
    await page.context().close();
  });

  it("RT26: jobs that are alike are told apart, and nobody is invited while the operators cannot be read", async () => {
    const origin = { origin: usher.url };
    const page = await usher.signedIn(operator);
    for (const email of ["a@nobody.example", "b@nobody.example"]) {
      await page.request.post("/v1/forgot", { data: { email }, headers: origin });
    }
    await page.goto("/operator/jobs?state=done");
    const rows = page.getByRole("listitem").filter({ hasText: "Link for a new password" });
    await expect
      .poll(async () => {
        await page.getByRole("button", { name: "Refresh" }).click();
        return new Set(await rows.locator("code").allTextContents()).size;
      })
      .toBe(2);
    await page.route("**/v1/operators", (route) => route.fulfill({ status: 503, json: { code: "store.busy" } }));
    await page.getByRole("link", { name: "Operators" }).click();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    expect(await page.getByLabel("E-mail").count()).toBe(0);
    await page.unrouteAll();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByLabel("E-mail").waitFor();
    await page.context().close();
  });

  it("RT26: the first user's address is corrected, and the mail is seen in the queue", async () => {
    const page = await usher.signedIn(operator);
    await page.goto("/operator");
    await page.getByRole("button", { name: "Open an account" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the account").fill("Kiln & Co");
    await dialog.getByRole("combobox", { name: /^Product/ }).click();
    await page.getByRole("option", { name: "Stamps.com" }).click();
    await dialog.getByLabel("E-mail of the first user").fill("wrong@kiln.example");
    await dialog.getByRole("button", { name: "Open an account" }).click();
    await page.getByRole("link", { name: "Kiln & Co" }).click();
    await page.getByLabel("E-mail").fill("right@kiln.example");
    await page.getByRole("button", { name: "Correct and send" }).click();
    await page.getByText("A new link to right@kiln.example is on its way").first().waitFor();
    await usher.link("right@kiln.example");
    await page.getByRole("link", { name: "Mail & jobs" }).click();
    await page.getByRole("link", { name: "Done" }).click();
    await page.getByRole("link", { name: "kiln-co" }).first().waitFor();
    await page.getByRole("link", { name: "Operators" }).click();
    await page.getByLabel("E-mail").fill("second@usher.example");
    await page.getByRole("button", { name: "Invite an operator" }).click();
    await page.getByText("A mail to second@usher.example is on its way").first().waitFor();
    await usher.link("second@usher.example");
    await page.context().close();
  });
});

describe("ownership", () => {
  it("R1: the last administrator cannot leave, and is told why", async () => {
    const page = await usher.signedIn(stamps.owner);
    await page.goto("/a/stamps-demo/users");
    await page.locator("button.profile").click();
    await page.getByRole("menuitem", { name: "Leave this account" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Leave Fernhill Crafts?" });
    await dialog.getByRole("button", { name: "Leave Fernhill Crafts" }).click();
    await dialog.getByText(/last active Admin/).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.context().close();
  });

  it("PM4: the owner hands on with password and name, and becomes Admin", async () => {
    const page = await usher.signedIn(postmark.owner);
    await page.goto("/a/postmark-demo/users");
    await page.getByRole("link", { name: "Ownership" }).click();
    await page.getByRole("heading", { name: "Hand the account on" }).waitFor();
    await page.getByRole("combobox", { name: /^New owner/ }).click();
    expect(await page.getByRole("option").count()).toBe(1);
    await page.getByRole("option", { name: /Ann Whitaker/ }).click();
    await page.getByText("Account Owner becomes Admin").waitFor();
    await page.getByText("Admin becomes Account Owner").waitFor();
    const go = page.getByRole("button", { name: "Transfer ownership to Ann Whitaker" });
    await go.click();
    await page.getByText("Type your password.").waitFor();
    await page.getByLabel("Your password").fill("not the one at all");
    await page.getByLabel(/^Type the account's name/).fill("juniper labs");
    await go.click();
    await page.getByText("Type the name as it stands above.").waitFor();
    await page.getByLabel(/^Type the account's name/).fill("Juniper Labs");
    await go.click();
    await page.locator("[aria-invalid]").first().waitFor();
    await page.getByLabel("Your password").fill(usher.password(postmark.owner));
    await go.click();
    await page.getByText("Ann Whitaker owns the account now").first().waitFor();
    await page.waitForURL("**/a/postmark-demo/users");
    const row = (name: string) => page.getByRole("row").filter({ hasText: name });
    await row("Olga Petrova").getByText("Admin", { exact: true }).waitFor();
    await row("Ann Whitaker").getByText("Account Owner").waitFor();
    expect(await page.getByRole("link", { name: "Ownership" }).count()).toBe(0);
    const mails = await usher.mails(postmark.admin);
    expect(mails.at(-1)?.subject).toContain("You are now Account Owner");
    usher.forgetSession(postmark.owner);
    await page.context().close();
  });

  it("PM5: who owns the account closes it; everybody is out", async () => {
    const page = await usher.signedIn(postmark.admin);
    await page.goto("/a/postmark-demo/ownership");
    await page.getByRole("button", { name: "Close the account" }).click();
    await page.getByLabel("Your password").last().fill(usher.password(postmark.admin));
    await page.getByLabel(/^Type the account's name/).last().fill("Juniper Labs");
    await page.getByRole("button", { name: "Close Juniper Labs" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/ownership"));
    const tim = await usher.signedIn(postmark.plain);
    await tim.goto("/a/postmark-demo");
    await tim.getByRole("heading").first().waitFor();
    expect(await tim.getByText("You have access to").count()).toBe(0);
    await tim.context().close();
    await page.context().close();
  });

  it("RT12: a user leaves, and is nobody's user any more", async () => {
    const page = await usher.signedIn(stamps.plain);
    await page.goto("/a/stamps-demo");
    await page.locator("button.profile").click();
    await page.getByRole("menuitem", { name: "Leave this account" }).click();
    await page.getByRole("button", { name: "Leave Fernhill Crafts" }).click();
    await page.getByRole("heading").first().waitFor();
    await page.waitForURL((url) => url.pathname === "/");
    const answer = await usher.ask(stamps.plain, "GET", "/v1/me");
    expect(answer.body.accounts).toEqual([]);
    await page.context().close();
  });
});
