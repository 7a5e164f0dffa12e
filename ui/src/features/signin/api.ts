import { answer, api } from "$lib/client";

const path = {};

export function signIn(email: string, password: string) {
  return answer(api.POST("/v1/sign-in", { params: { path }, body: { email, password } }), {
    expects401: true,
  });
}
