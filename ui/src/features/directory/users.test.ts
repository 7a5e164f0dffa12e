import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "$lib/client";
import type { User } from "$lib/types";
import { everybody } from "./api";
import { Users } from "./users.svelte";

/** "tom1 ulf2": who there is, and in which version. */
let there = "";
/** Until the server has answered. */
let held: Promise<unknown> = Promise.resolve();
const rows = (text: string) =>
  text.split(" ").filter(Boolean).map((one) => ({ id: one.slice(0, 3), version: Number(one[3]) }) as User);
const get = async () => {
  const items = rows(there);
  await held;
  return { data: { items }, response: new Response(null, { status: 200 }) };
};
beforeAll(() => {
  vi.spyOn(api, "GET").mockImplementation(get as unknown as typeof api.GET);
});
beforeEach(() => {
  held = Promise.resolve();
});
afterAll(() => {
  vi.restoreAllMocks();
});
async function list(text: string) {
  there = text;
  const users = new Users("acme", everybody);
  await users.pages.start();
  return users;
}

describe("news of a list", () => {
  it("tells who came and that somebody went", async () => {
    const users = await list("tom1 ulf1");
    there = "ada1 ulf1";
    await users.look();
    expect(users.news).toEqual({ came: ["ada"], gone: true });
  });

  it("tells nothing of one's own change, however often one looks", async () => {
    const users = await list("tom1 ulf1");
    users.mine.add("tom");
    there = "ulf1";
    await users.look();
    await users.look();
    expect(users.news).toBeUndefined();
  });

  it("tells what another does later with somebody whom one changed oneself", async () => {
    const users = await list("tom1 ulf1");
    users.mine.add("tom");
    there = "tom2 ulf1";
    await users.look();
    expect(users.news).toBeUndefined();
    there = "ulf1";
    await users.look();
    expect(users.news).toEqual({ came: [], gone: true });
  });

  it("tells what another does after the list was read again", async () => {
    const users = await list("tom1 ulf1");
    users.mine.add("tom");
    await users.show();
    there = "ulf1";
    await users.look();
    expect(users.news).toEqual({ came: [], gone: true });
  });

  it("knows one's own change that was made while it looked", async () => {
    const users = await list("tom1 ulf1");
    let go = () => {};
    held = new Promise<void>((done) => (go = done));
    const looking = users.look();
    users.mine.add("tom");
    go();
    await looking;
    there = "ulf1";
    await users.look();
    expect(users.news).toBeUndefined();
  });
});
