// The width below which tables become cards and panels fill the screen.
const media = typeof matchMedia === "function" ? matchMedia("(max-width: 720px)") : undefined;
let now = $state(media?.matches ?? false);
media?.addEventListener("change", (event) => (now = event.matches));

export const narrow = {
  get now() {
    return now;
  },
};
