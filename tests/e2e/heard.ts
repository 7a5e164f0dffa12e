// What somebody is told who does not see the page: the browser's own accessibility tree of what has
// the focus, and what live regions say. Only keys are pressed.
import type { CDPSession, Page } from "playwright-core";
import { expect } from "vitest";

/** As the browser hands it to a screen reader. */
export interface Stop {
  role: string;
  name: string;
  /** What a list shows as chosen. */
  value: string;
  /** What aria-describedby and the like say. */
  about: string;
  /** expanded, invalid, disabled, checked …: as text. */
  states: Record<string, string>;
}
interface Told {
  role?: { value?: string };
  name?: { value?: string };
  value?: { value?: string };
  description?: { value?: string };
  properties?: { name: string; value: { value?: unknown } }[];
}
type Watched = Window & { heard: string[]; pointed: number };

/** Runs in the page, before it does: keeps what is said, and counts what a pointer does. */
function watch(): void {
  const here = window as unknown as Watched;
  here.heard = [];
  here.pointed = 0;
  for (const kind of ["pointerdown", "mousedown", "touchstart"])
    addEventListener(kind, () => here.pointed++, { capture: true });
  const live = "[aria-live]:not([aria-live=off]), [role=status], [role=alert]";
  const said = new Map<Element, string>();
  const look = () => {
    for (const region of document.querySelectorAll(live)) {
      const text = region.textContent?.replace(/\s+/g, " ").trim() ?? "";
      if (said.get(region) === (region.textContent ?? "")) continue;
      said.set(region, region.textContent ?? "");
      const loud = region.closest("[role=alert], [aria-live=assertive]") ? "at once: " : "";
      if (text) here.heard.push(loud + text);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

export class Reader {
  /** How much of what was said has been asked about. */
  private asked = 0;

  private constructor(
    readonly page: Page,
    private readonly tap: CDPSession,
  ) {}

  /** Of a page that was not opened yet. */
  static async of(page: Page): Promise<Reader> {
    await page.addInitScript(watch);
    const tap = await page.context().newCDPSession(page);
    await tap.send("Accessibility.enable");
    return new Reader(page, tap);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** What has the focus. */
  async stop(): Promise<Stop> {
    const expression = "document.activeElement === document.body ? null : document.activeElement";
    const { result } = await this.tap.send("Runtime.evaluate", { expression });
    if (!result.objectId) return { role: "nothing", name: "", value: "", about: "", states: {} };
    const got = (await this.tap.send("Accessibility.getPartialAXTree", {
      objectId: result.objectId,
      fetchRelatives: false,
    })) as { nodes: Told[] };
    const node: Told = got.nodes[0] ?? {};
    const states = (node.properties ?? []).map(({ name, value }) => [name, String(value.value ?? "")]);
    return {
      role: node.role?.value ?? "",
      name: (node.name?.value ?? "").replace(/\s+/g, " ").trim(),
      value: (node.value?.value ?? "").replace(/\s+/g, " ").trim(),
      about: (node.description?.value ?? "").replace(/\s+/g, " ").trim(),
      states: Object.fromEntries(states) as Stop["states"],
    };
  }

  /** Waits until the focus is on that, and says what a reader says of it. */
  async at(role: string, name: string | RegExp): Promise<Stop> {
    await expect.poll(async () => fits(await this.stop(), role, name), { timeout: 15_000 }).toBe("");
    return this.stop();
  }

  /** Goes there by one key. Each stop on the way has a role and a name. */
  async to(role: string, name: string | RegExp, key = "Tab"): Promise<Stop> {
    const way: string[] = [];
    for (let pressed = 0; pressed < 120; pressed++) {
      const now = await this.stop();
      if (fits(now, role, name) === "") return now;
      way.push(`${now.role} "${now.name}"`);
      const page = ["RootWebArea", "main", "nothing"].includes(now.role);
      if (!page && !now.name) throw new Error(`without a name: ${way.join(", ")}`);
      await this.page.keyboard.press(key);
    }
    throw new Error(`no ${role} ${String(name)} by ${key}: ${way.join(", ")}`);
  }

  /** Waits until that is said, after what was asked about before. */
  async hears(text: string): Promise<void> {
    const heard = () => this.page.evaluate(() => (window as unknown as Watched).heard);
    const find = async () => {
      const all = await heard();
      const at = all.findIndex((one, nth) => nth >= this.asked && one.includes(text));
      if (at >= 0) this.asked = at + 1;
      return at >= 0 ? text : all.slice(this.asked).join(" | ");
    };
    await expect.poll(find, { timeout: 15_000 }).toBe(text);
  }

  /** How often a pointer was pressed. */
  pointed(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as Watched).pointed);
  }
}

/** Empty where it is that; otherwise what it is. */
function fits(stop: Stop, role: string, name: string | RegExp): string {
  const named = typeof name === "string" ? stop.name === name : name.test(stop.name);
  return stop.role === role && named ? "" : `${stop.role} "${stop.name}"`;
}
