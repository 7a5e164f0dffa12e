// Short messages at the foot, with at most one action (Undo). They stay while looked at.
import { say, sayNow } from "./live.svelte";
import { t } from "./messages";
import type { Failure } from "./resource.svelte";
import { requestOf } from "./unknown";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "bad";
  /** Of a failure that nothing explains: it stays until it is closed. */
  request?: string;
  action?: { label: string; run: () => void };
}

/** How long an Undo is offered; to who goes by keys longer: it is heard first, and then gone to. */
export const staysFor = 8_000;
const byKeys = 20_000;
const most = 3;

let list = $state.raw<Toast[]>([]);
let last = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const toasts = {
  get list() {
    return list;
  },
};

export function toast(text: string, action?: Toast["action"], tone: Toast["tone"] = "plain"): number {
  const id = ++last;
  const request = tone === "bad" ? requestOf(text) : undefined;
  list = [
    ...list.slice(-(most - 1)),
    { id, text, tone, ...(request ? { request } : {}), ...(action ? { action } : {}) },
  ];
  const said = action ? t("toast_key", { text: text.replace(/\.$/, ""), action: action.label }) : text;
  if (tone === "bad") sayNow(said);
  else say(said, true);
  resume(id);
  return id;
}

/** No answer came, or one that may be another in a moment. */
export const passes = ({ status }: { status: number }) => status === 0 || status === 429 || status >= 500;

/** What was refused, and why; where it may go better the next time, to be tried again. */
export function refused(failure: Failure, again?: () => void): void {
  const action = again && passes(failure) ? { label: t("try_again"), run: again } : undefined;
  toast(failure.detail, action, "bad");
}

export function dismiss(id: number): void {
  pause(id);
  list = list.filter((one) => one.id !== id);
}

/** While the pointer or the focus is on it, a toast stays. */
export function pause(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

export function resume(id: number): void {
  pause(id);
  if (list.find((one) => one.id === id)?.request) return;
  timers.set(
    id,
    setTimeout(
      () => dismiss(id),
      document.activeElement?.matches(":focus-visible") ? byKeys : staysFor,
    ),
  );
}
