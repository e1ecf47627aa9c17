// SPDX-License-Identifier: GPL-3.0-or-later
import type { Page } from "@playwright/test";

/** Presses Tab until something whose name matches has the focus; what holds others, as the page does, doesn't count. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element.matches("body, main, dialog, section")) return "";
      const labelled = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].some(
        (kind) => element instanceof kind,
      );
      const label = labelled ? (element as HTMLInputElement).labels?.[0] : null;
      return `${element?.ariaLabel ?? ""} ${label?.textContent ?? ""} ${element?.textContent ?? ""}`;
    });
    if (name.test(focused)) return;
  }
  throw new Error(`nothing named ${name} can be reached with Tab`);
}
