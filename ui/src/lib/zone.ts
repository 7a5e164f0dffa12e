// The zone that times are shown in: the reader's choice, else the browser's.
let zone: string | undefined;

export function showIn(chosen: string | undefined): void {
  try {
    zone = chosen && new Intl.DateTimeFormat("en", { timeZone: chosen }).resolvedOptions().timeZone;
  } catch {
    // A zone that this browser does not know.
    zone = undefined;
  }
}

export function inZone(): { timeZone?: string } {
  return zone ? { timeZone: zone } : {};
}
