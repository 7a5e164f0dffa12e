// A browser with nothing in it but the page. Playwright puts a world of its own into each page, which
// costs as much as a fifth of loading ours: what is measured is driven by the protocol alone.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}
interface Cookie {
  name: string;
  value: string;
}

export class Chromium {
  private last = 0;
  private readonly waiting = new Map<number, (message: Message) => void>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly socket: WebSocket,
    private readonly profile: string,
  ) {
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.id === undefined) return;
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    };
  }

  static async start(program: string, flags: string[] = []): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), "usher-bench-"));
    const child = spawn(
      program,
      [
        "--headless=new",
        "--no-sandbox",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--remote-debugging-port=0",
        `--user-data-dir=${profile}`,
        ...flags,
        "about:blank",
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    const address = await new Promise<string>((done, failed) => {
      let said = "";
      child.stderr?.on("data", (part: Buffer) => {
        said += part.toString();
        const [, found] = /listening on (ws:\S+)/.exec(said) ?? [];
        if (found) done(found);
      });
      child.once("exit", () => failed(new Error(`Chromium did not start: ${said}`)));
    });
    const socket = new WebSocket(address);
    await new Promise((done, failed) => {
      socket.onopen = done;
      socket.onerror = failed;
    });
    return new Chromium(child, socket, profile);
  }

  send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.last;
    return new Promise((done, failed) => {
      this.waiting.set(id, ({ result, error }) =>
        error ? failed(new Error(`${method}: ${error.message}`)) : done(result as T),
      );
      this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  /** A tab of a fresh profile: nothing is cached. */
  async tab(url: string, cookie: Cookie): Promise<Tab> {
    const { browserContextId } = await this.send<{ browserContextId: string }>(
      "Target.createBrowserContext",
    );
    const { targetId } = await this.send<{ targetId: string }>("Target.createTarget", {
      url: "about:blank",
      browserContextId,
      width: 1440,
      height: 900,
    });
    const { sessionId } = await this.send<{ sessionId: string }>("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    const tab = new Tab(this, sessionId, browserContextId);
    await tab.send("Page.enable");
    await tab.send("Network.setCookie", { ...cookie, url, httpOnly: true });
    return tab;
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.process.once("exit", done));
    void this.send("Browser.close"); // what was started may be a script that started the browser
    await gone;
    this.socket.close();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

export class Tab {
  constructor(
    private readonly chromium: Chromium,
    private readonly session: string,
    private readonly context: string,
  ) {}

  send<T>(method: string, params: object = {}): Promise<T> {
    return this.chromium.send<T>(method, params, this.session);
  }
  async before(script: () => void): Promise<void> {
    await this.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${script})()` });
  }
  async goto(url: string): Promise<void> {
    await this.send("Page.navigate", { url });
  }
  async evaluate<T, A extends unknown[]>(ask: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    const expression = `(${ask})(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await this.send<{
      result: { value: T };
      exceptionDetails?: { exception?: { description?: string } };
    }>("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }
  async wheel(x: number, y: number, deltaY: number): Promise<void> {
    await this.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY });
  }
  async close(): Promise<void> {
    await this.chromium.send("Target.disposeBrowserContext", { browserContextId: this.context });
  }
}
