// What each page costs to load, in each language, against the budgets of the UI guide (KiB, gzip),
// and against what it cost when that was last written down (budget.json): more than a fifth above
// is a fault. `npm run budget -- --record` writes it down anew, to be looked at in the change.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { verdict } from "./verdict.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const record = fileURLToPath(new URL("../budget.json", import.meta.url));
const kib = 1024;

/** Pages before sign-in: the program, its text, and what the page itself loads at once. */
const pages = [
  ["sign-in", 35, "src/routes/SignIn.svelte", ["entry"]],
  ["join", 40, "src/routes/Join.svelte", ["entry", "join"]],
];
const usersLimit = 75;
const chunkLimit = 20;
// What opens with the first press is several chunks, those of dialogs and lists among them.
const firstLimit = 3 * chunkLimit;
// All screens in one sheet: docs/decisions/0015.
const cssLimit = 10;

const read = (name) => JSON.parse(readFileSync(dist + name, "utf8"));
const manifest = read("manifest.json");
const size = (file) => gzipSync(readFileSync(dist + file), { level: 9 }).length;

/** All files that a chunk needs before it runs. */
function closure(names, found = new Set()) {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no ${name}`);
    if (found.has(name)) continue;
    found.add(name);
    closure(chunk.imports ?? [], found);
  }
  return found;
}
const bytes = (names) => [...names].reduce((sum, name) => sum + size(manifest[name].file), 0);
const textsOf = (tag, part) => `src/lib/generated/${tag}.${part}.js`;
const languages = Object.keys(manifest).flatMap(
  (name) => /^src\/lib\/generated\/([^/.]+)\.entry\.js$/.exec(name)?.[1] ?? [],
);

const before = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
const now = {};
const faults = [];
function judge(name, value, limit) {
  now[name] = value;
  const said = verdict(value, limit * kib, before[name]);
  const inKib = (n) => (n / kib).toFixed(1);
  const was = said === "grown" ? `, was ${inKib(before[name])}` : "";
  const line = `${inKib(value).padStart(6)} of ${String(limit).padStart(3)} KiB  ${name}${was}`;
  console.log(`${{ ok: "   ok", over: " OVER", grown: "GROWN" }[said]} ${line}`);
  if (said !== "ok") faults.push(`${said}: ${line.trim()}`);
}

for (const tag of languages)
  for (const [name, limit, route, parts] of pages) {
    const texts = parts.map((part) => textsOf(tag, part));
    judge(`${name}, ${tag}`, bytes(closure(["index.html", ...texts, route])), limit);
  }
const everywhere = closure(["index.html"]);
// The list of users: what the server tells the page to fetch (parts.ts), and the product's labels,
// of which one page needs those of one product.
const { account, users: list, texts } = read("preload.json");
const named = (paths) => {
  const told = new Set(paths.map((path) => path.slice(1)));
  return Object.keys(manifest).filter((name) => told.has(manifest[name].file));
};
for (const tag of languages) {
  const labels = Object.keys(manifest)
    .filter((name) => name.startsWith(textsOf(tag, "blueprint-").slice(0, -".js".length)))
    .sort((a, b) => size(manifest[b].file) - size(manifest[a].file))
    .slice(0, 1);
  const all = named([...account, ...list, ...(texts[tag] ?? [])]);
  judge(`users, ${tag}`, bytes(closure(["index.html", ...all, ...labels])), usersLimit);
}
for (const [name, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || everywhere.has(name)) continue;
  judge(name, size(chunk.file), chunkLimit);
}
// What a press on the Users screen still has to fetch.
const users = closure(["index.html", ...named([...account, ...list])]);
for (const name of [
  "src/features/directory/UserPanel.svelte",
  "src/features/invitations/InviteDialog.svelte",
  "src/components/Menu.svelte",
  "src/components/FilterList.svelte",
]) {
  const more = [...closure([name])].filter((one) => !users.has(one));
  judge(`first press: ${name}`, bytes(more), firstLimit);
}
const css = readdirSync(`${dist}assets`).filter((file) => file.endsWith(".css"));
const allCss = gzipSync(Buffer.concat(css.map((file) => readFileSync(`${dist}assets/${file}`))), {
  level: 9,
});
judge("all styles", allCss.length, cssLimit);

if (process.argv.includes("--record")) {
  const sorted = Object.fromEntries(Object.entries(now).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(record, `${JSON.stringify(sorted, null, 2)}\n`);
} else if (faults.length) {
  console.error(faults.join("\n"));
  console.error("Where it is worth that much: npm --prefix ui run budget -- --record");
  process.exit(1);
}
