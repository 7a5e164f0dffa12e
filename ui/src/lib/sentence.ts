// What happened, as a sentence of the catalogue. Needs the texts of "audit".
import { nameWithErased } from "./erased";
import { apart } from "./apart";
import { inOwnWords, label } from "./labels";
import { t, textOf } from "./messages";
import { session } from "./session.svelte";
import type { AuditEvent } from "./types";

type Details = Record<string, unknown>;
type Args = Record<string, string | number>;

/** Who did it, or whom it was about: by the address where there is no name. */
export function nameOf(who: AuditEvent["by"]): string {
  if (who.name) return nameWithErased(who.id, who.name);
  if (who.email) return who.email;
  const kind = who.id.split(":")[0] ?? "";
  return textOf(`audit.actor_name.${kind}`) ?? t("audit.actor_name.other");
}

/** What it was about; a thing has its name in the event itself. */
export function targetOf(event: AuditEvent): string {
  const { details, target } = event;
  if (!target.name && target.id.startsWith("resource:")) {
    for (const facts of [table(details), table(table(details)["after"]), table(table(details)["before"])])
      if (typeof facts["name"] === "string") return facts["name"];
  }
  return nameOf(target);
}

function table(value: unknown): Details {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Details)
    : {};
}

/** A value of an event, as people read it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return t("audit.nothing");
  if (Array.isArray(value)) return value.map(valueText).join(", ") || t("audit.nothing");
  if (typeof value !== "object") return placeText(String(value));
  const one = value as Details;
  if (typeof one["role"] === "string") {
    const place = one["place"];
    const at = place === undefined || place === "home" ? "" : ` (${placeText(String(place))})`;
    return roleText(one["role"]) + at;
  }
  return JSON.stringify(value);
}

/** A role by its name, where the reader's pages have it; the log keeps its key. */
function roleText(key: string): string {
  const offered = session.account?.roles.find((role) => role.key === key)?.label;
  return offered ?? label(`roles.${key}.label`, key);
}

/** The server writes two words where it has no name of a place. */
function placeText(text: string): string {
  if (text === "account") return t("audit.account");
  return text === "elsewhere" ? t("audit.elsewhere") : text;
}

function argsOf(event: AuditEvent): Args {
  const details = table(event.details);
  const before = table(details["before"]);
  const after = table(details["after"]);
  const key = Object.keys(after)[0] ?? Object.keys(before)[0];
  const value = (side: Details, name: string | undefined) =>
    name === undefined ? "" : apart(fieldValue(name, side[name]));
  const number = (name: string) => (typeof details[name] === "number" ? details[name] : undefined);
  return {
    by: apart(nameOf(event.by)),
    target: apart(targetOf(event)),
    name: typeof details["name"] === "string" ? apart(details["name"]) : "",
    n: number("count") ?? Object.keys(after).length,
    people: number("people") ?? 1,
    was: value(before, key),
    is: value(after, key),
    from: value(before, "home"),
    to: value(after, "home"),
  };
}

export function sentence(event: AuditEvent): string {
  const args = argsOf(event);
  const after = table(table(event.details)["after"]);
  const moved = event.act === "users.edit" && "home" in after && Object.keys(after).length === 1;
  const said = textOf(`audit.said.${moved ? "users.move" : event.act}`, args);
  if (said) return said;
  const act = textOf(`act.${event.act}`) ?? event.act;
  return t("audit.said.other", { by: args["by"] as string, act, target: args["target"] as string });
}

/** What a changed field is called. */
export function fieldText(field: string, given?: string): string {
  return (given && inOwnWords(given)) ?? textOf(`audit.field.${field}`) ?? field;
}

/** The value of a field that the log keeps by a word of ours: a status, a plan. */
export function fieldValue(field: string, value: unknown): string {
  if (typeof value !== "string") return valueText(value);
  if (field === "status") return textOf(`status.${value}`) ?? value;
  return field === "plan" ? label(`plans.${value}.label`, value) : valueText(value);
}
