// The stops of a page by Tab, and its texts: is each seen whole?
import type { Page } from "playwright-core";

/** What is wrong with what has the focus; undefined at the end of the page. */
function wrongHere(): { name: string; faults: string[] } | undefined {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return undefined;
  const name = `${at.tagName.toLowerCase()} "${(at.getAttribute("aria-label") ?? at.textContent ?? "").trim().slice(0, 40)}"`;
  const faults: string[] = [];
  const ring = (style: CSSStyleDeclaration) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const around = at.closest(".control");
  const rings = [getComputedStyle(at), getComputedStyle(at, "::after"), ...(around ? [getComputedStyle(around)] : [])];
  // The browser draws its own ring within a field for dates: around the day, the month, the calendar.
  if (!rings.some(ring) && !at.matches("[type=date]")) faults.push("has no ring");

  // At one of these points it is on top of whatever else is there.
  const box = at.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const parts = [0.5, 0.1, 0.9];
  const onTop = parts.some((x) =>
    parts.some((y) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit !== null && (at.contains(hit) || hit.contains(at));
    }),
  );
  if (right <= left || bottom <= top) faults.push("is out of sight");
  else if (!onTop) faults.push("is covered");
  return { name, faults };
}

/** From stop to stop, at most so many: none without a ring, none out of sight or covered. */
export async function stops(page: Page, found: string[], where: string, most = 60): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  for (let nth = 0; nth < most; nth++) {
    await page.keyboard.press("Tab");
    // What comes with the focus is there in the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const here = await page.evaluate(wrongHere);
    if (!here) return;
    for (const fault of here.faults) found.push(`${where}: ${here.name} ${fault}`);
  }
}

/** Texts of which a part cannot be seen, nor be scrolled to; what ends in an ellipsis says so itself. */
export async function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut = new Set<string>();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node.textContent?.trim();
      const parent = node.parentElement;
      if (!text || !parent || parent.closest(".only-heard, script, style, option, [inert], [hidden]")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const own = range.getBoundingClientRect();
      if (own.width === 0 || !parent.checkVisibility()) continue;
      for (let box: HTMLElement | null = parent; box && box !== document.documentElement; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.display === "inline") continue;
        if (style.textOverflow === "ellipsis") break;
        const there = box.getBoundingClientRect();
        const hides = (how: string) => how === "hidden" || how === "clip";
        const across = hides(style.overflowX) && (own.left < there.left - 1 || own.right > there.right + 1);
        const along = hides(style.overflowY) && (own.top < there.top - 1 || own.bottom > there.bottom + 1);
        if (across || along) cut.add(text.slice(0, 60));
        // What scrolls shows the rest.
        if ([style.overflowX, style.overflowY].some((how) => how === "auto" || how === "scroll")) break;
        if (style.position === "fixed") break;
      }
    }
    return [...cut];
  });
}
