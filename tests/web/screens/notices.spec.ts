// SPDX-License-Identifier: GPL-3.0-or-later
// What is told in passing, with a scripted engine behind the screens.
import type { Page } from "@playwright/test";

import { choir } from "../double/group_ids";
import { play } from "../support/double";
import { expect, test } from "../support/test";

const emit = (page: Page, name: string, value: unknown = {}) =>
  page.evaluate(([event, about]) => window.sottoDouble.emit({ case: event, value: about }), [name, value] as const);
const refuse = (page: Page) => emit(page, "requestFailed", { code: "refused" });

test("what goes wrong while a dialog is open is told above it, and dismissed there", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await page.getByRole("button", { name: "Members and settings" }).click();
  const dialog = page.getByRole("dialog");
  const role = dialog.getByRole("combobox", { name: "Role of Ada Moreno" });
  await role.focus();
  await refuse(page);
  const words = page.getByText("The relay refused this.");
  await expect(words).toBeVisible();
  // Nothing dims it, and a click on it reaches it and nothing else.
  expect(
    await words.evaluate((note) => {
      const { x, y, width, height } = note.getBoundingClientRect();
      return note.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }),
  ).toBe(true);
  await words.click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Dismiss this notice" }).click({ timeout: 5_000 });
  await expect(words).toHaveCount(0);
  await expect(role).toBeFocused();
});

test("a notice stays when the dialog above which it was told is closed", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await page.getByRole("button", { name: "Members and settings" }).click();
  await refuse(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("status", { name: "Notices" })).toContainText("The relay refused this.");
});

test("who dismisses a notice goes on where they were", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  const field = page.getByLabel("Message to Ada");
  await expect(field).toBeFocused();
  await refuse(page);
  await page.getByRole("button", { name: "Dismiss this notice" }).click();
  await expect(page.getByText("The relay refused this.")).toHaveCount(0);
  await expect(field).toBeFocused();
});

const failures = {
  stateRestored: {},
  archiveRefused: { code: "too_large" },
  restoreChecked: { entries: 3n, refused: 1n },
  deviceRefused: { user: "ada" },
  deviceListRefused: { user: "ada" },
  undecryptable: { user: "ada" },
};
for (const [name, value] of Object.entries(failures)) {
  test(`${name} looks like a failure`, async ({ page }) => {
    await play(page, "chatting", "/about");
    await emit(page, name, value);
    await expect(page.locator(".note")).toHaveCount(1);
    await expect(page.locator(".note.error")).toHaveCount(1);
  });
}

test("what went well doesn't look like a failure", async ({ page }) => {
  await play(page, "chatting", "/about");
  await emit(page, "sessionReset", { user: "ada" });
  await expect(page.locator(".note")).toHaveCount(1);
  await expect(page.locator(".note.error")).toHaveCount(0);
});
