// @vitest-environment node
// A page loads the texts of its part. What it can be answered must stand there: an error without its
// text is shown in the server's English.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { comesWith, type Part } from "./messages";
// @ts-expect-error a plain script without types
import { flatten, partOf } from "../../scripts/messages.mjs";

const src = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(src + path, "utf8");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.(ts|svelte)$/.test(name) && !/\.test\.ts$|\.d\.ts$|^lib\/generated\//.test(name),
);
const english: Record<string, string> = flatten(JSON.parse(read("../../locales/en.json")));

/** The errors of each request, as the API's description has them. */
const answers = (() => {
  const text = read("lib/api.d.ts");
  const named = new Map<string, string[]>();
  for (const [, name = "", body = ""] of text.matchAll(/^    (\w+): \{\n        parameters: ([\s\S]*?)^    \};/gm)) {
    const told = [...body.matchAll(/@description ([\w.]+(?:, [\w.]+)*) \*\/\s+[45]\d\d:/g)];
    named.set(name, told.flatMap(([, keys = ""]) => keys.split(", ")));
  }
  const found = new Map<string, string[]>();
  for (const [, path = "", body = ""] of text.matchAll(/^    "(\/[^"]*)": \{\n([\s\S]*?)^    \};/gm))
    for (const [, method = "", name = ""] of body.matchAll(/(\w+): operations\["(\w+)"\]/g))
      found.set(`${method.toUpperCase()} ${path}`, named.get(name) ?? []);
  return found;
})();

/** What any request may be answered; and one that sends something, one about an account. */
const always = ["aborted", "offline", "unknown", "internal", "not_found", "http.busy", "http.timeout", "store.busy", "store.unavailable"];
const sending = [
  "http.origin", "http.too_large", "store.commit_failed",
  ...Object.keys(english).flatMap((key) => /^error\.((?:field|email)\.\w+)$/.exec(key)?.[1] ?? []),
];
const ofAccounts = ["access.no_act", "access.no_entry", "access.address_needed", "access.reset_needed", "accounts.not_open"];
function errorsOf(request: string): string[] {
  const [method, path = ""] = request.split(" ");
  return [
    ...always,
    ...(method === "GET" ? [] : sending),
    ...(path.startsWith("/v1/accounts/{account}") ? ofAccounts : []),
    ...(answers.get(request) ?? []),
  ];
}

interface Piece {
  text: string;
  /** The names that it may use: where each is from. */
  uses: Map<string, { file: string; name: string }>;
}
function fileOf(from: string, path: string): string | undefined {
  const plain = path
    .replace(/^\$lib/, "lib").replace(/^\$components/, "components").replace(/^\$features/, "features");
  const base = plain === path ? (path.startsWith(".") ? join(dirname(from), path) : "") : plain;
  return [base, `${base}.ts`].find((name) => files.includes(name));
}
const pieces = new Map<string, Map<string, Piece>>();
/** A component is one piece; of a module each declaration is one, by its name. */
function piecesOf(file: string): Map<string, Piece> {
  const known = pieces.get(file);
  if (known) return known;
  const text = read(file).replace(/^\s*\/\/.*$/gm, "");
  const uses: Piece["uses"] = new Map();
  for (const [, what = "", path = ""] of text.matchAll(/^\s*import (?!type\b)([^;"]*?) from "([^"]+)"/gm)) {
    const from = fileOf(file, path);
    if (!from) continue;
    const [, inner = ""] = /\{([^}]*)\}/.exec(what) ?? [];
    for (const one of inner.split(",").map((name) => name.trim()).filter((name) => name && !name.startsWith("type ")))
      uses.set(one.replace(/^.* as /, ""), { file: from, name: one.replace(/ as .*$/, "") });
    const [, whole] = /^(\w+)/.exec(what) ?? [];
    if (whole) uses.set(whole, { file: from, name: "default" });
  }
  const found = new Map<string, Piece>();
  pieces.set(file, found);
  if (file.endsWith(".svelte")) return found.set("default", { text, uses });
  const starts = [...text.matchAll(/^(?:export )?(?:async )?(?:function|const|let|class) (\w+)/gm)];
  for (const [i, start] of starts.entries()) {
    const name = start[1] ?? "";
    uses.set(name, { file, name });
    found.set(name, { text: text.slice(start.index, starts[i + 1]?.index), uses });
  }
  return found;
}

/** With what comes with a part. */
function whole(part: Part | undefined): Part[] {
  return part ? [part, ...(comesWith[part] ?? []).flatMap(whole), "entry"] : ["entry"];
}

interface Reached {
  requests: Map<string, Set<Part>>;
  texts: Map<string, Set<Part>>;
}
/** All that is asked and said from there, each with the parts that are loaded by then. */
function walk(file: string, name: string, parts: ReadonlySet<Part>, reached: Reached, seen: Set<string>): void {
  const all = piecesOf(file);
  const piece = all.get(name) ?? (file.endsWith(".svelte") ? all.get("default") : undefined);
  if (!piece) return;
  const loads = [...piece.text.matchAll(/loadPart\("(\w+)"\)/g)].map(([, part]) => part as Part);
  const now = new Set([...parts, ...loads.flatMap(whole)]);
  const id = `${file} ${name} ${[...now].sort().join()}`;
  if (seen.has(id)) return;
  seen.add(id);
  const add = (to: Map<string, Set<Part>>, key: string) => {
    const before = to.get(key);
    // Where it is reached in two ways, what both have loaded.
    to.set(key, before ? new Set([...before].filter((part) => now.has(part))) : now);
  };
  for (const [, method, path] of piece.text.matchAll(/\bapi\s*\.(GET|POST|PUT|PATCH|DELETE)\(\s*"([^"]+)"/g))
    add(reached.requests, `${method} ${path}`);
  for (const [, key = ""] of piece.text.matchAll(/\bt\(\s*"([\w.-]+)"/g)) add(reached.texts, key);
  for (const [, path = ""] of piece.text.matchAll(/(?<!typeof )\bimport\("([^"]+)"\)/g)) {
    const from = fileOf(file, path);
    if (from) for (const one of piecesOf(from).keys()) walk(from, one, now, reached, seen);
  }
  for (const [used, { file: from, name: there }] of piece.uses)
    if (used !== name && new RegExp(`\\b${used.replace("$", "\\$")}\\b`).test(piece.text))
      walk(from, there, now, reached, seen);
}

/** Each page: its file, its frame's, and the parts that are loaded before it is shown. */
const pages = ["open.ts", "routes.ts"].flatMap((table) => {
  const text = read(table);
  const spreads = new Map([...text.matchAll(/const (\w+) = (\{ frame: .*\}) as const/g)].map(([, name = "", row = ""]) => [name, row]));
  const frames = new Map([...text.matchAll(/(\w+): \(\) => import\("\.\/(routes\/\w+Frame\.svelte)"\)/g)].map(([, name, path]) => [name, path]));
  return [...text.matchAll(/\{\s*path: "([^"]+)",([\s\S]*?)load: (\(\) => import\(.*?\)|\w+)/g)].map(([, path = "", row = "", load = ""]) => {
    const facts = row + (spreads.get(/\.\.\.(\w+)/.exec(row)?.[1] ?? "") ?? "");
    const loader = load.startsWith("(") ? load : (new RegExp(`const ${load}:[\\s\\S]*?\\n\\n`).exec(text)?.[0] ?? "");
    const more = [...loader.matchAll(/loadPart\("(\w+)"\)/g)].map(([, part]) => part as Part);
    return {
      path,
      files: [/routes\/\w+\.svelte/.exec(loader)?.[0] ?? "", frames.get(/frame: "(\w+)"/.exec(facts)?.[1])].filter((file) => file !== undefined),
      parts: new Set<Part>(["entry", ...whole(/texts: "(\w+)"/.exec(facts)?.[1] as Part | undefined), ...more.flatMap(whole)]),
    };
  });
});

const reached = new Map(
  pages.map(({ path, files, parts }) => {
    const found: Reached = { requests: new Map(), texts: new Map() };
    const seen = new Set<string>();
    for (const file of files) walk(file, "default", parts, found, seen);
    return [path, found];
  }),
);

describe("a page has the words", () => {
  it("is asked of every page, and what pages ask is found", () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter(({ files }) => files.some((file) => !file))).toEqual([]);
    const asks = (path: string) => [...(reached.get(path)?.requests.keys() ?? [])];
    expect(asks("/sign-in")).toContain("POST /v1/sign-in");
    expect(asks("/join")).toContain("POST /v1/join");
    expect(asks("/join")).not.toContain("POST /v1/accounts/{account}/invitations");
    expect(asks("/me/security")).toContain("POST /v1/me/addresses");
    expect(asks("/a/:slug/users")).toContain("PUT /v1/accounts/{account}/users/{user}/suspension");
    expect(errorsOf("POST /v1/me/addresses")).toContain("addresses.same");
    expect(errorsOf("POST /v1/address-stop/look")).toContain("addresses.link_ended");
  });

  it.each(pages.map(({ path }) => path))("for what it can be answered: %s", (path) => {
    const without = new Set<string>();
    for (const [request, parts] of reached.get(path)?.requests ?? [])
      for (const key of errorsOf(request))
        if (`error.${key}` in english && !parts.has(partOf(`error.${key}`))) without.add(`${request}: ${key}`);
    expect([...without]).toEqual([]);
  });

  it.each(pages.map(({ path }) => path))("for what it says: %s", (path) => {
    const without = [...(reached.get(path)?.texts ?? [])].filter(([key, parts]) => key in english && !parts.has(partOf(key)));
    expect(without.map(([key]) => key)).toEqual([]);
  });
});
