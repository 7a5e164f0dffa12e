// Can the server be reached? Reading goes on without it; edits wait.
let down = $state(typeof navigator !== "undefined" && navigator.onLine === false);
let probing: ReturnType<typeof setTimeout> | undefined;

export const connection = {
  get down() {
    return down;
  },
};

export function reached(): void {
  // Whoever was gone may have come back as another version.
  if (down) dispatchEvent(new Event("usher:reached"));
  down = false;
  clearTimeout(probing);
  probing = undefined;
}

/** A request got no answer: look every few seconds until the server is there again. */
export function unreachable(): void {
  down = true;
  probing ??= setTimeout(probe, 3_000);
}

async function probe(): Promise<void> {
  probing = undefined;
  try {
    await fetch("/healthz", { cache: "no-store" });
    reached();
  } catch {
    unreachable();
  }
}

export function watchConnection(): void {
  addEventListener("offline", unreachable);
  addEventListener("online", () => void probe());
}
