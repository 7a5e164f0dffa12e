import { answerAs, api } from "$lib/client";
import type { Me } from "$lib/types";

export function signIn(email: string, password: string) {
  return answerAs<Me>(api.POST("/v1/sign-in", { body: { email, password } }), {
    expects401: true,
  });
}
