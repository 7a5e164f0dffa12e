// Who is there: asked before what matters most, where the server says `signin.proof_needed`.
import { answer, api, type How } from "./client";

/** The own password once more. */
export function prove(password: string, how?: How) {
  return answer(api.POST("/v1/me/proof", { body: { password } }), how);
}
