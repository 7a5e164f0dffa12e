// The language of the pages: as the browser asks, as somebody chooses, before and after sign-in.
import { describe, expect, it } from "vitest";
import { startUsher, usher } from "./harness";
import { stamps } from "./people";

startUsher();

describe("the language", () => {
  it("is the one that the browser asks for", async () => {
    const page = await usher.page({ locale: "de-AT" });
    await page.goto("/sign-in");
    await page.getByRole("heading", { name: "Anmelden" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de-AT");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByText("Geben Sie eine E‑Mail-Adresse ein.").waitFor();
    await page.context().close();
  });

  it("is chosen before sign-in and stays behind it, the product's labels too", async () => {
    const page = await usher.page();
    await page.goto("/sign-in");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await page.getByRole("heading", { name: "Anmelden" }).waitFor();
    await page.getByLabel("E-Mail").fill(stamps.owner);
    await page.getByLabel("Passwort", { exact: true }).fill(usher.password(stamps.owner));
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Benutzer", exact: true }).waitFor();
    await page.goto(`${stamps.users}?role=user-manager`);
    await page.locator("[data-user]").first().waitFor();
    expect(await page.locator(".row:not(.top) .roles").first().textContent()).toContain(
      "Benutzer verwalten",
    );
    await page.context().close();
  });

  it("of a person is theirs in every browser, and the zone too; mails are in it", async () => {
    const page = await usher.signedIn(stamps.plain);
    await page.goto("/me/profile");
    await page.getByLabel("Language").selectOption("de");
    await page.getByLabel("Time zone").selectOption("Pacific/Kiritimati");
    await page.getByRole("button", { name: "Save changes" }).last().click();
    await page.getByRole("heading", { name: "Darstellung und Sprache" }).waitFor();
    await page.context().close();
    const other = await usher.page();
    await other.goto("/sign-in");
    await other.getByLabel("E-mail").fill(stamps.plain);
    await other.getByLabel("Password", { exact: true }).fill(usher.password(stamps.plain));
    await other.getByRole("button", { name: "Sign in" }).click();
    await other.getByText("Sie haben Zugang zu Stamps.com").waitFor();
    await other.context().close();
    const asked = await usher.page();
    await asked.request.post("/v1/forgot", {
      data: { email: stamps.plain },
      headers: { origin: usher.url },
    });
    await expect
      .poll(async () => (await usher.mails(stamps.plain)).at(-1)?.subject)
      .toBe("Neues Passwort für Stamps.com wählen");
    await asked.context().close();
  });

  it("with long words leaves a message its room on a phone", async () => {
    const page = await usher.signedIn(stamps.owner, { locale: "de", width: 390, height: 844 });
    await page.route("**/suspension", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ status: 503, code: "store.busy", detail: "Too many changes wait." }),
      }),
    );
    await page.goto(`${stamps.users}?status=active`);
    await page.locator("[data-user]").first().waitFor();
    await page.getByRole("button", { name: /^Aktionen für/ }).first().click();
    await page.getByRole("menuitem", { name: "Benutzer sperren" }).click();
    const toast = page.locator(".toast");
    await toast.getByRole("button", { name: "Noch einmal versuchen" }).waitFor();
    expect((await toast.locator(".text").boundingBox())!.width).toBeGreaterThan(200);
    await page.context().close();
  });

  it("of an answer that refuses is the page's too", async () => {
    const page = await usher.page({ locale: "de" });
    await page.goto("/sign-in");
    await page.getByLabel("E-Mail").fill("nobody@stamps.example");
    await page.getByLabel("Passwort", { exact: true }).fill("not this one");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByText("Die Adresse oder das Passwort stimmt nicht.").waitFor();
    await page.context().close();
  });
});
