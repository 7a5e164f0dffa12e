import { answer, answerAs, api } from "$lib/client";
import type { AuditEvent } from "$lib/types";

/** What the URL says about the log. Days are the reader's own. */
export interface AuditFilter {
  text: string;
  actor: string;
  target: string;
  act: string;
  place: string;
  from: string;
  until: string;
}

const names = ["text", "actor", "target", "act", "place", "from", "until"] as const;

export function filterOf(query: URLSearchParams): AuditFilter {
  const filter = {} as AuditFilter;
  for (const name of names) filter[name] = query.get(name) ?? "";
  return filter;
}
export const isFiltered = (filter: AuditFilter) => names.some((name) => filter[name] !== "");
export const noFilter = Object.fromEntries(names.map((name) => [name, undefined]));

/** The moment at which a day begins for the reader; `later` days after it. */
export function dayBegins(day: string, later = 0): string | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!found) return undefined;
  const at = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + later);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The filter as the API takes it. */
export function asked(filter: AuditFilter): Record<string, string> {
  const { text, actor, target, act, place } = filter;
  const query: Record<string, string> = {};
  const set = (name: string, value: string | undefined) => {
    if (value) query[name] = value;
  };
  for (const [name, value] of Object.entries({ text, actor, target, act, place })) set(name, value);
  set("from", dayBegins(filter.from));
  set("to", dayBegins(filter.until, 1));
  return query;
}

export interface EventPage {
  items: AuditEvent[];
  next?: string;
  searching: boolean;
}

export function listEvents(
  account: string,
  filter: AuditFilter,
  after: string | undefined,
  signal: AbortSignal,
) {
  return answerAs<EventPage>(
    api.GET("/v1/accounts/{account}/audit", {
      params: { path: { account }, query: { ...asked(filter), ...(after ? { after } : {}) } },
      signal,
    }),
  );
}

export function readEvent(account: string, event: string, signal: AbortSignal) {
  return answerAs<AuditEvent>(
    api.GET("/v1/accounts/{account}/audit/events/{event}", {
      params: { path: { account, event } },
      signal,
    }),
  );
}

export function verifyOn(account: string, after: string | undefined) {
  return answer(
    api.GET("/v1/accounts/{account}/audit/verification", {
      params: { path: { account }, query: after ? { after } : {} },
    }),
  );
}

export function exportUrl(account: string, format: "csv" | "ndjson" | "chain", filter?: AuditFilter) {
  const query = new URLSearchParams({ format, ...(filter ? asked(filter) : {}) });
  return `/v1/accounts/${account}/audit/export?${query}`;
}
export const checkpointUrl = (account: string) => `/v1/accounts/${account}/audit/checkpoint`;

/** Users whose name or address holds that text, for the filters. */
export async function findUsers(account: string, text: string, signal: AbortSignal) {
  const got = await answer(
    api.GET("/v1/accounts/{account}/users", {
      params: {
        path: { account },
        query: { q: text, limit: "12", status: "active,invited,suspended" },
      },
      signal,
    }),
  );
  if (!got.ok) return [];
  return got.value.items.map((user) => ({
    value: user.id,
    label: user.name || user.email || user.id,
  }));
}
