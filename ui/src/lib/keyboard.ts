// Shortcuts. Those of one key: never while typing, never with a dialog or menu open, off by a switch.
import { chooseView, ownView } from "./ownView.svelte";

export type Keys = Record<string, (event: KeyboardEvent) => void>;

/** How long the second key of "g u" may take. */
const pause = 1_200;

export function shortcutsOn(): boolean {
  return ownView().shortcuts;
}

export function switchShortcuts(on: boolean): void {
  void chooseView({ shortcuts: on });
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

/**
 * The first key of two, and the event that was the second: that one means nothing else to the
 * others who listen.
 */
let first: { key: string; by: KeyboardEvent; second?: KeyboardEvent } | undefined;

/** The first key that this one follows, if it does. */
function before(event: KeyboardEvent): string | undefined {
  if (!first || first.by === event) return undefined;
  if (event.timeStamp - first.by.timeStamp > pause) return undefined;
  first.second ??= event;
  return first.second === event ? first.key : undefined;
}

function nameOf(event: KeyboardEvent): string {
  const letter = /^[A-Za-z]$/.test(event.key);
  if (event.ctrlKey || event.metaKey) return letter ? `Mod+${event.key.toLowerCase()}` : "";
  return event.shiftKey && letter ? `Shift+${event.key.toLowerCase()}` : event.key;
}

/**
 * Listens until the returned function is called. "Shift+x", "Mod+k" (Ctrl or ⌘, while typing too)
 * and two keys in a row ("g u") are written so; letters in lower case.
 */
export function shortcuts(keys: () => Keys): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing || covered(event.target)) return;
    const name = nameOf(event);
    const table = keys();
    if (!name.startsWith("Mod+")) {
      if (typing(event.target)) return;
      const sign = /^(Shift\+)?[A-Za-z]$/.test(name) || name === "/" || name === "?";
      if (sign && !shortcutsOn()) return;
    }
    const led = before(event);
    const run = table[led === undefined ? name : `${led} ${name}`];
    if (!run) {
      const leads = Object.keys(table).some((key) => key.startsWith(`${name} `));
      if (leads && led === undefined) first = { key: name, by: event };
      return;
    }
    const pressed = event.target !== document.body && (name === "Enter" || name === " ");
    if (pressed) return;
    event.preventDefault();
    run(event);
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
