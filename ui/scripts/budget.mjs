// What each page costs to load, against the budgets of the UI guide (KiB, gzip).
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const kib = 1024;

/** Pages before sign-in: the program, its text, and what the page itself loads at once. */
const pages = [
  ["sign-in", 35, "src/routes/SignIn.svelte", ["entry"]],
  ["join", 40, "src/routes/Join.svelte", ["entry", "join"]],
];
const usersLimit = 75;
const chunkLimit = 20;
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

let failed = 0;
function judge(name, value, limit) {
  const over = value > limit * kib;
  if (over) failed++;
  const text = (value / kib).toFixed(1).padStart(6);
  console.log(`${over ? "OVER" : "  ok"} ${text} of ${String(limit).padStart(3)} KiB  ${name}`);
}

for (const [name, limit, route, texts] of pages) {
  const language = texts.map((part) => `src/lib/generated/en.${part}.js`);
  judge(name, bytes(closure(["index.html", ...language, route])), limit);
}
const everywhere = closure(["index.html"]);
// The list of users: what the server tells the page to fetch (parts.ts).
const { account, users: list, texts } = read("preload.json");
const told = new Set([...account, ...list, ...texts.en].map((path) => path.slice(1)));
const usersNames = Object.keys(manifest).filter((name) => told.has(manifest[name].file));
const users = closure(["index.html", ...usersNames]);
judge("users", bytes(users), usersLimit);
for (const [name, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || everywhere.has(name)) continue;
  judge(name, size(chunk.file), chunkLimit);
}
// What a press on the Users screen still has to fetch.
for (const name of [
  "src/features/directory/UserPanel.svelte",
  "src/features/invitations/InviteDialog.svelte",
  "src/components/Menu.svelte",
  "src/components/FilterList.svelte",
]) {
  const more = [...closure([name])].filter((one) => !users.has(one));
  console.log(`     ${(bytes(more) / kib).toFixed(1).padStart(6)}         KiB  first press: ${name}`);
}
const css = readdirSync(`${dist}assets`).filter((file) => file.endsWith(".css"));
const allCss = gzipSync(Buffer.concat(css.map((file) => readFileSync(`${dist}assets/${file}`))), {
  level: 9,
});
judge("all styles", allCss.length, cssLimit);
process.exit(failed ? 1 : 0);
