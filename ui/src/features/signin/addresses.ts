import { answer, api } from "$lib/client";

export type AddressKind = "sign_in" | "recovery";

export function readAddresses(signal: AbortSignal) {
  return answer(api.GET("/v1/me/addresses", { signal }));
}

export function askForAddress(kind: AddressKind, email: string) {
  return answer(api.POST("/v1/me/addresses", { body: { kind, email } }));
}

export function cancelAddress() {
  return answer(api.DELETE("/v1/me/addresses/pending"));
}

export function removeRecovery() {
  return answer(api.DELETE("/v1/me/addresses/recovery"));
}

export function lookAtAddress(token: string) {
  return answer(api.POST("/v1/me/addresses/look", { body: { token } }), { expects401: true });
}

export function confirmAddress(token: string) {
  return answer(api.POST("/v1/me/addresses/confirm", { body: { token } }), { expects401: true });
}

export function lookAtStop(token: string) {
  return answer(api.POST("/v1/address-stop/look", { body: { token } }));
}

export function stopAddress(token: string) {
  return answer(api.POST("/v1/address-stop", { body: { token } }));
}
