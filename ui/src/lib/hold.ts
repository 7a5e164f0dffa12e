// Who works by keys keeps their place. When what had the focus goes (a button that fits no more, a
// row that left the list, a menu, a question, a message that was answered), the focus goes back to
// where one was, or beside it, instead of to the page.
import type { Attachment } from "svelte/attachments";

/** What lies over the page: who goes there comes back. */
const over = "[role=menu], [role=listbox], [role=dialog], [role=alertdialog], .toasts";
/** While one of these is there, the focus is its own matter. */
const modal = "[role=menu], [role=listbox], [role=dialog], [role=alertdialog]";
/** For whoever has a better place: what closes gives the focus back, a page takes it. ms */
const patience = { list: 50, page: 150 };

const nowhere = () => !document.activeElement || document.activeElement === document.body;

/** The title of the page, when nothing nearer is left. */
export function toTitle(): void {
  document.querySelector<HTMLElement>("main h1:not(.only-heard)")?.focus({ preventScroll: true });
}
function toLast(last: HTMLElement) {
  if (last.isConnected) last.focus({ preventScroll: true });
  if (nowhere()) toTitle();
}
/** For the whole of a page: there is always somewhere to be. */
export const holdingPage = () => holding(toLast, undefined, patience.page);

/**
 * Holds the focus of an area. When it is lost `back` brings it back: told what had it, which may be
 * gone. `seen` is told what in the area has the focus now.
 */
export function holding(
  back: (last: HTMLElement) => void,
  seen?: (one: HTMLElement) => void,
  wait = patience.list,
): Attachment<HTMLElement> {
  return (area) => {
    /** What had the focus, unless it has been taken elsewhere since. */
    let last: HTMLElement | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const lost = () => last !== undefined && nowhere() && !document.querySelector(modal);
    function bring() {
      timer = undefined;
      if (last && lost()) back(last);
    }
    function look() {
      if (lost()) timer ??= setTimeout(bring, wait);
    }
    function focused({ target }: Event) {
      // Found again: what is lost after this has its own wait.
      clearTimeout(timer);
      timer = undefined;
      if (!(target instanceof HTMLElement) || target.closest(over)) return;
      last = area.contains(target) ? target : undefined;
      if (last) seen?.(last);
    }
    function pressed({ target }: Event) {
      if (!(target instanceof Element) || target.closest(over)) return;
      if (!last?.contains(target)) last = undefined;
    }
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", focused);
    document.addEventListener("pointerdown", pressed);
    return () => {
      watch.disconnect();
      document.removeEventListener("focusin", focused);
      document.removeEventListener("pointerdown", pressed);
      clearTimeout(timer);
      if (last) setTimeout(bring, wait);
    };
  };
}
