// Has the server's UI changed since this page was loaded? The build writes the address of its
// program into /build.txt; this page knows which one it runs.
let changed = $state(false);
let asked = 0;

export const version = {
  get changed() {
    return changed;
  },
};

/** How long an answer is taken for true, ms. */
const fresh = 5 * 60_000;
/** How often a page that is looked at asks, ms. */
const rhythm = 10 * 60_000;

function running(): string | undefined {
  const program = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return program ? new URL(program.src).pathname : undefined;
}

async function ask(now = Date.now()): Promise<void> {
  const mine = running();
  if (changed || !mine || now - asked < fresh) return;
  asked = now;
  try {
    const answer = await fetch("/build.txt", { cache: "no-store" });
    if (!answer.ok) return;
    const there = (await answer.text()).trim();
    changed = there.startsWith("/assets/") && there !== mine;
  } catch {
    // No connection: asked again when there is one.
    asked = 0;
  }
}

/** Asks when the page is looked at again, when the connection is back, and now and then. */
export function watchVersion(): () => void {
  const seen = () => {
    if (document.visibilityState === "visible") void ask();
  };
  const back = () => {
    asked = 0;
    void ask();
  };
  document.addEventListener("visibilitychange", seen);
  addEventListener("focus", seen);
  addEventListener("usher:reached", back);
  const timer = setInterval(seen, rhythm);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("focus", seen);
    removeEventListener("usher:reached", back);
    clearInterval(timer);
  };
}
