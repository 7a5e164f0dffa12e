// Labels of the product in the reader's language. They come in English from the blueprint; other
// languages have them under `blueprint.<id>` in their catalogue, by their path in the blueprint.
import { loadPart, textOf } from "./messages";
import type { AccountView } from "./types";

let blueprint = "";
/** What the product calls something in English, and what the page calls it. */
const own = new Map<string, string>();

/** Loads the labels of a product, if they can be had. */
export async function loadLabels(id: string): Promise<void> {
  blueprint = id;
  own.clear();
  await loadPart(`blueprint-${id}`).catch(() => {});
}

/** Loads the labels of several products: for who looks at accounts of more than one. */
export async function loadLabelsOf(ids: string[]): Promise<void> {
  await Promise.all([...new Set(ids)].map((id) => loadPart(`blueprint-${id}`).catch(() => {})));
}

/** The label of that product which stands there; `given` where the language has none. */
export function labelIn(product: string, path: string, given: string): string {
  return textOf(`blueprint.${product}.${path}`) ?? given;
}

/** The label that stands there, or `given` where the language has none: a role that an account made. */
export function label(path: string, given: string): string {
  const text = textOf(`blueprint.${blueprint}.${path}`);
  if (text) own.set(given, text);
  return text ?? given;
}

/** A label that came alone, without its path: of an error, say. */
export function inOwnWords(given: string): string {
  return own.get(given) ?? given;
}

/** An account with the labels that it shows everywhere. */
export function labelled(account: AccountView): AccountView {
  const words = Object.entries(account.words);
  return {
    ...account,
    words: Object.fromEntries(words.map(([name, text]) => [name, label(`words.${name}`, text)])),
    plan: { ...account.plan, label: label(`plans.${account.plan.key}.label`, account.plan.label) },
    roles: account.roles.map((role) => ({
      ...role,
      label: label(`roles.${role.key}.label`, role.label),
      about: label(`roles.${role.key}.about`, role.about),
    })),
    ladders: account.ladders.map((ladder) => ({
      ...ladder,
      label: label(`ladders.${ladder.key}.label`, ladder.label),
      none: label(`ladders.${ladder.key}.none`, ladder.none),
      levels: ladder.levels.map((level) => ({
        ...level,
        label: label(`ladders.${ladder.key}.levels.${level.key}.label`, level.label),
      })),
    })),
    resources: account.resources.map((kind) => ({
      ...kind,
      label: label(`resources.${kind.key}.label`, kind.label),
      ...(kind.group_label
        ? { group_label: label(`resources.${kind.key}.group_label`, kind.group_label) }
        : {}),
    })),
    fields: account.fields.map((field) => ({
      ...field,
      label: label(`fields.${field.key}.label`, field.label),
    })),
  };
}
