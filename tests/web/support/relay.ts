// SPDX-License-Identifier: GPL-3.0-or-later
// The real relay, as a process that can be killed and started again on the same port and data.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const binary = join(process.env["SOTTO_BUILD"] || join(root, "build/dev"), "server/sotto-relay");
const forgetter = join(root, "tests/support/forget_account.py");
const webRoot = process.env["SOTTO_WEB_ROOT"] || join(root, "webclient/dist");

export class Relay {
  readonly #dataDir = mkdtempSync(join(tmpdir(), "sotto-web-relay-"));
  #process: ChildProcess | undefined;
  #listen = "127.0.0.1:0";
  url = "";

  async start(): Promise<void> {
    const args = ["serve", "--listen", this.#listen, "--data-dir", this.#dataDir, "--web-root", webRoot];
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"] });
    this.#process = child;
    this.url = await readyUrl(child);
    this.#listen = new URL(this.url).host;
  }

  /** SIGKILL: no chance to write anything more. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  /** Gives somebody's name away, as a hostile relay would: whoever registers next gets it. While it isn't running. */
  async forgetAccount(user: string): Promise<void> {
    await promisify(execFile)("/usr/bin/python3", [forgetter, join(this.#dataDir, "relay.db"), user]);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the relay has no output");
  const died = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the relay ended with ${code}`)));
  });
  died.catch(() => undefined);
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout! })) {
      const url = /^Sotto is ready: (http:\/\/\S+?)\/?$/.exec(line)?.[1];
      if (url !== undefined) return url;
    }
    throw new Error("the relay said nothing");
  })();
  return Promise.race([ready, died]);
}
