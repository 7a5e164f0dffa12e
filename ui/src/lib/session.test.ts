import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { answerAs, api, onShutOut } from "./client";
import { whenForgotten } from "./resource.svelte";
import { forget, know, reknow, session, shutOut, take } from "./session.svelte";
import type { Me } from "./types";

const refused = { status: 403, key: "access.no_entry", detail: "No.", fields: {}, values: {} };
const lists = { roles: [], ladders: [], resources: [], fields: [] };
/** Who one is, with an account shown or none. */
const me = (slug?: string) =>
  ({
    identity: { email: "tom@x.io" },
    accounts: [],
    ...(slug
      ? { account: { slug, blueprint: "x", words: {}, plan: { key: "p", label: "" }, ...lists } }
      : {}),
  }) as unknown as Me;

/** What was asked for, and how it is answered: as asked, or with a refusal. */
const asked: (string | undefined)[] = [];
let status = 200;
let held: Promise<unknown> = Promise.resolve();
const get = async (_: string, { params }: { params: { query: { account?: string } } }) => {
  const { account } = params.query;
  asked.push(account);
  await held;
  const response = new Response(null, { status });
  return status === 200 ? { data: me(account), response } : { error: { code: "x.y", detail: "" }, response };
};
beforeAll(() => {
  vi.spyOn(api, "GET").mockImplementation(get as unknown as typeof api.GET);
});
let forgotten = 0;
whenForgotten(() => forgotten++);

beforeEach(() => {
  forget();
  asked.length = 0;
  status = 200;
  held = Promise.resolve();
  forgotten = 0;
});
afterAll(() => {
  vi.restoreAllMocks();
  forget();
});

describe("whoever is shut out of an account", () => {
  it("is known anew elsewhere: what else there is may have changed as well", async () => {
    await take(me("acme"));
    shutOut(refused);
    expect([session.account, session.failure?.key]).toEqual([undefined, "access.no_entry"]);
    expect(await know()).toBe(true);
    expect([asked, session.failure, session.me?.identity.email]).toEqual([[undefined], undefined, "tom@x.io"]);
  });

  it("is not told so of another account, while that one comes", async () => {
    await take(me("acme"));
    shutOut(refused);
    let go = () => {};
    held = new Promise<void>((done) => (go = done));
    const known = know("other");
    expect(session.failure).toBeUndefined();
    go();
    expect(await known).toBe(true);
    expect(session.account?.slug).toBe("other");
  });

  it("may try again, and is let in where it is open again", async () => {
    await take(me("acme"));
    shutOut(refused);
    await know("acme");
    expect([asked, session.account?.slug, session.failure]).toEqual([["acme"], "acme", undefined]);
  });
});

describe("an account that is shown", () => {
  it("is not asked for again without need", async () => {
    await take(me("acme"));
    expect(await know("acme")).toBe(true);
    expect(await know()).toBe(true);
    expect(asked).toEqual([]);
  });

  it.each([403, 404])("goes, with all that was of it, where it is answered with %i", async (code) => {
    await take(me("acme"));
    status = code;
    expect(await reknow("acme")).toBe(false);
    expect([session.account, session.failure?.status, forgotten]).toEqual([undefined, code, 1]);
  });

  it.each([500, 503])("stays where the server can not answer: %i", async (code) => {
    await take(me("acme"));
    status = code;
    expect(await reknow("acme")).toBe(false);
    expect([session.account?.slug, forgotten]).toEqual(["acme", 0]);
  });

  it("stays where it was asked for another", async () => {
    await take(me("acme"));
    status = 404;
    await reknow("other");
    expect(session.account?.slug).toBe("acme");
  });
});

describe("a refusal to enter", () => {
  const shut = (url: string) => {
    const response = new Response(null, { status: 403 });
    Object.defineProperty(response, "url", { value: url });
    return answerAs(Promise.resolve({ error: { code: "access.no_entry", detail: "No." }, response }));
  };

  it("is told with the address that was asked, for as long as somebody listens", async () => {
    const told: string[] = [];
    const stop = onShutOut((why, url) => told.push(`${why.key} ${url}`));
    await shut("http://x/v1/accounts/acme/users");
    stop();
    await shut("http://x/v1/accounts/late/users");
    expect(told).toEqual(["access.no_entry http://x/v1/accounts/acme/users"]);
  });
});
