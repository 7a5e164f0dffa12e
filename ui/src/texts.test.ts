// @vitest-environment node
// What is read or heard comes from the catalogue, and what is seen has a colour of tokens.css.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL(".", import.meta.url));
function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "generated" ? [] : files(path);
    return /\.(svelte|ts|css)$/.test(name) && !/\.(test|d)\.ts$/.test(name) ? [path] : [];
  });
}
const sources = files(root).map((path) => ({ name: relative(root, path), text: readFileSync(path, "utf8") }));
const wrong = (ending: RegExp, look: (text: string) => string[]) =>
  sources.flatMap(({ name, text }) =>
    ending.test(name) ? look(text).map((found) => `${name}: ${found}`) : [],
  );

type Node = { type: string; name?: string; data?: string; [key: string]: unknown };
const isNode = (one: unknown): one is Node =>
  typeof one === "object" && one !== null && typeof (one as Node).type === "string";
const listed = (one: unknown): unknown[] => (Array.isArray(one) ? one : [one]);

/** Attributes, and properties of components, whose text somebody reads or hears. */
const spoken =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|placeholder|title|alt|label|about|hint|error|text|verb|close|optional|heading|reason)$/;
/** The name of the program itself, in the title of its own pages. */
const ours = /^\s*· Usher\s*$/;
const bareText = (text: string) => (/\p{L}/u.test(text) && !ours.test(text) ? [text.trim()] : []);

/** Texts that an expression may become, as far as they stand in it. */
function written(node: unknown): string[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case "Literal":
      return typeof node["value"] === "string" ? bareText(node["value"]) : [];
    case "TemplateLiteral":
      return (node["quasis"] as { value: { raw: string } }[]).flatMap(({ value }) => bareText(value.raw));
    case "ConditionalExpression":
      return [node["consequent"], node["alternate"]].flatMap(written);
    case "LogicalExpression":
      return [node["operator"] === "&&" ? undefined : node["left"], node["right"]].flatMap(written);
    case "BinaryExpression":
      return node["operator"] === "+" ? [node["left"], node["right"]].flatMap(written) : [];
    default:
      return isNode(node["expression"]) ? written(node["expression"]) : [];
  }
}

function within(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(within);
  if (!isNode(node)) return [];
  if (node.type === "Comment") return [];
  if (node.type === "Text") return bareText(node.data ?? "");
  if (node.type === "ExpressionTag") return written(node["expression"]);
  if (node.type === "Attribute") {
    return spoken.test(node.name ?? "") ? listed(node["value"]).flatMap(within) : [];
  }
  // What hangs below elements, components and blocks; expressions are none of them.
  const below = ["attributes", "fragment", "nodes", "consequent", "alternate", "body", "fallback", "pending", "then", "catch"];
  return below.flatMap((key) => within(node[key]));
}
const bareIn = (source: string) => within(parse(source, { modern: true }).fragment);

/** What the scripts give to the templates, or say: {label: "…"}, toast("…"). */
function givenIn(source: string): string[] {
  const word = String.raw`(?=[^"'\x60]*\p{L}{2})`;
  const given = new RegExp(
    String.raw`\b(?:(?:label|about|title|text|heading|placeholder|detail|message|verb)\s*:|(?:toast|say|sayNow)\()\s*["'\x60]${word}.*`,
    "gu",
  );
  return [...source.matchAll(given)].map(([found]) => found);
}

describe("each text", () => {
  it("of a template comes from the catalogue", () => {
    expect(wrong(/\.svelte$/, bareIn)).toEqual([]);
  });

  it("that a script gives to one comes from the catalogue", () => {
    expect(wrong(/\.(svelte|ts)$/, givenIn)).toEqual([]);
  });

  it("is found wherever it may hide", () => {
    const bare = [
      "<p>Save</p>",
      "{#if a}<b>{x}</b>{:else if c}Save{/if}",
      "{#each all as one (one)}<li>{one} Save</li>{:else}<li></li>{/each}",
      "{#await it then done}<i>{done}</i>{:catch}Save{/await}",
      "{#snippet foot()}Save{/snippet}",
      '<input placeholder="Save">',
      '<img alt="Save">',
      '<button aria-label="Save {n}">×</button>',
      '<Field title={busy ? "Save" : t("save")} />',
      "<p>{`Save ${n}`}</p>",
      '<p>{name ?? "Save"}</p>',
      "<svelte:head><title>{n} · Save</title></svelte:head>",
    ];
    for (const source of bare) expect(bareIn(source).join(), source).toContain("Save");
    const fine = [
      '<p class="save">{t("save")}</p>',
      '{#if kind === "save"}<p>{t("save")} · {n}</p>{/if}',
      '<Button kind={save ? "primary" : "plain"} {title}>{t("save")}</Button>',
      "<svelte:head><title>{n} · Usher</title></svelte:head>",
      "<!-- Save --><style>.save { color: red }</style>",
    ];
    for (const source of fine) expect(bareIn(source), source).toEqual([]);
    for (const source of ['{ label: "Save" }', 'toast("Saved")', "say(`Saved ${n}`)"])
      expect(givenIn(source), source).toHaveLength(1);
    expect(givenIn('{ label: t("save"), texts: "join" }')).toEqual([]);
  });
});

const names =
  "aliceblue|antiquewhite|aqua|aquamarine|azure|beige|bisque|black|blanchedalmond|blue|blueviolet|brown|burlywood|cadetblue|chartreuse|chocolate|coral|cornflowerblue|cornsilk|crimson|cyan|dark(blue|cyan|goldenrod|gr[ae]y|green|khaki|magenta|olivegreen|orange|orchid|red|salmon|seagreen|slateblue|slategr[ae]y|turquoise|violet)|deep(pink|skyblue)|dimgr[ae]y|dodgerblue|firebrick|floralwhite|forestgreen|fuchsia|gainsboro|ghostwhite|gold|goldenrod|gr[ae]y|green|greenyellow|honeydew|hotpink|indianred|indigo|ivory|khaki|lavender|lavenderblush|lawngreen|lemonchiffon|light(blue|coral|cyan|goldenrodyellow|gr[ae]y|green|pink|salmon|seagreen|skyblue|slategr[ae]y|steelblue|yellow)|lime|limegreen|linen|magenta|maroon|medium(aquamarine|blue|orchid|purple|seagreen|slateblue|springgreen|turquoise|violetred)|midnightblue|mintcream|mistyrose|moccasin|navajowhite|navy|oldlace|olive|olivedrab|orange|orangered|orchid|pale(goldenrod|green|turquoise|violetred)|papayawhip|peachpuff|peru|pink|plum|powderblue|purple|rebeccapurple|red|rosybrown|royalblue|saddlebrown|salmon|sandybrown|seagreen|seashell|sienna|silver|skyblue|slateblue|slategr[ae]y|snow|springgreen|steelblue|tan|teal|thistle|tomato|turquoise|violet|wheat|white|whitesmoke|yellow|yellowgreen";
const named = new RegExp(`(?<![\\w-])(${names})(?![\\w-]|\\()`, "i");

/** Values of properties in a sheet, and of the attributes that paint. */
function coloursIn(source: string): string[] {
  const sheets = /<style/.test(source) ? [...source.matchAll(/<style>[\s\S]*?<\/style>/g)].join() : source;
  const css = sheets.replace(/\/\*[\s\S]*?\*\//g, "");
  const values = [...css.matchAll(/[\w-]+\s*:\s*([^;{}]+)(?=[;}])/g)].map(([, value]) => value ?? "");
  const painted = [...source.matchAll(/\b(?:fill|stroke|color|style:[\w-]+)="([^"{]*)"/g)];
  return [...values, ...painted.map(([, value]) => value ?? "")].filter((value) => named.test(value));
}

describe("each colour", () => {
  it("that has a name stands in tokens.css only", () => {
    const others = sources.filter(({ name }) => /\.(svelte|css)$/.test(name) && name !== "styles/tokens.css");
    const found = others.flatMap(({ name, text }) => {
      const sheet = name.endsWith(".css") || text.includes("<style>") ? text : `<style></style>${text}`;
      return coloursIn(sheet).map((value) => `${name}: ${value}`);
    });
    expect(found).toEqual([]);
  });

  it("is found by its name, and nothing else is", () => {
    for (const css of ["a { color: Red; }", "a { border: 1px solid rebeccapurple }", ".x:hover { background: white; }"])
      expect(coloursIn(css), css).toHaveLength(1);
    expect(coloursIn('<style></style><path fill="black" />')).toHaveLength(1);
    const fine = "a:hover { white-space: nowrap; color: var(--red); background: currentColor; outline: 1px solid CanvasText; }";
    expect(coloursIn(`/* red */ ${fine}`)).toEqual([]);
  });
});
