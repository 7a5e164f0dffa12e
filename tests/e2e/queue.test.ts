// The operators' queue: a mail that a mail server refuses, seen with its reason and sent once more.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults } from "./axe";
import { Usher } from "./harness";
import { operator, stamps } from "./people";
import { MailServer } from "./smtp";
import { adding, arrived, enter, join, menu } from "./walk";

let smtp: MailServer;
let usher: Usher;
beforeAll(async () => {
  smtp = await MailServer.start();
  usher = await Usher.start(smtp);
});
afterAll(async () => {
  expect(usher.complaints).toEqual([]);
  await usher.stop();
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
    await page.getByLabel("E-mail").fill(operator);
    await page.getByLabel("Password", { exact: true }).fill(usher.password(operator));
    await page.getByRole("button", { name: "Sign in" }).click();
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
    await page.getByText("It is tried again now").first().waitFor();
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
