// What is to be said of a size: over its budget, or grown too much since it was last written down.

/** A part may become a fifth larger than budget.json says, or by this many bytes, if that is more. */
export const growth = 1.2;
export const least = 256;

/** "over", "grown" or "ok". Sizes in bytes; what was never written down has only its limit. */
export function verdict(size, limit, before) {
  if (size > limit) return "over";
  if (before === undefined) return "ok";
  return size > Math.max(before * growth, before + least) ? "grown" : "ok";
}
