// The screens in a real browser, against the real server: USHER_STEERED_BIN names its program.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// script/screenshots and script/bench have their own files, which no run of the tests picks up.
const { SCREENSHOTS, SCREENSHOTS_OF, MEASURE } = process.env;
const files = SCREENSHOTS
  ? `ui/scripts/${SCREENSHOTS_OF ? "screens" : "pictures"}.ts`
  : MEASURE
    ? "bench/ui.ts"
    : "tests/e2e/**/*.test.ts";

/** The files that take minutes begin, so that none runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = (file: TestSpecification) => Number(file.moduleId.includes("/screens_"));
    return (await super.sort(files)).sort((a, b) => long(b) - long(a));
  }
}

export default defineConfig({
  root: here(".."),
  cacheDir: here("node_modules/.cache-e2e"),
  resolve: {
    alias: {
      "playwright-core": here("node_modules/playwright-core/index.mjs"),
      "axe-core": here("node_modules/axe-core/axe.js"),
    },
  },
  server: { fs: { allow: [here("..")] } },
  test: {
    include: [files],
    // Each file has a server and a browser of its own: two at a time keep two cores busy.
    fileParallelism: !process.env["MEASURE"],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A busy machine is not a failing test.
    expect: { poll: { timeout: 10_000 } },
  },
});
