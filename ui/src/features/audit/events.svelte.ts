// The events that the URL asks for, and where one was among them.
import { Pages } from "$lib/pages.svelte";
import { whenForgotten } from "$lib/resource.svelte";
import type { AuditEvent } from "$lib/types";
import { listEvents, type AuditFilter } from "./api";

/** A search that finds little goes on by itself, so many steps at a time. */
const stepsAtOnce = 40;

export class Events {
  readonly pages: Pages<AuditEvent>;
  /** It looks further back than what it shows. */
  looking = $state(false);
  scrolled = 0;

  constructor(
    readonly account: string,
    readonly filter: AuditFilter,
  ) {
    this.pages = new Pages<AuditEvent>(async (cursor, signal) => {
      const rows: AuditEvent[] = [];
      let after = cursor;
      for (let step = 0; step < stepsAtOnce; step++) {
        const got = await listEvents(account, filter, after, signal);
        if (!got.ok) {
          this.looking = false;
          return got;
        }
        rows.push(...got.value.items);
        after = got.value.next;
        if (!got.value.searching || !after || rows.length >= 100) break;
        this.looking = true;
      }
      this.looking = false;
      return { ok: true, value: { rows, next: after } };
    });
  }
}

const kept = new Map<string, Events>();
const most = 6;

/** The log as it was a moment ago where one comes back to it; else from its newest event. */
export function eventsFor(account: string, filter: AuditFilter): Events {
  const key = JSON.stringify([account, filter]);
  const known = kept.get(key);
  kept.delete(key);
  const events = known ?? new Events(account, filter);
  kept.set(key, events);
  if (!known) void events.pages.start();
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.get(oldest)?.pages.stop();
    kept.delete(oldest);
  }
  return events;
}

/** Coming to the page from elsewhere, one wants to see what happened meanwhile. */
export function forgetEvents(): void {
  for (const one of kept.values()) one.pages.stop();
  kept.clear();
}
whenForgotten(forgetEvents);
