// The pages, by path. Each is a chunk of its own, loaded when it is first shown.
import type { Route } from "$lib/router.svelte";


export const routes: readonly Route[] = [
  { path: "/", frame: "bare", load: () => import("./routes/Start.svelte") },
  { path: "/sign-in", frame: "bare", load: () => import("./routes/SignIn.svelte") },
  { path: "/join", frame: "bare", load: () => import("./routes/Join.svelte") },
  { path: "/a/:slug", frame: "account", load: () => import("./routes/AccountHome.svelte") },
];
