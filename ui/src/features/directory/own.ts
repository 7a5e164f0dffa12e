import { answerAs, api } from "$lib/client";
import type { components } from "$lib/api";

/** The signed-in person as a user of one account. */
export type OwnUser = Omit<components["schemas"]["OwnUser"], "values" | "names"> & {
  names: "parts" | "whole";
  values: Record<string, unknown>;
};

export function readOwn(account: string, signal: AbortSignal) {
  return answerAs<OwnUser>(
    api.GET("/v1/me/accounts/{account}", { params: { path: { account } }, signal }),
  );
}
