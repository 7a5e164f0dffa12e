// Whom nobody is called by name any more. The server gives them a name in English, of the end of
// their id (directory/erase.cc); pages say it in the reader's language.
import { t } from "./messages";

const codeOf = (id: string) => id.slice(-4).toUpperCase();

/** What an erased user is called. */
export function erasedName(id: string): string {
  return t("users.erased_name", { code: codeOf(id) });
}

/** The name of somebody, in the reader's language where it is the server's for an erased user. */
export function nameWithErased(id: string, name: string): string {
  return name === `Erased user ${codeOf(id)}` ? erasedName(id) : name;
}
