// SPDX-License-Identifier: GPL-3.0-or-later
// How a test of the screens talks to the scripted engine inside the page.
import type { Page } from "@playwright/test";

import type { StoryName } from "../double/stories";

export type Theme = "light" | "dark";

export async function play(page: Page, story: StoryName, path: string): Promise<void> {
  await page.addInitScript((name) => localStorage.setItem("double-story", name), story);
  await page.goto(path);
  // In a small window it is there, but folded away.
  await page.locator("#menu").waitFor({ state: "attached" });
  // The page is drawn before the double is there to be told anything.
  await page.waitForFunction(() => window.sottoDouble !== undefined);
  await page.evaluate(() => document.fonts.ready);
}

interface Double {
  arrive(conversation: string, body: string, from?: string): void;
  whisper(from: string, body: string): void;
  settleWhisper(user: string, state: number): void;
  setLink(link: number): void;
  changeKey(user: string): void;
  setMessageState(id: number, state: number): void;
  hold(kind: string): void;
  letGo(): void;
  stall(kind: string): void;
  goOn(): void;
  newestPosition(): number;
  rename(user: string, name: string): void;
  displace(): void;
  beginAnew(): void;
  expire(position: number): void;
  restore(restored: number, total: number): void;
  refuseArchive(code: string): void;
  moveFile(position: number, phase: number, done: number): void;
  emit(event: { case: string; value: unknown }): void;
  readonly linking: { meet(other: string): void; finish(): void; end(code: string): void };
  readonly failing: Record<string, string>;
  readonly asked: { case: string; value: unknown }[];
}
declare global {
  interface Window {
    sottoDouble: Double;
  }
}
