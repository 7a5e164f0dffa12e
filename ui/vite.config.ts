import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { preloadLists, sharedPart } from "./scripts/parts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Writes which program the page runs: pages that were loaded before compare (lib/version). */
const build: Plugin = {
  name: "build",
  generateBundle(_, bundle) {
    const entry = Object.values(bundle).find((one) => one.type === "chunk" && one.isEntry);
    this.emitFile({ type: "asset", fileName: "build.txt", source: `/${entry?.fileName ?? ""}\n` });
  },
};

export default defineConfig({
  plugins: [svelte(), preloadLists() as Plugin, build],
  resolve: {
    alias: {
      $lib: here("src/lib"),
      $components: here("src/components"),
      $features: here("src/features"),
    },
  },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    // Nothing as a data: URL in a script or style: the content policy names 'self' only.
    assetsInlineLimit: 0,
    // One small sheet for all pages: otherwise the program begins with a list of the sheets of each.
    cssCodeSplit: false,
    // The program names its parts: short names are part of what signing in costs.
    rolldownOptions: {
      output: {
        chunkFileNames: "assets/[hash].js",
        codeSplitting: {
          groups: [{ name: sharedPart(here("src")), includeDependenciesRecursively: false }],
        },
      },
    },
    // The server names what a page needs (scripts/parts.ts); what is left is not worth a list in each.
    modulePreload: false,
  },
  test: {
    environment: "jsdom",
    isolate: false,
    // A busy machine is not a failing test.
    testTimeout: 30_000,
    include: ["src/**/*.test.ts"],
    environmentOptions: { jsdom: { url: "http://127.0.0.1:8080/" } },
  },
  server: {
    proxy: {
      "/v1": process.env["USHER_URL"] ?? "http://127.0.0.1:8080",
      "/dev": process.env["USHER_URL"] ?? "http://127.0.0.1:8080",
    },
  },
});
