// Code that a page fetches when it first needs it. It may not come: without a connection, or where
// the server has another version by now, which calls its parts otherwise.
import { untrack } from "svelte";
import { t } from "./messages";
import { connection } from "./online.svelte";
import { toast, toasts } from "./toasts.svelte";

function missed(): void {
  const text = t("problem.code.about");
  if (!toasts.list.some((one) => one.text === text)) toast(text, undefined, "bad");
}

/** What a button fetches when it is pressed: each browser has words of its own for its not coming. */
export function missedByPress(event: PromiseRejectionEvent): void {
  const said = event.reason instanceof Error ? event.reason.message : "";
  if (!/dynamically imported module|Importing a module script/.test(said)) return;
  event.preventDefault();
  missed();
}

export class Later<C> {
  code = $state.raw<C | undefined>();
  /** It did not come: what stands in its place says so. */
  failed = $state(false);
  readonly #load: () => Promise<{ default: C }>;
  readonly #tells: boolean;

  /** With `tells` a message says that it did not come: where nothing stands in its place. */
  constructor(load: () => Promise<{ default: C }>, tells = false) {
    this.#load = load;
    this.#tells = tells;
  }

  /** Once is enough. Not without a connection: in an effect it comes when there is one again. */
  async fetch(): Promise<void> {
    if (connection.down || untrack(() => this.code)) return;
    try {
      this.code = (await this.#load()).default;
      this.failed = false;
    } catch {
      this.failed = true;
      if (this.#tells) missed();
    }
  }
}
