import { mount } from "svelte";
import App from "./App.svelte";
import { onSignedOut } from "./lib/client";
import { loadLanguage, loadPart } from "./lib/messages";
import { watchConnection } from "./lib/online.svelte";
import { go, match, place, startRouter } from "./lib/router.svelte";
import { part, readBoot } from "./lib/session.svelte";
import { open } from "./open";
import "./styles/tokens.css";
import "./styles/base.css";

/** Starts fetching the code and the texts of the page before anything is drawn. */
function warm(path: string): void {
  const route = match(open, path)?.route;
  const load = route
    ? Promise.all([route.load(), route.texts && loadPart(route.texts)])
    : import("./routes").then((behind) => behind.warm(path));
  load.catch(() => {});
}

async function start(): Promise<void> {
  const language = loadLanguage(document.documentElement.lang || "en");
  warm(location.pathname);
  await Promise.all([language, readBoot()]);
  startRouter();
  watchConnection();
  const slug = () => /^\/a\/([^/]+)/.exec(place.path)?.[1];
  onSignedOut((why) => {
    if (match(open, place.path)) return;
    part(why, slug());
    const next = place.path === "/" ? "" : `?next=${encodeURIComponent(place.path + place.search)}`;
    go(`/sign-in${next}`, { replace: true, force: true });
  });
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

void start();
