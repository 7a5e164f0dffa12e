// What failed for a moment is tried again as it was asked for, whatever is looked at by then.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { sendpro, stamps } from "./people";
import { row, withSecondAccount } from "./walk";

startUsher();

const refusal = (status: number, code: string, detail: string) => ({
  status,
  contentType: "application/problem+json",
  body: JSON.stringify({ status, code, detail }),
});
const busy = refusal(503, "store.busy", "Too many changes wait.");

/** Answers what is sent there with these, one after the other, and then as the server does. */
async function answering(page: Page, path: string, method: string, ...answers: (typeof busy)[]) {
  await page.route(path, (route) => {
    const next = route.request().method() === method ? answers.shift() : undefined;
    return next ? route.fulfill(next) : route.fallback();
  });
}
const again = (page: Page) => page.locator(".toast").getByRole("button", { name: "Try again" });

describe("what is tried again", () => {
  it("for many leaves ticked who was ticked since", async () => {
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(sendpro.users);
    await answering(page, "**/bulk", "POST", busy);
    await page.getByRole("checkbox", { name: "Select Elif Şahin" }).check();
    await page.getByRole("button", { name: "Suspend", exact: true }).click();
    await again(page).waitFor();
    await page.getByRole("checkbox", { name: "Select Uli Krüger" }).check();
    await again(page).click();
    await row(page, "Elif Şahin").getByText("Suspended").waitFor();
    expect(await page.getByRole("checkbox", { name: "Select Elif Şahin" }).isChecked()).toBe(false);
    expect(await page.getByRole("checkbox", { name: "Select Uli Krüger" }).isChecked()).toBe(true);
    await row(page, "Uli Krüger").getByText("Active").waitFor();
    await page.context().close();
  });

  it("of the log takes along what was filtered when it was asked for", async () => {
    const page = await usher.signedIn(sendpro.owner);
    const asked: string[] = [];
    await page.route("**/audit/export?*", (route) => {
      asked.push(route.request().url());
      return route.fulfill(busy);
    });
    await page.goto("/a/sendpro-demo/audit?act=accounts.open");
    await page.locator("[data-event]").first().waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /CSV/ }).click();
    await again(page).waitFor();
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.waitForURL("**/audit");
    await again(page).click();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[0]).toContain("act=accounts.open");
    expect(asked[1]).toBe(asked[0]);
    await page.context().close();
  });

  it("for a user is done in their account, wherever one stands by then", async () => {
    const users = "/v1/accounts/stamps-demo/users";
    const { body } = await usher.ask(stamps.owner, "GET", `${users}?q=ulf`);
    const { id } = body.items[0];
    const moved = { email: "ulf.new@fernhill.example" };
    expect((await usher.ask(stamps.owner, "PUT", `${users}/${id}/email`, moved)).status).toBe(200);
    const page = await withSecondAccount(usher);
    const asked: string[] = [];
    page.on("request", (one) => {
      if (one.method() === "PUT" && one.url().endsWith("/email")) asked.push(one.url());
    });
    await page.goto(`${stamps.users}/${id}`);
    await answering(page, "**/email", "PUT", busy);
    await page.getByRole("complementary", { name: /Ulf/ }).getByRole("button", { name: "Send again" }).click();
    await again(page).waitFor();
    await page.getByRole("button", { name: /^Fernhill Crafts.*Switch account$/ }).click();
    await page.getByRole("menuitemradio", { name: /^Northwind Retail/ }).click();
    await page.getByRole("heading", { name: "Northwind Retail" }).waitFor();
    await again(page).click();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]).toBe(asked[0]);
    await page.context().close();
  });

  it("of somebody whose place is gone asks for another, as the first try does", async () => {
    const users = "/v1/accounts/sendpro-demo/users";
    const { body } = await usher.ask(sendpro.owner, "GET", `${users}?q=jonas`);
    await usher.ask(sendpro.owner, "DELETE", `${users}/${body.items[0].id}`);
    const page = await usher.signedIn(sendpro.owner);
    await page.goto(`${sendpro.users}?status=deleted`);
    const gone = refusal(409, "users.home_gone", "That place is gone.");
    await answering(page, "**/restoration", "PUT", busy, gone);
    await row(page, "Jonas Novák").getByRole("button", { name: /^Actions/ }).click();
    await page.getByRole("menuitem", { name: "Restore" }).click();
    await again(page).click();
    await page.getByRole("dialog", { name: "Restore Jonas Novák" }).waitFor();
    expect(await page.locator(".toast").count()).toBe(0);
    await page.context().close();
  });
});
