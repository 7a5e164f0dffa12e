// A server with the demo accounts, a browser, and the mailbox: what every e2e test begins with.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { MailServer } from "./smtp";

const program = process.env["USHER_STEERED_BIN"] ?? process.env["USHER_BIN"];
// The one without windows of its own: a fifth quicker than Chromium with all of its own pages.
const browsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export function chromiumPath(): string {
  const found = browsers.find((path) => existsSync(path));
  if (!found) throw new Error("no Chromium: script/setup --test");
  return found;
}

export interface Mail {
  id: string;
  at: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}
export interface Screen {
  width?: number;
  height?: number;
  dark?: boolean;
  /** Such as "en-XA": the page is served in that language. */
  language?: string;
  direction?: "ltr" | "rtl";
  /** What the browser asks for; en-GB without. */
  locale?: string;
}

export class Usher {
  readonly complaints: string[] = [];
  private passwords = new Map<string, string>();

  private constructor(
    readonly url: string,
    private readonly data: string,
    private readonly server: ChildProcess,
    readonly browser: Browser,
    /** Where mails go, if not into the built-in mailbox. */
    private readonly smtp: MailServer | undefined,
  ) {}

  /** With a real SMTP server of the test's own, if one is given; it ends with this. */
  static async start(smtp?: MailServer): Promise<Usher> {
    if (!program) throw new Error("USHER_STEERED_BIN names no program: run script/test");
    const data = mkdtempSync(join(tmpdir(), "usher-e2e-"));
    const mail = smtp ? ["--smtp-url", smtp.url] : [];
    const server = spawn(
      program,
      ["serve", "--data", data, "--port", "0", "--demo", "--log", join(data, "log"), ...mail],
      { env: { ...process.env, USHER_CLOCK: join(data, "clock") }, stdio: ["ignore", "pipe", "pipe"] },
    );
    const url = await saidUrl(server);
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox", "--disable-gpu"] });
    const usher = new Usher(url, data, server, browser, smtp);
    usher.readPasswords();
    return usher;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    const gone = new Promise((done) => this.server.once("exit", done));
    this.server.kill("SIGTERM");
    await gone;
    await this.smtp?.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  private readPasswords(): void {
    const text = readFileSync(join(this.data, "demo-passwords"), "utf8");
    for (const line of text.split("\n")) {
      const found = /(\S+@\S+)\s+(\S+)\s*$/.exec(line);
      if (found?.[1] && found[2]) this.passwords.set(found[1], found[2]);
    }
  }

  password(email: string): string {
    const known = this.passwords.get(email);
    if (!known) throw new Error(`the demo has no ${email}: ${[...this.passwords.keys()].join(" ")}`);
    return known;
  }

  /** A fresh browser profile. What the page complains of is kept: the content policy, mostly. */
  async page(screen: Screen = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: { width: screen.width ?? 1440, height: screen.height ?? 900 },
      colorScheme: screen.dark ? "dark" : "light",
      reducedMotion: "reduce",
      locale: screen.locale ?? "en-GB",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    if (screen.language) await speak(context, screen.language, screen.direction ?? "ltr");
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      // The browser notes each refused request; refusals are what half of the tests are about.
      const noise = /Failed to load resource/.test(message.text());
      if (message.type() === "error" && !noise) {
        this.complaints.push(`${page.url()}: ${message.text()}`);
      }
    });
    return page;
  }

  /** Signs in by the form, as a person does. */
  async signedIn(email: string, screen: Screen = {}, password?: string): Promise<Page> {
    const page = await this.page(screen);
    const { cookies } = await this.session(email, password);
    await page.context().addCookies(cookies);
    return page;
  }

  private sessions = new Map<string, { name: string; value: string }>();

  /** A session by the API: kept, so that many tests do not wait for the password's hash. */
  async session(email: string, password?: string) {
    let cookie = this.sessions.get(email);
    if (!cookie) {
      const answer = await fetch(`${this.url}/v1/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: this.url },
        body: JSON.stringify({ email, password: password ?? this.password(email) }),
      });
      if (!answer.ok) throw new Error(`sign-in of ${email}: ${answer.status} ${await answer.text()}`);
      const [name = "", value = ""] = (answer.headers.getSetCookie()[0] ?? "").split(";")[0]?.split("=") ?? [];
      cookie = { name, value };
      this.sessions.set(email, cookie);
    }
    const { hostname } = new URL(this.url);
    const secure = cookie.name.startsWith("__");
    const cookies = [{ ...cookie, domain: hostname, path: "/", httpOnly: true, secure }];
    return { cookies, header: `${cookie.name}=${cookie.value}` };
  }

  forgetSession(email: string): void {
    this.sessions.delete(email);
  }

  /** Asks the API as somebody. */
  async ask(email: string, method: string, path: string, body?: unknown) {
    const { header } = await this.session(email);
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        cookie: header,
        origin: this.url,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  }

  /** All mails to an address, the newest last. */
  async mails(to: string): Promise<Mail[]> {
    if (this.smtp) return mailed(this.smtp, to);
    const answer = await fetch(`${this.url}/dev/mail`, { headers: { accept: "application/json" } });
    const { items } = (await answer.json()) as { items: Mail[] };
    return items
      .filter((mail) => mail.to.toLowerCase().includes(to.toLowerCase()))
      .sort((a, b) => a.at.localeCompare(b.at));
  }

  /** Waits for the mail number `nth` to an address and returns the link in it. */
  async link(to: string, nth = 1, page = "join"): Promise<string> {
    for (let tries = 0; tries < 100; tries++) {
      const mail = (await this.mails(to))[nth - 1];
      const found = mail && new RegExp(`https?://\\S+/${page}#\\S+`).exec(mail.text)?.[0];
      if (found) return found.replace(/[.,)>]+$/, "");
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`no mail number ${nth} with a link to ${to}`);
  }

  /** Moves the server's clock on. */
  async later(ms: number): Promise<void> {
    await new Promise<void>((done, failed) => {
      const socket = createConnection(join(this.data, "clock"), () => socket.write(`+${ms}\n`));
      socket.once("data", () => {
        socket.end();
        done();
      });
      socket.once("error", failed);
    });
  }
}

/** The one of this file of tests, from before its first test until after its last. */
export let usher: Usher;

/** Starts it for all tests of a file. At the end no page may have complained of anything. */
export function startUsher(start: () => Promise<Usher> = () => Usher.start()): void {
  beforeAll(async () => {
    usher = await start();
  });
  afterAll(async () => {
    await usher.stop();
    expect(usher.complaints).toEqual([]);
  });
}

function mailed(smtp: MailServer, to: string): Mail[] {
  return smtp
    .taken()
    .filter((one) => one.to.some((address) => address.toLowerCase() === to.toLowerCase()))
    .map(({ headers, text, html }, nth) => {
      const head = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
      return { id: String(nth + 1), at: head("date"), to, subject: head("subject"), text, html };
    });
}

function saidUrl(server: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let said = "";
    const timer = setTimeout(() => failed(new Error(`the server did not start: ${said}`)), 60_000);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /running at\s+(https?:\/\/\S+)/.exec(said)?.[1];
      if (!found || !said.includes("Sign in as")) return;
      clearTimeout(timer);
      done(found.replace(/\/$/, ""));
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${said}`)));
  });
}

/** What a page of that context is turned into, for who takes its route over. */
export const spoken = new WeakMap<BrowserContext, (page: string) => string>();

async function speak(context: BrowserContext, language: string, direction: string) {
  const said = (page: string) =>
    page
      .replace(/<html([^>]*) lang="[^"]*"/, `<html$1 lang="${language}"`)
      .replace(/<html([^>]*) dir="[^"]*"/, `<html$1 dir="${direction}"`);
  spoken.set(context, said);
  await context.route(
    (url) => !/^\/(v1|dev|assets)\b|\./.test(url.pathname),
    async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: said(await answer.text()) });
    },
  );
}
