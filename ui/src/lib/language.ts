// The language and the time zone of the pages: chosen for this browser, or by a person for all.
import type { paths } from "./api";
import { answer, api } from "./client";
import { session } from "./session.svelte";

type Body = paths["/v1/me/preferences"]["put"]["requestBody"]["content"]["application/json"];
export type Language = NonNullable<Body["language"]>;

/** A language's own name for itself: "Deutsch". */
export function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** Keeps the language for this browser, and loads the page anew in it. */
export async function speak(tag: string): Promise<boolean> {
  const got = await answer(api.PUT("/v1/me/language", { body: { language: tag as Language } }));
  if (got.ok) location.reload();
  return got.ok;
}

export interface Preferences {
  language?: string | undefined;
  zone?: string | undefined;
}
export function chosen(): Preferences {
  return { language: session.me?.language, zone: session.me?.zone };
}

/** Keeps them with the person, for every browser and for the mails; loads the page anew. */
export async function prefer({ language, zone }: Preferences) {
  const body = {
    ...(language ? { language: language as Language } : {}),
    ...(zone ? { zone } : {}),
  };
  const got = await answer(api.PUT("/v1/me/preferences", { body }));
  if (got.ok) location.reload();
  return got;
}
