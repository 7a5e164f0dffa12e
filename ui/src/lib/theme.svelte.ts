import { answer, api } from "./client";

export type Theme = "system" | "light" | "dark";

let chosen = $state<Theme>(read());

function read(): Theme {
  const value = document.documentElement.dataset["theme"];
  return value === "light" || value === "dark" ? value : "system";
}

export const theme = {
  get chosen() {
    return chosen;
  },
};

/** Shows the theme at once; the server keeps it in a cookie and writes it into the next page. */
export function chooseTheme(next: Theme): void {
  chosen = next;
  document.documentElement.dataset["theme"] = next;
  void answer(api.PUT("/v1/me/theme", { body: { theme: next } }));
}
