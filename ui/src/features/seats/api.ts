import { answer, answerAs, api } from "$lib/client";
import type { SeatsHistory } from "$lib/types";

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

export function readPlans(account: string, signal: AbortSignal) {
  return answer(
    api.GET("/v1/accounts/{account}/plans", { params: { path: { account } }, signal }),
  );
}

export function changePlan(account: string, plan: string) {
  return answer(
    api.PUT("/v1/accounts/{account}/plan", { params: { path: { account } }, body: { plan } }),
  );
}

export function readHistory(account: string, signal: AbortSignal) {
  return answerAs<SeatsHistory>(
    api.GET("/v1/accounts/{account}/seats/history", { params: { path: { account } }, signal }),
  );
}
