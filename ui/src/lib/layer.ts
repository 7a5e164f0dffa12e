// Where menus and lists are drawn: inside <main>, or inside the dialog that they belong to, so that
// nothing lies outside a landmark or behind a modal.
import { getContext, setContext } from "svelte";

const key = Symbol("layer");

export function setLayer(element: () => HTMLElement | null): void {
  setContext(key, element);
}

export function layer(): () => HTMLElement | null {
  return getContext<(() => HTMLElement | null) | undefined>(key) ?? (() => null);
}

/** How what is drawn there reads: the primitives take it for left to right if nobody says so. */
export function direction(): "ltr" | "rtl" {
  return document.dir === "rtl" ? "rtl" : "ltr";
}
