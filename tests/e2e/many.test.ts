// All that match, at once: what is sent is the filter, and what becomes of it is told.
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { pitneyship } from "./people";

startUsher();

const users = "/v1/accounts/pitneyship-demo/users";
/** More than the list loads before it is scrolled. */
const guests = 450;
const loaded = 300;

/** What the server tells the page about jobs. */
async function overheard(page: Page) {
  const told: { id: string; state: string; done: number }[] = [];
  const tap = await page.context().newCDPSession(page);
  tap.on("Network.eventSourceMessageReceived", ({ eventName, data }) => {
    if (eventName === "job") told.push(JSON.parse(data));
  });
  await tap.send("Network.enable");
  return told;
}

it("PS6: all that match are changed, more than were loaded; the page is told, and does not ask", { timeout: 180_000 }, async () => {
  const emails = Array.from({ length: guests }, (_, n) => `guest${n}@whitcombe.example`);
  const sent = await usher.ask(pitneyship.owner, "POST", "/v1/accounts/pitneyship-demo/invitations", { emails });
  expect(sent.body.sent).toBe(guests);
  // One is invited in the demo.
  const all = guests + 1;
  const page = await usher.signedIn(pitneyship.owner);
  const told = await overheard(page);
  await page.clock.install();
  const heard = page.waitForResponse((answer) => answer.url().endsWith("/events"));
  await page.goto(`${pitneyship.users}?status=invited`);
  expect((await heard).status()).toBe(200);
  await page.getByRole("link", { name: new RegExp(`^Invited, ${all}$`) }).waitFor();

  // While more rows come, what is ticked is no longer all of them.
  const head = page.getByRole("checkbox", { name: "Select all loaded users" });
  const ticked = async () => {
    await head.check({ timeout: 2_000 }).catch(() => {});
    return page.getByText(`${loaded} selected`).count();
  };
  await expect.poll(ticked, { timeout: 30_000 }).toBe(1);
  const bar = page.getByRole("region", { name: "Selected users" });
  await bar.getByRole("button", { name: `Select all ${all} that match` }).click();
  await bar.getByText(`${all} selected`).waitFor();
  await bar.getByRole("button", { name: "Delete", exact: true }).click();
  const ask = page.getByRole("alertdialog", { name: `Delete ${all} users?` });
  const verb = ask.getByRole("button", { name: "Delete users" });
  await verb.waitFor();

  // The page's clock stands still: it looks once at the job, and cannot ask a second time.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
  await verb.click();
  // Those that were not loaded have no id here: they are found by the filter.
  await page.locator(".toast", { hasText: `${all} users were deleted` }).waitFor({ timeout: 90_000 });
  await expect.poll(() => told.at(-1)?.state).toBe("done");
  expect(told.at(-1)?.done).toBe(all);
  await page.clock.resume();

  await page.getByText("There is nobody here").waitFor();
  const { body } = await usher.ask(pitneyship.owner, "GET", `${users}?limit=1`);
  expect(body.counts).toMatchObject({ invited: 0, deleted: all });
  const none = await usher.ask(pitneyship.owner, "GET", `${users}?status=active&limit=20`);
  expect(none.body.items.length, "who did not match is as before").toBe(5);
  await page.context().close();
});
