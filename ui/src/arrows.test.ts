// @vitest-environment node
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL(".", import.meta.url));
function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "generated" ? [] : files(path);
    return /\.(svelte|ts|css)$/.test(name) && !/\.test\.ts$/.test(name) ? [path] : [];
  });
}
const sources = files(root).map((path) => ({
  name: relative(root, path),
  text: readFileSync(path, "utf8"),
}));
const imports = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((found) => found[1] ?? "");

describe("the arrows between the parts of the UI", () => {
  it("a feature imports no other feature", () => {
    const wrong = sources.flatMap(({ name, text }) => {
      const own = /^features\/([^/]+)\//.exec(name)?.[1];
      if (!own) return [];
      return imports(text)
        .filter((path) => path.startsWith("$features/") && !path.startsWith(`$features/${own}/`))
        .map((path) => `${name} → ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  it("components and lib know neither features nor routes", () => {
    const wrong = sources.flatMap(({ name, text }) =>
      /^(components|lib)\//.test(name)
        ? imports(text)
            .filter((path) => /^(\$features|\.\.\/(features|routes))/.test(path))
            .map((path) => `${name} → ${path}`)
        : [],
    );
    expect(wrong).toEqual([]);
  });

  it("only components wrap primitives", () => {
    const wrong = sources.filter(
      ({ name, text }) => !name.startsWith("components/") && imports(text).includes("bits-ui"),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("a colour stands in tokens.css only", () => {
    const colour = /#[0-9a-f]{3,8}\b(?=[^{]*;)|\b(rgb|hsl|oklch)a?\(/i;
    const wrong = sources.filter(({ name, text }) => {
      const css = name.endsWith(".css") ? text : (/<style>[\s\S]*<\/style>/.exec(text)?.[0] ?? "");
      return name !== "styles/tokens.css" && colour.test(css);
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("no template has a static style, which the content policy would refuse", () => {
    const wrong = sources.filter(({ text }) => /\sstyle="[^{"]*"/.test(text));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("sides have no left and right", () => {
    const sided = /(margin|padding|border|inset)-(left|right)|text-align: (left|right)|\bfloat:/;
    const wrong = sources.filter(({ text }) => sided.test(text));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
