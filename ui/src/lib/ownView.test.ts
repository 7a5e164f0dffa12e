import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "./client";
import { chooseView, ownView } from "./ownView.svelte";
import { forget, take } from "./session.svelte";
import { dismiss, toasts } from "./toasts.svelte";
import type { Me } from "./types";

/** What is sent, in its order, and how it is answered. */
const sent: unknown[] = [];
let refused = false;
const patch = (path: string, { body }: { body: unknown }) => {
  sent.push([path, body]);
  const response = new Response(null, { status: refused ? 503 : 204 });
  const error = { code: "store.busy", detail: "Not now." };
  return Promise.resolve(refused ? { error, response } : { response });
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

  it("is not the next person's", async () => {
    await signIn({});
    await chooseView({ shortcuts: false });
    forget();
    await signIn({});
    expect(ownView().shortcuts).toBe(true);
  });
});
