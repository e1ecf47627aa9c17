// SPDX-License-Identifier: GPL-3.0-or-later
// What a page puts on the clipboard. The system's own belongs to whichever window has the focus.
import type { Page } from "@playwright/test";

/** Called before something is copied. */
export async function keepCopies(page: Page): Promise<void> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      window.name = text;
      return Promise.resolve();
    };
  });
}

export const lastCopy = (page: Page): Promise<string> => page.evaluate(() => window.name);
