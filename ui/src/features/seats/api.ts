import { answer, api } from "$lib/client";

export function readSeats(account: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/seats", { params: { path: { account } }, signal }),
  );
}

export function changeSeats(account: string, bought: number) {
  return answer(
    api.PUT("/v1/accounts/{account}/seats", {
      params: { path: { account } },
      body: { bought },
    }),
  );
}
