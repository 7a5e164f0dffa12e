// Writes src/lib/api.d.ts from the server's own description of its API, or with --check compares.
// The server is USHER_URL if that is set, else USHER_BIN is started on an empty folder.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTypes, { astToString } from "openapi-typescript";

const file = fileURLToPath(new URL("../src/lib/api.d.ts", import.meta.url));
const head = "// Made by `npm run api` from the server's /openapi.json. Not edited by hand.\n\n";

/** The types of a description. */
export async function typesOf(description) {
  const types = await openapiTypes(description, { alphabetize: true, defaultNonNullable: false });
  return head + astToString(types);
}

/** Are the checked-in types those of this description? */
export async function upToDate(description) {
  return (await typesOf(description)) === readFileSync(file, "utf8");
}

async function withServer(run) {
  if (process.env.USHER_URL) return run(process.env.USHER_URL);
  const program = process.env.USHER_BIN;
  if (!program) throw new Error("Set USHER_BIN to the program, or USHER_URL to a running server.");
  const data = mkdtempSync(join(tmpdir(), "usher-api-"));
  const server = spawn(program, ["serve", "--data", data, "--port", "0", "--log", join(data, "log")]);
  try {
    return await run(await urlOf(server));
  } finally {
    const gone = new Promise((done) => server.once("exit", done));
    server.kill("SIGTERM");
    await gone;
    rmSync(data, { recursive: true, force: true });
  }
}

function urlOf(server) {
  return new Promise((done, failed) => {
    let said = "";
    const listen = (chunk) => {
      said += chunk;
      const found = /running at\s+(https?:\/\/\S+)/.exec(said)?.[1];
      if (found) done(found.replace(/\/$/, ""));
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("exit", () => failed(new Error(`The server ended: ${said}`)));
  });
}

async function main() {
  const description = await withServer(async (url) => (await fetch(`${url}/openapi.json`)).json());
  if (!process.argv.includes("--check")) {
    writeFileSync(file, await typesOf(description));
    return;
  }
  if (await upToDate(description)) return;
  console.error("src/lib/api.d.ts is not what the server describes. Run: npm run api");
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
