// SPDX-License-Identifier: GPL-3.0-or-later
// What one does with a message that is there already.
import type { Locator, Page } from "@playwright/test";

export const turn = (page: Page, text: string): Locator =>
  page.locator(".turn").filter({ has: page.locator("p", { hasText: text }) });

export async function openMenu(page: Page, text: string): Promise<void> {
  await turn(page, text).getByRole("button", { name: "What to do" }).click();
}

export async function choose(page: Page, text: string, what: string): Promise<void> {
  await openMenu(page, text);
  await page.getByRole("menuitem", { name: what }).click();
}

export async function react(page: Page, text: string, emoji: string): Promise<void> {
  await openMenu(page, text);
  await page.getByRole("menuitemcheckbox", { name: `React with ${emoji}` }).click();
}

export async function deleteForEveryone(page: Page, text: string): Promise<void> {
  await choose(page, text, "Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete for everyone" }).click();
}
