// @vitest-environment node
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
// @ts-expect-error a plain script without types
import { verdict } from "../scripts/verdict.mjs";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

describe("what a page costs to load", () => {
  it.runIf(existsSync(here("../dist/manifest.json")))(
    "stays within its budget in each language, and within a fifth of what was written down",
    () => {
      const said = () => execFileSync(process.execPath, [here("../scripts/budget.mjs")]).toString();
      expect(said).not.toThrow();
    },
  );

  it("is too much over its limit, or a fifth above what it was", () => {
    expect(verdict(35_001, 35_000, undefined)).toBe("over");
    expect(verdict(35_001, 35_000, 35_001)).toBe("over");
    expect(verdict(12_001, 35_000, 10_000)).toBe("grown");
    expect(verdict(12_000, 35_000, 10_000)).toBe("ok");
    expect(verdict(34_999, 35_000, undefined)).toBe("ok");
  });

  it("may grow by some bytes where it is next to nothing", () => {
    expect(verdict(500, 35_000, 300)).toBe("ok");
    expect(verdict(600, 35_000, 300)).toBe("grown");
  });
});
