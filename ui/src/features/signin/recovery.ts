import { answer, api } from "$lib/client";

export function askForReset(email: string, to: "sign_in" | "recovery" = "sign_in") {
  return answer(api.POST("/v1/forgot", { body: { email, to } }));
}

export function lookAtReset(token: string) {
  return answer(api.POST("/v1/reset/look", { body: { token } }));
}

export function resetPassword(token: string, password: string, everywhere: boolean) {
  return answer(
    api.POST("/v1/reset", { body: { token, password, sign_out_everywhere: everywhere } }),
  );
}

export function changePassword(current: string, wanted: string) {
  return answer(api.PUT("/v1/me/password", { body: { current, new: wanted } }));
}

export function readSessions(signal: AbortSignal) {
  return answer(api.GET("/v1/me/sessions", { signal }));
}

export function endSession(session: string) {
  return answer(api.DELETE("/v1/me/sessions/{session}", { params: { path: { session } } }));
}

export function endOtherSessions() {
  return answer(api.DELETE("/v1/me/sessions"));
}
