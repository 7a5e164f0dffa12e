// What becomes of the addresses in the field when the button is pressed.
import { nameParts, type EmailEntry } from "$lib/emails";
import { emailProblem } from "$lib/problems";
import type { Invited } from "$lib/types";
import type { Invitee } from "./api";

export interface Sending {
  people: Invitee[];
  /** Of these nobody is asked to send anything; they are listed with those not sent. */
  skipped: Invited[];
}

/**
 * Wrong addresses go along: the answer says why they got nothing. An address that is right but for its
 * name would be sent, without the name; so it is left to be corrected.
 */
export function sendingOf(
  emails: EmailEntry[],
  known: (entry: EmailEntry) => boolean,
  names: string,
): Sending {
  const people: Invitee[] = [];
  const skipped: Invited[] = [];
  for (const entry of emails) {
    const { text: email, fault } = entry;
    if (fault === "name_long")
      skipped.push({ email, status: "not_sent", detail: emailProblem(email, fault) });
    else if (known(entry)) skipped.push({ email, status: "not_sent", code: "users.exists" });
    else people.push({ email, ...(fault === "none" ? nameParts(entry, names) : {}) });
  }
  return { people, skipped };
}
