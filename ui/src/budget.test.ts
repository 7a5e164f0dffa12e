// @vitest-environment node
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

describe("what a page costs to load", () => {
  it.runIf(existsSync(here("../dist/manifest.json")))("stays within its budget", () => {
    const said = () => execFileSync(process.execPath, [here("../scripts/budget.mjs")]).toString();
    expect(said).not.toThrow();
  });
});
