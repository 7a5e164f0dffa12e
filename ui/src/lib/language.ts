// Choosing the language of the pages.
import { answer, api } from "./client";
import type { paths } from "./api";

export type Language =
  paths["/v1/me/language"]["put"]["requestBody"]["content"]["application/json"]["language"];

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
