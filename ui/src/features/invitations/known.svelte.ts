// Of the addresses about to be invited: who is a user already, as far as the reader sees them in the
// list anyway (RT32), and for whom there is no seat. Said on the tags, before anything is sent.
import type { EmailEntry } from "$lib/emails";
import { t } from "$lib/messages";
import { can } from "$lib/session.svelte";
import { knownUsers } from "./api";

const pause = 300;

export class KnownUsers {
  #found = $state.raw<ReadonlySet<string>>(new Set());

  /** Made with a component; asks again as its addresses change. */
  constructor(account: () => string, emails: () => EmailEntry[]) {
    const question = $derived(
      emails()
        .map((entry) => entry.text)
        .join("\n"),
    );
    $effect(() => {
      const wanted = question ? question.split("\n") : [];
      const slug = account();
      if (wanted.length === 0 || !can("users.view")) return;
      const abort = new AbortController();
      const timer = setTimeout(async () => {
        const got = await knownUsers(slug, wanted, abort.signal);
        if (got.ok) this.#found = new Set(got.value.items.map((one) => one.email));
      }, pause);
      return () => {
        clearTimeout(timer);
        abort.abort();
      };
    });
  }

  has = (entry: EmailEntry): boolean => this.#found.has(entry.text);
}

export type Refused = Record<string, { tone: "warn" | "bad"; why: string }>;

/** What the tags say: of users, and of those whom the free seats do not suffice for. */
export function refusedTags(
  valid: EmailEntry[],
  known: (entry: EmailEntry) => boolean,
  free: number | undefined,
): Refused {
  const tags: Refused = {};
  let seats = free ?? Number.POSITIVE_INFINITY;
  for (const entry of valid) {
    const key = entry.text.toLowerCase();
    if (known(entry)) tags[key] = { tone: "warn", why: t("invite.already") };
    else if (seats-- <= 0) tags[key] = { tone: "warn", why: t("invite.no_seat") };
  }
  return tags;
}
