import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { erasedName, nameWithErased } from "./erased";
import { install, loadLanguage } from "./messages";
import { nameOf } from "./sentence";

/** As the catalogue of another language does it; then as it was. */
const speak = (before: string, after = "") =>
  install(() => ({ "users.erased_name": ({ code }: { code: string }) => `${before} ${code}${after}` }), "en");
beforeAll(async () => {
  await loadLanguage("en");
  speak("Benutzer", " (gelöscht)");
});
afterAll(() => speak("Erased user"));

describe("somebody erased", () => {
  const id = "user:usr_01jd0000000000000000hcr7";

  it("is called so in the reader's language", () => {
    expect(erasedName(id)).toBe("Benutzer HCR7 (gelöscht)");
    expect(nameWithErased(id, "Erased user HCR7")).toBe("Benutzer HCR7 (gelöscht)");
    expect(nameOf({ id, name: "Erased user HCR7" })).toBe("Benutzer HCR7 (gelöscht)");
  });

  it("is nobody who only says so", () => {
    expect(nameWithErased(id, "Erased user AAAA")).toBe("Erased user AAAA");
    expect(nameWithErased(id, "Ada")).toBe("Ada");
  });
});
