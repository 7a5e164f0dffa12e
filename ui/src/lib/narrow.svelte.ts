// Widths at which the pages change their shape.
function below(width: number): { readonly now: boolean } {
  const media =
    typeof matchMedia === "function" ? matchMedia(`(max-width: ${width}px)`) : undefined;
  let now = $state(media?.matches ?? false);
  media?.addEventListener("change", (event) => (now = event.matches));
  return {
    get now() {
      return now;
    },
  };
}

/** Tables become cards, and panels fill the screen. */
export const narrow = below(720);
/** Tables have room for few columns. */
export const tight = below(1000);
