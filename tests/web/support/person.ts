// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody at a browser of their own: a profile on disk that outlives the browser.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, expect, type BrowserContext, type LaunchOptions, type Page } from "@playwright/test";

import { watchContext, type Watch } from "./test";

export const password = "seven quiet violins";

export class Person {
  readonly #profile = mkdtempSync(join(tmpdir(), "sotto-web-profile-"));
  #context: BrowserContext | undefined;
  #watches: Watch[] = [];

  constructor(
    readonly name: string,
    private readonly origin: string,
    private readonly launch: LaunchOptions,
  ) {}

  get context(): BrowserContext {
    if (this.#context === undefined) throw new Error(`${this.name}'s browser is closed`);
    return this.#context;
  }

  get page(): Page {
    const page = this.context.pages()[0];
    if (page === undefined) throw new Error(`${this.name} has no page open`);
    return page;
  }

  async openBrowser(path = "/"): Promise<void> {
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      ...this.launch,
      baseURL: this.origin,
      locale: "en-GB",
      viewport: { width: 1200, height: 800 },
    });
    const watch = watchContext(this.#context, this.origin);
    // What a browser says by itself while there is no relay.
    watch.allow(
      /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_EMPTY_RESPONSE|WebSocket connection to .* failed/,
    );
    this.#watches.push(watch);
    await this.page.goto(path);
  }

  async closeBrowser(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
  }

  /** What of these texts stands unencrypted in a file of the browser's profile, in UTF-8 or UTF-16. */
  async leftOnDisk(texts: readonly string[]): Promise<string[]> {
    await this.closeBrowser();
    const files = readdirSync(this.#profile, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      // The browser's helpers end after it, and clear away.
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file));
    return texts.filter((text) =>
      files.some((file) => file.includes(text) || file.includes(Buffer.from(text, "utf16le"))),
    );
  }

  async remove(): Promise<void> {
    await this.closeBrowser();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }

  complaints(): string[] {
    return this.#watches.flatMap(({ complaints }) => complaints);
  }

  async register(displayName: string): Promise<void> {
    await this.page.goto("/register");
    await this.page.getByLabel("Name", { exact: true }).fill(this.name);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByLabel("Display name").fill(displayName);
    await this.page.getByRole("button", { name: "Create account" }).click();
    await this.arrived();
  }

  async logIn(): Promise<void> {
    await this.page.goto("/login");
    await this.page.getByLabel("Name", { exact: true }).fill(this.name);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Log in" }).click();
    await this.arrived();
  }

  async find(query: string, title: string): Promise<void> {
    await this.page.getByRole("searchbox").fill(query);
    await this.page.locator(".results a", { hasText: title }).click();
    await this.page.getByLabel("Message to").waitFor();
  }

  /** Lets a stranger in who has written. */
  async accepts(title: RegExp): Promise<void> {
    await this.page.getByText(/^Requests \d/).click();
    await this.page.getByRole("list", { name: "Requests" }).getByRole("link", { name: title }).click();
    await this.page.getByRole("button", { name: "Accept" }).click();
    await this.page.getByLabel("Message to").waitFor();
  }

  async open(user: string): Promise<void> {
    await this.page.goto(`/direct/${user}`);
    await this.page.getByLabel("Message to").waitFor();
  }

  /** The relay has welcomed this page. What it shows before that comes from this browser. */
  async isConnected(): Promise<void> {
    await expect(this.page.getByRole("link", { name: "Settings" })).toBeVisible();
    await expect(this.page.getByText(/You're offline|Connecting to the relay/)).toHaveCount(0, { timeout: 120_000 });
  }

  async say(text: string, page = this.page): Promise<void> {
    await page.getByLabel("Message to").fill(text);
    await page.keyboard.press("Enter");
    await expect(this.bubble(text, page)).toBeVisible();
  }

  /** As fast as they can be typed, without a look at each. */
  async saysAll(texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await this.page.getByLabel("Message to").fill(text);
      await this.page.keyboard.press("Enter");
    }
    await expect(this.bubble(texts.at(-1) ?? "")).toBeVisible({ timeout: 240_000 });
  }

  bubble(text: string, page = this.page) {
    return page.locator(".bubble").filter({ has: page.locator("p", { hasText: new RegExp(`^${escaped(text)}$`) }) });
  }

  async sees(text: string, page = this.page): Promise<void> {
    await expect(this.bubble(text, page)).toBeVisible();
  }

  async seesState(text: string, state: string, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.bubble(text)).toContainText(state, options);
  }

  /** All texts of the open conversation, in their order. */
  async texts(page = this.page): Promise<string[]> {
    return page.locator(".bubble p").allTextContents();
  }

  private async arrived(): Promise<void> {
    await expect(this.page).toHaveURL(/\/direct$/, { timeout: 120_000 });
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
