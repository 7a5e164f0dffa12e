import { describe, expect, it } from "vitest";
import { answerAs } from "./client";
import { install } from "./messages";
import { dismiss, toast, toasts } from "./toasts.svelte";
import { noteUnknown, requestOf } from "./unknown";

install(() => ({ "error.seats.none_left": "No seat is free.", "error.unknown": "It failed.", "error.internal": "Pass on the id." }), "en");
const refused = (body: unknown, request = "req_head") =>
  answerAs(
    Promise.resolve({
      error: body,
      response: new Response(null, { status: 500, headers: { "x-request-id": request } }),
    }),
  );

describe("a failure that nothing of ours explains", () => {
  it("tells the request that was answered so", async () => {
    await refused({ code: "store.odd", detail: "The disk said no.", request: "req_1" });
    expect(requestOf("The disk said no.")).toBe("req_1");
    await refused({ code: "store.odd", detail: "The disk said no.", request: "req_2" });
    expect(requestOf("The disk said no.")).toBe("req_2");
  });

  it("also where the answer is no problem at all", async () => {
    await refused("<html>", "req_3");
    expect(requestOf("It failed.")).toBe("req_3");
  });

  it("is not one where a text of ours says what to do", async () => {
    await refused({ code: "seats.none_left", detail: "none", request: "req_4" });
    expect([requestOf("No seat is free."), requestOf("none"), requestOf(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is one where our text asks to pass the id on", async () => {
    await refused({ code: "internal", detail: "Usher failed here.", request: "req_6" });
    expect(requestOf("Pass on the id.")).toBe("req_6");
  });

  it("stands in a message until it is closed", () => {
    noteUnknown("It broke.", "req_5");
    const id = toast("It broke.", undefined, "bad");
    expect(toasts.list.find((one) => one.id === id)?.request).toBe("req_5");
    const plain = toast("Saved");
    expect(toasts.list.find((one) => one.id === plain)?.request).toBeUndefined();
    dismiss(id);
    dismiss(plain);
    expect(toasts.list).toEqual([]);
  });

  it("keeps a bounded number of them", () => {
    for (let n = 0; n < 200; n++) noteUnknown(`failure ${n}`, `req_${n}`);
    expect([requestOf("failure 0"), requestOf("failure 199")]).toEqual([undefined, "req_199"]);
  });
});
