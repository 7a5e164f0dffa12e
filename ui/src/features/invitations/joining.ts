// What the page behind a mailed link asks. Apart from api.ts: whoever joins invites nobody yet.
import { answer, answerAs, api } from "$lib/client";
import type { Me } from "$lib/types";

export function lookAtLink(token: string) {
  return answer(api.POST("/v1/join/look", { body: { token } }));
}

export interface Joining {
  token: string;
  password?: string;
  name?: string;
  first_name?: string;
  last_name?: string;
}

export function join(body: Joining) {
  return answerAs<Me>(api.POST("/v1/join", { body }), { expects401: true });
}

export function askForNewLink(token: string) {
  return answer(api.POST("/v1/join/ask", { body: { token } }));
}
