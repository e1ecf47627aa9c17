// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody at the desktop client: the real program in a real window, on a screen, a session bus and a keychain of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

import { expect } from "@playwright/test";

import { password } from "./person";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const program = join(process.env["SOTTO_BUILD"] || join(root, "build/dev"), "desktop/sotto");
const hands = join(root, "tests/desktop/window/at_the_desktop.py");

/** Role and name as assistive technology sees them; the name is a regular expression. */
interface Element {
  readonly role: string;
  readonly name: string;
  readonly seconds?: number;
}

export class DesktopPerson {
  readonly #home = mkdtempSync(join(tmpdir(), "sotto-desktop-"));
  #screen: ChildProcess | undefined;
  #hands: ChildProcess | undefined;
  #answers: Interface | undefined;
  readonly #waiting: ((line: string) => void)[] = [];

  constructor(
    readonly name: string,
    private readonly relayUrl: string,
    private readonly size = { width: 1280, height: 1000 },
  ) {}

  /** The screen, the session bus and the keychain; they outlive the program. */
  async sitDown(): Promise<void> {
    const display = await this.#startScreen();
    const environment = { ...process.env, DISPLAY: display, HOME: this.#home, XDG_RUNTIME_DIR: this.#home };
    for (const name of ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS"]) {
      delete (environment as NodeJS.ProcessEnv)[name];
    }
    const child = spawn("dbus-run-session", ["--", "/usr/bin/python3", hands], {
      env: { ...environment, LC_ALL: "C.UTF-8", LANGUAGE: "en", QT_QPA_PLATFORM: "xcb" },
      stdio: ["pipe", "pipe", process.env["SOTTO_DESKTOP_VERBOSE"] ? "inherit" : "ignore"],
    });
    this.#hands = child;
    this.#answers = createInterface({ input: child.stdout });
    // The accessibility bus, started by the session, says a word of its own here.
    this.#answers.on("line", (line) => line.startsWith("{") && this.#waiting.shift()?.(line));
    child.once("exit", () => {
      for (const waiting of this.#waiting.splice(0)) waiting('{"error": "the session ended"}');
    });
  }

  async openProgram(): Promise<void> {
    await this.#ask({ do: "start", program, args: ["--data-dir", join(this.#home, "data"), "--relay", this.relayUrl] });
    await this.find({ role: "push button", name: "start page" });
    await this.#ask({ do: "resize", ...this.size });
  }

  async quitProgram(): Promise<void> {
    expect(await this.#ask({ do: "quit" })).toBe(0);
  }

  async killProgram(): Promise<void> {
    await this.#ask({ do: "kill" });
  }

  async leave(): Promise<void> {
    this.#hands?.stdin?.end();
    await ended(this.#hands);
    this.#screen?.kill();
    await ended(this.#screen);
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }

  find = (element: Element) => this.#ask({ do: "find", ...element });
  gone = (element: Element) => this.#ask({ do: "gone", ...element });
  press = (element: Element) => this.#ask({ do: "press", ...element });
  type = (element: Element & { text: string }) => this.#ask({ do: "type", ...element });
  keys = (...keys: string[]) => this.#ask({ do: "keys", keys });
  picture = (file: string) => this.#ask({ do: "picture", file });
  outline = () => this.#ask({ do: "outline" });

  /** What the open conversation shows, from top to bottom: "author: text, time, state" is how a message is spoken. */
  async texts(): Promise<string[]> {
    const rows = (await this.#ask({ do: "names", role: "list item", inside: "^Messages with" })) as string[];
    return rows.map((spoken) => /^[^:]+: (.*?), .*\d{1,2}:\d{2}/.exec(spoken)?.[1] ?? spoken);
  }

  async say(text: string): Promise<void> {
    await this.type({ role: "text", name: "^Message to", text });
    await this.keys("Return");
  }

  async sees(text: string): Promise<void> {
    // An element that vanishes meanwhile is an error of that one look.
    await expect(async () => expect(await this.texts()).toContain(text)).toPass({ timeout: 90_000 });
  }

  async showsExactly(texts: readonly string[]): Promise<void> {
    await expect(async () => expect(await this.texts()).toEqual(texts)).toPass({ timeout: 60_000 });
  }

  async register(displayName: string): Promise<void> {
    await this.press({ role: "push button", name: "^Create an account$" });
    await this.type({ role: "text", name: "^Name", text: this.name });
    await this.type({ role: "password text", name: "", text: password });
    await this.type({ role: "text", name: "^Display name", text: displayName });
    await this.keys("Return");
    await this.find({ role: "text", name: "^Search", seconds: 120 });
  }

  async logIn(): Promise<void> {
    await this.press({ role: "push button", name: "^Log in$" });
    await this.type({ role: "text", name: "^Name", text: this.name });
    await this.type({ role: "password text", name: "", text: password });
    await this.keys("Return");
    await this.find({ role: "text", name: "^Search", seconds: 120 });
  }

  /** Flips a byte in each page but the first, as a failing disk or somebody at it would. While the program isn't running. */
  damageDatabase(): void {
    const pageSize = 4096;
    for (const file of this.#databaseFiles(/messages\.db(-wal)?$/)) {
      const bytes = readFileSync(file);
      for (let at = 1.5 * pageSize; at < bytes.length; at += pageSize) bytes[at]! ^= 0xff;
      writeFileSync(file, bytes);
    }
  }

  databasesSetAside(): string[] {
    return this.#databaseFiles(/\.damaged-\d+$/);
  }

  #databaseFiles(name: RegExp): string[] {
    return readdirSync(join(this.#home, "data"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && name.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  }

  async #startScreen(): Promise<string> {
    // -r: a key that is held down for long, on a machine that is busy, is not typed twice.
    const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${this.size.width}x${this.size.height}x24`, "-r", "-noreset", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    this.#screen = screen;
    for await (const line of createInterface({ input: screen.stdio[3] as Readable })) return `:${line.trim()}`;
    throw new Error("Xvfb did not start");
  }

  async #ask(request: object): Promise<unknown> {
    const answered = new Promise<string>((resolve) => this.#waiting.push(resolve));
    this.#hands?.stdin?.write(`${JSON.stringify(request)}\n`);
    const answer = JSON.parse(await answered) as { ok?: unknown; error?: string };
    if (answer.error !== undefined) throw new Error(`${this.name}'s window: ${answer.error}`);
    return answer.ok;
  }
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}
