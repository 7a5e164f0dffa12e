// A real SMTP server on a free port of this machine (tests/smtp/server.py), gone when the test is.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What it took: the facts that server.py writes down. */
export interface Taken {
  from: string;
  to: string[];
  headers: [string, string][];
  text: string;
  html: string;
}

/** What it does wrong from now on, as server.py has it. */
export interface Switches {
  /** Replies to RCPT, by address: "550 5.1.1 No such user". */
  refuse?: Record<string, string>;
  sender?: string;
}

export class MailServer {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(): Promise<MailServer> {
    const folder = mkdtempSync(join(tmpdir(), "usher-smtp-"));
    const program = fileURLToPath(new URL("../smtp/server.py", import.meta.url));
    const server = spawn("/usr/bin/python3", [program, "--folder", folder], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const port = await new Promise<string>((done, failed) => {
      server.stdout.once("data", (chunk: Buffer) => done(chunk.toString().trim()));
      server.once("exit", (code) => failed(new Error(`the SMTP server ended with ${code}`)));
      server.once("error", failed);
    });
    return new MailServer(`smtp://127.0.0.1:${port}`, folder, server);
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.server.once("exit", done));
    this.server.stdin?.end();
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }

  switches(wanted: Switches): void {
    writeFileSync(join(this.folder, "switches.json"), JSON.stringify(wanted));
  }

  /** All that came so far, in the order in which it came. */
  taken(): Taken[] {
    return readdirSync(this.folder)
      .filter((name) => /^\d+\.json$/.test(name))
      .sort((a, b) => parseInt(a, 10) - parseInt(b, 10))
      .map((name) => JSON.parse(readFileSync(join(this.folder, name), "utf8")) as Taken);
  }
}
