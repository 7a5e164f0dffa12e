// Compiles locales/<tag>.json to one module per language and the types of all messages.
// ICU subset: {name}, {n, number}, {n, plural, =0 {…} one {…} other {# …}}, {x, select, a {…} other {…}}.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const locales = fileURLToPath(new URL("../../locales/", import.meta.url));
const out = fileURLToPath(new URL("../src/lib/generated/", import.meta.url));

/** Sections that the server alone reads (mails). */
const serverOnly = ["mail"];
/**
 * Each language is cut in parts, so that signing in does not load the texts of all pages. A section
 * that is not named here belongs to the rest, which comes with the frame of an account.
 */
const sections = {
  entry: ["email", "field", "language", "password", "signin"],
  join: ["join", "rule"],
  // Of every page behind sign-in; and of a person's own pages.
  me: ["entry", "offline", "problem", "proof", "theme", "time", "version"],
  own: [
    "addresses", "confirm", "forgot", "me", "own_uses", "preferences", "profile", "reset", "security", "start", "stop",
  ],
  audit: ["act", "audit"],
  // Of what opens beside or over the list of users; and of what an account has bought, and whose it is.
  panel: ["conflict", "email_change", "emails", "ending", "entries", "invite", "reset_user"],
  owning: ["ownership", "plans"],
  console: ["health", "jobs", "letter", "operator", "product_keys"],
  may: ["may"],
  api_keys: ["api_keys"],
};
/**
 * Errors by the folder whose they are; those without one, and what any request may be answered, may
 * come from anywhere. lib/parts.test.ts: a page has the words for all that it can be answered.
 */
const errors = {
  entry: ["signin", "http", "store", "field", "email"],
  join: ["invitations", "passwords"],
  me: ["access"],
  own: ["addresses", "preferences"],
  owning: ["ownership", "plans"],
  audit: ["audit"],
  api_keys: ["keys"],
  // Of places too: no page makes or renames one yet.
  console: ["accounts", "idempotency", "jobs", "operators", "places", "support"],
};
/** Of other folders' errors, those that a person's own pages and an account's can meet. */
const meErrors = ["http.version", "accounts.not_open", "users.name", "users.field", "users.field_taken"];
/** What closing an account may be answered; other errors of accounts are the operators'. */
const owningErrors = ["accounts.name"];
/** And those that joining can meet, and who changes an address or proves who they are. */
const entryErrors = [
  "passwords.changed_meanwhile", "passwords.not_current", "users.email_taken", "users.person_here",
];
/** What somebody is asked before any account: the labels of other fields come with the account. */
const askedFirst = ["email", "first_name", "last_name", "name", "optional", "password"];
/** The ways in which any page can be missing; the other kinds come with what shows them. */
const entryProblems = ["offline", "failed"];
/** Words of every page that is shown to somebody who is signed in, and of no other. */
const signedIn = ["done", "save", "sign_out", "toasts", "undo"];
/** Of the refusals of passwords those that joining can meet, and those of who asks a user for a new one. */
const joiningPassword = ["too_short", "too_long", "too_common", "context", "breached"];
const askingPassword = ["no_address", "sent_lately"];
/** What only whoever invites can meet. */
const inviting = [
  "accounts.not_joined", "invitations.accepted", "invitations.sent_lately", "invitations.too_many",
];
/** Why nobody can be invited stands where one would; of support an account has no more than a bar. */
const whyNot = ["off", "off_plan", "off_seats"];
const supportBar = ["bar", "bar_mine", "end", "ended", "title"];
export const partOf = (key) => {
  const [section, second] = key.split(".");
  // Labels of a product: of the one that is shown only. English stands in the blueprint itself.
  if (section === "blueprint") return `blueprint-${second}`;
  if (!key.includes(".")) return signedIn.includes(key) ? "me" : "entry";
  if (section === "error") {
    const [, , name] = key.split(".");
    const anywhere = name === undefined;
    if (owningErrors.includes(`${second}.${name}`)) return "owning";
    if (entryErrors.includes(`${second}.${name}`)) return "entry";
    if (meErrors.includes(`${second}.${name}`)) return "me";
    if (second === "passwords" && askingPassword.includes(name)) return "panel";
    if (second === "passwords" && !joiningPassword.includes(name)) return "own";
    if (inviting.includes(`${second}.${name}`)) return "rest";
    return anywhere ? "entry" : (Object.keys(errors).find((part) => errors[part].includes(second)) ?? "rest");
  }
  if (section === "invite" && whyNot.includes(second)) return "rest";
  if (section === "support") return supportBar.includes(second) ? "rest" : "console";
  if (section === "field" && !askedFirst.includes(second)) return "rest";
  if (section === "problem" && entryProblems.includes(second)) return "entry";
  if (key === "start.operator") return "me";
  return Object.keys(sections).find((part) => sections[part].includes(section)) ?? "rest";
};

/**
 * Words that a product may call otherwise: {location} in a text is its word or ours, {Location} the
 * same as the first of a label. Each stands under `word` in every language.
 */
const ownWords = ["division", "divisions", "location", "locations"];
const isOwnWord = (name) =>
  ownWords.includes(name[0].toLowerCase() + name.slice(1));

export class MessageError extends Error {}

/** Nested tables become dotted keys: {"users": {"title": …}} is users.title. */
export function flatten(table, prefix = "") {
  const flat = {};
  for (const [key, value] of Object.entries(table)) {
    const full = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") flat[full] = value;
    else if (value && typeof value === "object") Object.assign(flat, flatten(value, full));
    else throw new MessageError(`${full}: expected a text or a table`);
  }
  return flat;
}

/** A message as parts: texts, {arg}, {number}, {plural}, {select}, or "#". */
export function parse(text) {
  let at = 0;
  const fail = (what) => {
    throw new MessageError(`${what} at ${at} in: ${text}`);
  };
  const space = () => {
    while (/\s/.test(text[at] ?? "")) at++;
  };
  const word = () => {
    const found = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(at));
    if (!found) fail("expected a name");
    at += found[0].length;
    return found[0];
  };
  const expect = (sign) => {
    space();
    if (text[at] !== sign) fail(`expected ${sign}`);
    at++;
  };

  function branches() {
    const found = {};
    for (space(); text[at] !== "}"; space()) {
      if (at >= text.length) fail("unfinished branches");
      let key;
      if (text[at] === "=") {
        const exact = /^=\d+/.exec(text.slice(at));
        if (!exact) fail("expected a number after =");
        key = exact[0];
        at += key.length;
      } else key = word();
      expect("{");
      found[key] = body(true);
      expect("}");
    }
    if (!found.other) fail("a choice needs an other branch");
    return found;
  }

  function argument() {
    expect("{");
    space();
    const name = word();
    space();
    if (text[at] === "}") {
      at++;
      return { arg: name };
    }
    expect(",");
    space();
    const kind = word();
    if (kind === "number") {
      expect("}");
      return { number: name };
    }
    if (kind !== "plural" && kind !== "select") fail(`unknown kind ${kind}`);
    expect(",");
    const options = branches();
    expect("}");
    return { [kind]: name, options };
  }

  function body(nested) {
    const parts = [];
    let run = "";
    const flush = () => {
      if (run) parts.push(run);
      run = "";
    };
    while (at < text.length) {
      const sign = text[at];
      if (sign === "{") {
        flush();
        parts.push(argument());
      } else if (sign === "}") {
        if (!nested) fail("a } too many");
        break;
      } else if (sign === "#" && nested) {
        flush();
        parts.push({ hash: true });
        at++;
      } else {
        run += sign;
        at++;
      }
    }
    flush();
    return parts;
  }
  const parts = body(false);
  return parts;
}

/** The arguments of a message and the type that each must have. */
export function argumentsOf(parts, found = {}) {
  for (const part of parts) {
    if (typeof part === "string" || part.hash) continue;
    if (part.arg && !isOwnWord(part.arg)) found[part.arg] ??= "string";
    if (part.number) found[part.number] = "number";
    if (part.plural) found[part.plural] = "number";
    if (part.select) found[part.select] = "string";
    for (const branch of Object.values(part.options ?? {})) argumentsOf(branch, found);
  }
  return found;
}

/** A JavaScript expression for the parts; `hash` is the number that # stands for. */
export function expression(parts, hash) {
  if (parts.length === 0) return '""';
  const terms = parts.map((part) => {
    if (typeof part === "string") return JSON.stringify(part);
    if (part.hash) return hash ? `n(a.${hash})` : '"#"';
    if (part.arg && isOwnWord(part.arg)) return `w(${JSON.stringify(part.arg)})`;
    if (part.arg) return `a.${part.arg}`;
    if (part.number) return `n(a.${part.number})`;
    const name = part.plural ?? part.select;
    const inner = part.plural ? name : hash;
    const choices = Object.entries(part.options)
      .map(([key, branch]) => `${JSON.stringify(key)}:()=>${expression(branch, inner)}`)
      .join(",");
    return `${part.plural ? "p" : "s"}(a.${name},{${choices}})`;
  });
  const first = typeof parts[0] === "string" ? "" : '""+';
  return terms.length === 1 && !first ? terms[0] : first + terms.join("+");
}

/** A module of one language: plain texts stay texts, the others become functions. */
export function compile(table) {
  const lines = [];
  for (const [key, text] of Object.entries(table)) {
    const parts = parse(text);
    const plain = parts.length === 0 || (parts.length === 1 && typeof parts[0] === "string");
    const value = plain ? JSON.stringify(parts[0] ?? "") : `(a)=>${expression(parts)}`;
    lines.push(`  ${JSON.stringify(key)}: ${value},`);
  }
  return `export default (n, p, s, w) => ({\n${lines.join("\n")}\n});\n`;
}

/** The type of all messages: the arguments of each key. */
export function types(table) {
  const lines = Object.entries(table).map(([key, text]) => {
    const args = Object.entries(argumentsOf(parse(text)));
    const type = args.map(([name, kind]) => `${name}: ${kind}`).join("; ");
    return `  ${JSON.stringify(key)}: ${args.length ? `{ ${type} }` : "undefined"};`;
  });
  return `export interface Messages {\n${lines.join("\n")}\n}\n`;
}

function ours(table) {
  return Object.fromEntries(
    Object.entries(table).filter(([key]) => !serverOnly.includes(key.split(".")[0])),
  );
}

function main() {
  mkdirSync(out, { recursive: true });
  const write = (name, text) => {
    const path = out + name;
    let before = "";
    try {
      before = readFileSync(path, "utf8");
    } catch {}
    if (before !== text) writeFileSync(path, text);
  };
  const read = (tag) => flatten(JSON.parse(readFileSync(`${locales}${tag}.json`, "utf8")));
  const english = ours(read("en"));
  write("messages.d.ts", types(english));
  for (const file of readdirSync(locales)) {
    if (!file.endsWith(".json")) continue;
    const tag = file.slice(0, -".json".length);
    const table = ours(read(tag));
    for (const [key, text] of Object.entries(table)) {
      if (!(key in english)) {
        if (!key.startsWith("blueprint.")) throw new MessageError(`${tag}: ${key} is not in en`);
        continue;
      }
      const known = argumentsOf(parse(english[key]));
      for (const name of Object.keys(argumentsOf(parse(text)))) {
        if (!(name in known)) throw new MessageError(`${tag}: ${key} has no argument ${name}`);
      }
    }
    const all = Object.entries({ ...english, ...table });
    for (const part of new Set([...Object.keys(sections), "rest", ...all.map(([key]) => partOf(key))])) {
      const mine = all.filter(([key]) => partOf(key) === part);
      write(`${tag}.${part}.js`, compile(Object.fromEntries(mine)));
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof MessageError ? error.message : error);
    process.exit(1);
  }
}
