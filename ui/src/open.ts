// The pages that somebody who is not signed in may see, by path.
import type { Route } from "$lib/router.svelte";

export const open: readonly Route[] = [
  { path: "/sign-in", frame: "bare", load: () => import("./routes/SignIn.svelte") },
  { path: "/join", frame: "bare", texts: "join", load: () => import("./routes/Join.svelte") },
  { path: "/forgot", frame: "bare", texts: "own", load: () => import("./routes/Forgot.svelte") },
  { path: "/reset", frame: "bare", texts: "own", load: () => import("./routes/Reset.svelte") },
];
