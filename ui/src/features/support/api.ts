import { answer, api } from "$lib/client";

const of = (account: string) => ({ params: { path: { account } } });

export function listSupport(account: string, signal: AbortSignal) {
  return answer(api.GET("/v1/accounts/{account}/support", { ...of(account), signal }));
}

export function giveSupport(account: string, reason: string, hours: number) {
  return answer(api.POST("/v1/accounts/{account}/support", { ...of(account), body: { reason, hours } }));
}

export function endSupport(account: string, operator: string) {
  return answer(
    api.DELETE("/v1/accounts/{account}/support/{operator}", { params: { path: { account, operator } } }),
  );
}
