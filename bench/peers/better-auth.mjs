// Better Auth on its own, for bench/peers.cc: node better-auth.mjs FOLDER PORT.
//
// As its documentation sets it up: e-mail and password, the plug-ins "admin" (which lists users) and
// "organization" (which answers whether somebody may), SQLite by Node's own driver, and no limit of
// requests, since one program asks them all. The people of FOLDER/people (name TAB address) are laid
// into its tables; the first of them signs up by itself, with the password in FOLDER/password, and is
// an administrator and the owner of an organisation of all, whose id is left in FOLDER/organization.
import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { admin, organization } from "better-auth/plugins";

const [folder, port] = process.argv.slice(2);
const database = new DatabaseSync(`${folder}/better-auth.db`);
const options = {
  database,
  baseURL: `http://127.0.0.1:${port}`,
  secret: "a secret of no worth, as nobody else can reach this",
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { level: "error" },
  plugins: [admin(), organization()],
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const auth = betterAuth(options);

const people = readFileSync(`${folder}/people`, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t"));
const [name, email] = people[0];
const password = readFileSync(`${folder}/password`, "utf8");
const { headers, response } = await auth.api.signUpEmail({
  body: { name, email, password },
  returnHeaders: true,
});
const owner = response.user.id;
database.prepare(`update "user" set role = 'admin' where id = ?`).run(owner);
const everybody = await auth.api.createOrganization({
  body: { name: "Everybody", slug: "everybody" },
  headers: new Headers({ cookie: headers.getSetCookie().map((each) => each.split(";")[0]).join("; ") }),
});
database.exec("begin");
const user = database.prepare(
  `insert into "user" (id, name, email, emailVerified, createdAt, updatedAt, role) values (?, ?, ?, 1, ?, ?, 'user')`,
);
const member = database.prepare(
  `insert into "member" (id, organizationId, userId, role, createdAt) values (?, ?, ?, 'member', ?)`,
);
const now = new Date().toISOString();
people.slice(1).forEach(([name, email], n) => {
  user.run(`user${n}`, name, email, now, now);
  member.run(`member${n}`, everybody.id, `user${n}`, now);
});
database.exec("commit");
writeFileSync(`${folder}/organization`, everybody.id);

createServer(toNodeHandler(auth)).listen(Number(port), "127.0.0.1", () =>
  console.log(`http://127.0.0.1:${port}/`),
);
