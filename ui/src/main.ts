import { mount } from "svelte";
import App from "./App.svelte";
import { onSignedOut } from "./lib/client";
import { loadLanguage } from "./lib/messages";
import { watchConnection } from "./lib/online.svelte";
import { go, place, startRouter } from "./lib/router.svelte";
import { forget, readBoot } from "./lib/session.svelte";
import { warm } from "./routes";
import "./styles/tokens.css";
import "./styles/base.css";

/** Pages that somebody who is not signed in may see. */
const open = ["/sign-in", "/join"];

async function start(): Promise<void> {
  warm(location.pathname);
  await loadLanguage(document.documentElement.lang || "en");
  await readBoot();
  startRouter();
  watchConnection();
  onSignedOut(() => {
    if (open.includes(place.path)) return;
    forget();
    const next = place.path === "/" ? "" : `?next=${encodeURIComponent(place.path + place.search)}`;
    go(`/sign-in${next}`, { replace: true, force: true });
  });
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

void start();
