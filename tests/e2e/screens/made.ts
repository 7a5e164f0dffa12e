// What the screens need besides the demo: links that were mailed, users that wait, are gone or are
// at home elsewhere, an account that is closed. Made by the API, as people make it.
import type { Usher } from "../harness";
import { connect, operator, pitneyship, postmark, sendpro, stamps } from "../people";

/** Somebody of the provider looks into this one. */
export const weir = { users: "/a/weir/users", owner: "wim@weir.example" };
const password = "mossy lantern at noon";

const api = (slug: string) => `/v1/accounts/${slug}`;
/** Links and ids by name. */
export interface Made {
  join: string;
  /** For an address that has a sign-in already. */
  joinKnown: string;
  joinWithdrawn: string;
  joinChange: string;
  joinOperator: string;
  /** Expires when the clock is moved on. */
  joinLate: string;
  reset: string;
  confirm: string;
  stop: string;
  /** Its division is administered by somebody of Boston. */
  newark: string;
  /** Had their old address ended: one waits for the new one, of the other its link is gone. */
  waiting: string;
  stranded: string;
  erased: string;
  gone: string;
  elif: string;
  ulf: string;
  job: string;
}

class Maker {
  constructor(private readonly usher: Usher) {}

  async ask(who: string, method: string, path: string, body?: unknown) {
    const got = await this.usher.ask(who, method, path, body);
    if (got.status >= 400) {
      throw new Error(`${method} ${path}: ${got.status} ${JSON.stringify(got.body)}`);
    }
    return got.body;
  }
  async user(who: string, slug: string, words: string): Promise<string> {
    const { items } = await this.ask(who, "GET", `${api(slug)}/users?q=${encodeURIComponent(words)}`);
    return items[0].id;
  }
  invite(who: string, slug: string, emails: string[], more: object = {}) {
    return this.ask(who, "POST", `${api(slug)}/invitations`, { emails, ...more });
  }
  async join(email: string, name: string): Promise<void> {
    const token = (await this.usher.link(email)).split("#")[1];
    const [first_name, last_name] = name.split(" ");
    const names = email.endsWith("@usher.example") ? { name } : { first_name, last_name };
    await this.open("/v1/join", { token, password, ...names });
  }
  async open(path: string, body: object): Promise<void> {
    const answer = await fetch(this.usher.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.usher.url },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}

/** Max manages the users of Stamps, is a user of SendPro, and has to choose a new password. */
async function inTwoAccounts(usher: Usher, make: Maker): Promise<void> {
  await make.invite(sendpro.owner, "sendpro-demo", [stamps.manager], { roles: [{ role: "user" }] });
  const token = (await usher.link(stamps.manager)).split("#")[1];
  await make.open("/v1/join", {
    token,
    name: "Max Lindqvist",
    password: usher.password(stamps.manager),
  });
  usher.forgetSession(stamps.manager);
  const max = await make.user(stamps.owner, "stamps-demo", "max@stamps");
  await make.ask(stamps.owner, "POST", `${api("stamps-demo")}/users/${max}/reset`, { end_now: true });
}

async function accountsOfOperators(usher: Usher, make: Maker): Promise<void> {
  const kiln = { name: "Kiln & Co", blueprint: "stamps", owner: { email: "ken@kiln.example" } };
  await make.ask(operator, "POST", "/v1/accounts", kiln);
  const mill = { name: "Old Mill", slug: "old-mill", blueprint: "stamps", owner: { email: "o@mill.example" } };
  await make.ask(operator, "POST", "/v1/accounts", mill);
  await make.ask(operator, "PUT", `${api("old-mill")}/closing`, { reason: "Asked for by letter" });
  await make.ask(operator, "PUT", `${api("connect-demo")}/suspension`, { reason: "Unpaid since March" });
  await make.ask(operator, "POST", "/v1/product-keys", { blueprint: "stamps", name: "Shop in the harbour" });
  await make.ask(operator, "POST", "/v1/operators", { email: "second@usher.example" });
  await make.ask(operator, "POST", "/v1/operators", { email: "nora@usher.example" });
  await make.join("nora@usher.example", "Nora Quist");
}

/** Twice: once it has ended. */
async function lookedInto(usher: Usher, make: Maker): Promise<void> {
  const body = { name: "Weir Pottery", slug: "weir", blueprint: "stamps", owner: { email: weir.owner } };
  await make.ask(operator, "POST", "/v1/accounts", body);
  await make.join(weir.owner, "Wim Weir");
  await usher.session(weir.owner, password);
  const support = `${api("weir")}/support`;
  const before = { reason: "Ticket 4698: a mail did not come", hours: 1 };
  const { items } = await make.ask(operator, "POST", support, before);
  await make.ask(operator, "DELETE", `${support}/${items[0].operator}`);
  await make.ask(operator, "POST", support, { reason: "Ticket 4711: lists look empty", hours: 2 });
}

/** Two whose old address was ended, and one who came back without the link to the new one. */
async function withoutAddress(make: Maker): Promise<{ waiting: string; stranded: string }> {
  const ended = (email: string) => ({ email, end_now: true });
  const waiting = await make.user(postmark.owner, "postmark-demo", "bea@");
  const pm = `${api("postmark-demo")}/users/${waiting}`;
  await make.ask(postmark.owner, "PUT", `${pm}/email`, ended("bea.moreau@juniper.example"));
  const stranded = await make.user(sendpro.owner, "sendpro-demo", "lucja@");
  const sp = `${api("sendpro-demo")}/users/${stranded}`;
  await make.ask(sendpro.owner, "PUT", `${sp}/email`, ended("lucja.oster@example.org"));
  await make.ask(sendpro.owner, "DELETE", sp);
  await make.ask(sendpro.owner, "PUT", `${sp}/restoration`, {});
  return { waiting, stranded };
}

/** Somebody of Portland works at Boston, too. */
async function fromElsewhere(make: Maker, places: { id: string; name: string }[]): Promise<void> {
  const boston = places.find((one) => one.name === "Boston")?.id;
  const ria = await make.user(pitneyship.owner, "pitneyship-demo", "ria@");
  const roles = [{ role: "receiver" }, { role: "receiver", place: boston }];
  await make.ask(pitneyship.owner, "PUT", `${api("pitneyship-demo")}/users/${ria}/roles`, { roles });
}

async function erased(make: Maker): Promise<string> {
  await make.invite(stamps.owner, "stamps-demo", ["erin@fernhill.example"]);
  const erin = await make.user(stamps.owner, "stamps-demo", "erin@");
  const path = `${api("stamps-demo")}/users/${erin}`;
  await make.ask(stamps.owner, "DELETE", path);
  await make.ask(stamps.owner, "PUT", `${path}/erasure`);
  return erin;
}

/** Programs of two accounts; of one key the maker may no longer do what it can. */
async function programs(make: Maker, ulf: string, places: { id: string; name: string }[]): Promise<void> {
  const st = `${api("stamps-demo")}/service-users`;
  const key = (who: string, of: string, body: object) => make.ask(who, "POST", `${of}/keys`, body);
  const service = async (who: string, all: string, body: object) =>
    `${all}/${(await make.ask(who, "POST", all, body)).id}`;
  const roles = (of: string[]) => make.ask(stamps.owner, "PUT", `${api("stamps-demo")}/users/${ulf}/roles`, {
    roles: of.map((role) => ({ role })),
  });
  const shop = await service(stamps.owner, st, { name: "Shop system", roles: [{ role: "user" }, { role: "refunds" }] });
  await key(stamps.owner, shop, { name: "Nightly orders", permissions: ["postage.print", "history.own"] });
  await roles(["admin"]);
  await key(stamps.plain, shop, { name: "Label printer" });
  await roles(["user"]);
  await service(stamps.owner, st, { name: "Monthly report", roles: [{ role: "reports" }] });

  const boston = places.find((one) => one.name === "Boston")?.id;
  const ps = `${api("pitneyship-demo")}/service-users`;
  const lockers = { name: "Parcel lockers", home: boston, roles: [{ role: "receiver" }] };
  const locker = await service(pitneyship.owner, ps, lockers);
  await key(pitneyship.owner, locker, { name: "Terminal at the door", place: boston });
}

const month = 30 * 86_400_000;

export async function make(usher: Usher): Promise<Made> {
  const it = new Maker(usher);
  const sp = api("sendpro-demo");
  await it.invite(sendpro.owner, "sendpro-demo", [stamps.owner, "late@northwind.example"], { roles: [{ role: "user" }] });
  await it.invite(connect.owner, "connect-demo", ["wanda@granite.example"], { roles: [{ role: "operator" }] });
  const joinWithdrawn = await usher.link("wanda@granite.example");
  await inTwoAccounts(usher, it);
  await accountsOfOperators(usher, it);
  await lookedInto(usher, it);

  const elif = await it.user(sendpro.owner, "sendpro-demo", "elif@sendpro");
  const moved = { email: "elif.new@example.org" };
  await it.ask(sendpro.owner, "PUT", `${sp}/users/${elif}/email`, moved);
  const places = await it.ask(pitneyship.owner, "GET", `${api("pitneyship-demo")}/places`);
  const newark = places.items.find((one: { name: string }) => one.name === "Newark").id;
  await fromElsewhere(it, places.items);
  const { waiting, stranded } = await withoutAddress(it);
  const gone = await it.user(sendpro.owner, "sendpro-demo", "jonas@sendpro");
  await it.ask(sendpro.owner, "DELETE", `${sp}/users/${gone}`);
  const self = await it.user(sendpro.owner, "sendpro-demo", "rui@sendpro");
  const refused = { do: "suspend", users: [self] };
  const job = await it.ask(sendpro.owner, "POST", `${sp}/bulk`, refused);

  const ulf = await it.user(stamps.owner, "stamps-demo", "ulf@stamps");
  const ulfs = `${api("stamps-demo")}/users/${ulf}`;
  await it.ask(stamps.owner, "PATCH", ulfs, { first_name: "Ulrich" });
  await programs(it, ulf, places.items);
  const until = new Date(Math.ceil(Date.now() / month + 1) * month).toISOString();
  const roles = [{ role: "user" }, { role: "reports", until }];
  await it.ask(stamps.owner, "PUT", `${ulfs}/roles`, { roles });
  await it.open("/v1/forgot", { email: pitneyship.plain });
  const address = { kind: "sign_in", email: "tim.nakamura@juniper.example" };
  await it.ask(postmark.plain, "POST", "/v1/me/addresses", address);
  return {
    join: await usher.link("chiara@sendpro.example"),
    joinKnown: await usher.link(stamps.owner),
    joinWithdrawn,
    joinChange: await usher.link(moved.email),
    joinOperator: await usher.link("second@usher.example"),
    joinLate: await usher.link("late@northwind.example"),
    reset: await usher.link(pitneyship.plain, 1, "reset"),
    confirm: await usher.link(address.email, 1, "confirm-address"),
    stop: await usher.link(postmark.plain, 1, "stop-address"),
    newark,
    waiting,
    stranded,
    erased: await erased(it),
    gone,
    elif,
    ulf,
    job: job.id,
  };
}
