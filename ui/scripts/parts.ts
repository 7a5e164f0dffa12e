// How the program is cut in files, and which of them a page is told to fetch at once.
//
// A file costs a browser some milliseconds whatever its size, and files that name one another come
// in waves. So what several pages share lies in two files instead of thirty, with the frame that
// nearly all of them have, and the server writes into the page which files it needs.
import type { Plugin } from "vite";

interface Info {
  importedIds: readonly string[];
  dynamicallyImportedIds: readonly string[];
}
interface Graph {
  getModuleInfo(id: string): Info | null;
}

/** All modules that these need before they run. */
function needed(graph: Graph, from: string[], found = new Set<string>()): Set<string> {
  for (const id of from) {
    if (found.has(id)) continue;
    found.add(id);
    needed(graph, [...(graph.getModuleInfo(id)?.importedIds ?? [])], found);
  }
  return found;
}

/** The name of the shared file that a module goes into, if any. */
export function sharedPart(src: string): (id: string, graph: Graph) => string | null {
  let sets: { always: Set<string>; signIn: Set<string>; open: Set<string>; users: Set<string> };
  let others: Set<string>;
  const route = (name: string) => `${src}/routes/${name}.svelte`;
  function look(graph: Graph) {
    sets = {
      always: needed(graph, [`${src}/main.ts`]),
      signIn: needed(graph, [route("SignIn")]),
      open: needed(graph, ["Join", "Forgot", "Reset"].map(route)),
      users: needed(graph, ["AccountFrame", "Users"].map(route)),
    };
    const table = graph.getModuleInfo(`${src}/routes.ts`)?.dynamicallyImportedIds ?? [];
    others = needed(graph, table.filter((id) => id !== route("Users")));
  }
  return (id, graph) => {
    if (!others) look(graph);
    if (id === `${src}/main.ts` || id === route("SignIn")) return null;
    if (sets.always.has(id) || sets.signIn.has(id)) return "base";
    if (id === `${src}/routes.ts`) return "shared";
    if (sets.open.has(id) || !sets.users.has(id)) return null;
    return others.has(id) ? "shared" : "users";
  };
}

interface Chunk {
  type: string;
  fileName: string;
  imports: string[];
  facadeModuleId: string | null;
  moduleIds: string[];
}

/**
 * Writes preload.json: the files of an account's pages, of the list of users, and the texts of each
 * language. web/pages.cc puts them into the page.
 */
export function preloadLists(): Plugin {
  return {
    name: "usher-preload",
    apply: "build",
    generateBundle(_, bundle) {
      const chunks = (Object.values(bundle) as Chunk[]).filter(({ type }) => type === "chunk");
      const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const whole = (ending: string, found = new Set<string>()) => {
        const add = (file: string) => {
          const chunk = byFile.get(file);
          if (!chunk || found.has(file)) return;
          found.add(file);
          chunk.imports.forEach(add);
        };
        const first = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(ending)));
        if (!first) throw new Error(`no part of the program is ${ending}`);
        add(first.fileName);
        return found;
      };
      const begun = whole("/index.html");
      const links = (found: Set<string>) =>
        [...found].filter((file) => !begun.has(file)).map((file) => `/${file}`);
      const account = whole("/src/routes/AccountFrame.svelte", whole("/src/routes.ts"));
      const texts: Record<string, string[]> = {};
      for (const { facadeModuleId, fileName } of chunks) {
        const [, tag] = /\/generated\/([^/.]+)\.(entry|me|rest)\.js$/.exec(facadeModuleId ?? "") ?? [];
        if (tag) (texts[tag] ??= []).push(`/${fileName}`);
      }
      const lists = {
        account: links(account),
        users: links(whole("/src/routes/Users.svelte")).filter((file) => !account.has(file.slice(1))),
        texts,
      };
      this.emitFile({ type: "asset", fileName: "preload.json", source: JSON.stringify(lists) });
    },
  };
}
