// What both forms of this page ask for again: one's password, and the account's name typed out.
import { t } from "$lib/messages";
import type { Failure } from "$lib/resource.svelte";
import { prove } from "$lib/proof";

export class Proof {
  password = $state("");
  typed = $state("");
  tried = $state(false);
  failure = $state.raw<Failure | undefined>();
  busy = $state(false);

  constructor(private readonly name: () => string) {}

  get passwordError(): string | undefined {
    if (this.tried && !this.password) return t("ownership.password_missing");
    return this.failure?.fields["password"];
  }
  get typedError(): string | undefined {
    if (this.tried && this.typed.trim() !== this.name()) return t("ownership.type_wrong");
    return this.failure?.fields["name"];
  }
  get general(): string | undefined {
    const fields = this.failure?.fields ?? {};
    if (!this.failure || fields["password"] || fields["name"]) return undefined;
    return this.failure.detail;
  }

  /** Proves who is here, then does it; true once it is done. */
  async then(act: () => Promise<{ ok: true } | { ok: false; failure: Failure }>): Promise<boolean> {
    this.tried = true;
    this.failure = undefined;
    if (this.busy || !this.password || this.typed.trim() !== this.name()) return false;
    this.busy = true;
    const proved = await prove(this.password);
    const done = proved.ok ? await act() : proved;
    this.busy = false;
    if (!done.ok) this.failure = done.failure;
    return done.ok;
  }
}
