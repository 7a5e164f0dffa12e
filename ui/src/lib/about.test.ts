import { describe, expect, it } from "vitest";
import { isAbout } from "./about";

describe("a request", () => {
  const host = "http://127.0.0.1:8080";
  it.each([
    [`${host}/v1/accounts/acme/users?q=x`, true],
    [`${host}/v1/accounts/acme`, true],
    [`${host}/v1/me?account=acme`, true],
    [`${host}/v1/accounts/acme-two/users`, false],
    [`${host}/v1/accounts/other/users?account=acme`, false],
    [`${host}/v1/me`, false],
    [`${host}/v1/me/view`, false],
    ["", false],
  ])("to %s is about the account acme: %s", (url, about) => {
    expect(isAbout(url, "acme")).toBe(about);
  });
});
