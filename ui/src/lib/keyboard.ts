// Single-key shortcuts: never while typing, never with a dialog or menu open, off by a switch.
export type Keys = Record<string, (event: KeyboardEvent) => void>;

const off = "usher.shortcuts.off";

export function shortcutsOn(): boolean {
  try {
    return localStorage.getItem(off) !== "1";
  } catch {
    return true;
  }
}

export function switchShortcuts(on: boolean): void {
  try {
    if (on) localStorage.removeItem(off);
    else localStorage.setItem(off, "1");
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "submit", "reset"].includes(target.type);
  }
  return ["TEXTAREA", "SELECT"].includes(target.tagName);
}

function covered(target: EventTarget | null): boolean {
  const open = "[role=dialog],[role=alertdialog],[role=menu],[role=listbox]";
  if (target instanceof Element && target.closest(open)) return true;
  return document.querySelector("[role=dialog][aria-modal],[role=alertdialog],[role=menu]") !== null;
}

/** Listens until the returned function is called. `Shift+x` is written so; letters in lower case. */
export function shortcuts(keys: () => Keys): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || typing(event.target) || covered(event.target)) return;
    const letter = /^[A-Za-z]$/.test(event.key);
    const name = event.shiftKey && letter ? `Shift+${event.key.toLowerCase()}` : event.key;
    if (letter || name === "/" || name === "?") if (!shortcutsOn()) return;
    const run = keys()[name];
    if (!run) return;
    if ((name === "Enter" || name === " ") && event.target !== document.body) return;
    event.preventDefault();
    run(event);
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
