import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "./client";
import { chooseView, ownView } from "./ownView.svelte";
import { forgetAll } from "./resource.svelte";
import { forget, take } from "./session.svelte";
import { dismiss, toasts } from "./toasts.svelte";
import type { Me } from "./types";

/** What is sent, in its order, and how it is answered. */
const sent: unknown[] = [];
let refused = false;
/** Until the server has answered. */
let held: Promise<unknown> = Promise.resolve();
const patch = async (path: string, { body }: { body: unknown }) => {
  sent.push([path, body]);
  const no = refused;
  await held;
  const response = new Response(null, { status: no ? 503 : 204 });
  const error = { code: "store.busy", detail: "Not now." };
  return no ? { error, response } : { response };
};
beforeAll(() => {
  vi.spyOn(api, "PATCH").mockImplementation(patch as unknown as typeof api.PATCH);
});
afterAll(() => {
  vi.restoreAllMocks();
  forget();
  for (const { id } of toasts.list) dismiss(id);
});

const usual = { hidden_columns: [], rows: "roomy", shortcuts: true };
const signIn = (view: object) => take({ view: { ...usual, ...view } } as unknown as Me);

describe("a person's own view", () => {
  beforeEach(() => {
    sent.length = 0;
    refused = false;
    held = Promise.resolve();
    forget();
  });

  it("is what the server said, and as for everybody where it said nothing", async () => {
    expect(ownView()).toEqual(usual);
    await signIn({ rows: "close", hidden_columns: ["home"] });
    expect(ownView()).toEqual({ ...usual, rows: "close", hidden_columns: ["home"] });
  });

  it("is shown at once, and sent in the order in which it was chosen", async () => {
    await signIn({});
    void chooseView({ hidden_columns: ["home"] });
    void chooseView({ hidden_columns: [] });
    const kept = chooseView({ rows: "close" });
    expect(ownView()).toEqual({ ...usual, rows: "close" });
    await kept;
    expect(sent).toEqual([
      ["/v1/me/view", { hidden_columns: ["home"] }],
      ["/v1/me/view", { hidden_columns: [] }],
      ["/v1/me/view", { rows: "close" }],
    ]);
  });

  it("is as it was, and says why, where it was not kept", async () => {
    await signIn({ rows: "close" });
    refused = true;
    await chooseView({ rows: "roomy" });
    expect(ownView().rows).toBe("close");
    expect(toasts.list.at(-1)?.tone).toBe("bad");
  });

  /** Answers that wait, until this is called. */
  function holding(): () => void {
    let go = () => {};
    held = new Promise<void>((done) => (go = done));
    return go;
  }

  it("keeps what was chosen since, where an earlier choice was not kept", async () => {
    await signIn({});
    const go = holding();
    refused = true;
    const first = chooseView({ hidden_columns: ["home"] });
    await Promise.resolve();
    refused = false;
    const second = chooseView({ hidden_columns: ["home", "roles"] });
    go();
    await Promise.all([first, second]);
    expect(sent).toHaveLength(2);
    expect(ownView().hidden_columns).toEqual(["home", "roles"]);
  });

  it("is the last choice that was kept, where the same was chosen before and not kept", async () => {
    await signIn({});
    const go = holding();
    refused = true;
    const choices = [chooseView({ rows: "close" })];
    await Promise.resolve();
    refused = false;
    choices.push(chooseView({ rows: "roomy" }), chooseView({ rows: "close" }));
    go();
    await Promise.all(choices);
    expect(ownView().rows).toBe("close");
  });

  it("goes back to what the server has, where two choices were not kept", async () => {
    await signIn({ hidden_columns: ["status"] });
    await chooseView({ hidden_columns: [] });
    refused = true;
    const choices = [chooseView({ hidden_columns: ["home"] }), chooseView({ hidden_columns: ["roles"] })];
    await Promise.all(choices);
    expect(ownView().hidden_columns).toEqual([]);
  });

  it("that is not kept after its person has gone is nothing to the next", async () => {
    await signIn({ rows: "close" });
    const go = holding();
    refused = true;
    const late = chooseView({ rows: "roomy" });
    const later = chooseView({ shortcuts: false });
    await Promise.resolve();
    forget();
    await signIn({});
    go();
    await Promise.all([late, later]);
    expect(ownView()).toEqual(usual);
    expect(sent, "nothing is sent in the next person's name").toHaveLength(1);
  });

  it("stays where another account is shown to the same person", async () => {
    await signIn({});
    await chooseView({ rows: "close" });
    forgetAll();
    expect(ownView().rows).toBe("close");
  });

  it("is not the next person's", async () => {
    await signIn({});
    await chooseView({ shortcuts: false });
    forget();
    await signIn({});
    expect(ownView().shortcuts).toBe(true);
  });
});
