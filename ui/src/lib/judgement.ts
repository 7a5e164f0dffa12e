// What the server would say of a password, before it is sent to be kept.
import { answer, api } from "./client";

const most = 20;

/** The key of the refusal, "" for a good one; nothing where no answer came. */
export async function judgement(
  password: string,
  about: string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const got = await answer(
    api.POST("/v1/passwords/judge", {
      body: { password, about: about.filter(Boolean).slice(0, most) },
      signal,
    }),
  );
  return got.ok ? (got.value.refused ?? "") : undefined;
}
