// SPDX-License-Identifier: GPL-3.0-or-later
// Answering, editing, deleting and reacting, with a scripted engine behind the screens.
import type { Page } from "@playwright/test";

import { play } from "../support/double";
import { choose, deleteForEveryone, openMenu, react, turn } from "../support/menu";
import { expect, test } from "../support/test";

const field = (page: Page) => page.getByLabel("Message to Ada Moreno");

test("an answer shows the message that it answers, and leads to it", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await choose(page, "Saturday at ten?", "Reply");
  await expect(page.getByText("Reply to Ada Moreno")).toBeVisible();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Or at eleven?");
  await page.keyboard.press("Enter");
  const quoted = page.locator(".bubble", { hasText: "Or at eleven?" }).getByRole("button");
  await expect(quoted).toHaveAccessibleName("Answer to Ada Moreno: Saturday at ten?");
  await expect(quoted).toContainText("Saturday at ten?");
  await expect(page.getByText("Reply to Ada Moreno")).toBeHidden();
  await quoted.click();
  await expect(page.locator(".bubble.highlighted")).toContainText("Saturday at ten?");
});

test("an edit begins with the old text, and what was being written comes back after it", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await field(page).fill("half a thought");
  await choose(page, "I'll bring the bread", "Edit");
  await expect(field(page)).toHaveValue("Saturday at ten. I'll bring the bread.");
  await field(page).fill("Saturday at ten. I'll bring cake.");
  await page.keyboard.press("Enter");
  await expect(turn(page, "I'll bring cake.")).toContainText("edited");
  await expect(field(page)).toHaveValue("half a thought");
  expect(await page.locator(".bubble", { hasText: "bread" }).count()).toBe(0);
});

test("Escape gives an edit up, the arrow up begins one of the newest own message", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(field(page)).toHaveValue("And the big basket, for the way back.");
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveValue("");
  expect(await page.evaluate(() => window.sottoDouble.asked.some(({ case: asked }) => asked === "editMessage"))).toBe(
    false,
  );
});

test("deleting asks first, and answers don't show the deleted text", async ({ page }) => {
  await play(page, "lively", "/direct/ada");
  await deleteForEveryone(page, "The bicycles.");
  await expect(page.getByText("You deleted this message.")).toHaveCount(2);
  await expect(page.getByText("The bicycles.")).toHaveCount(0);
  await expect(turn(page, "the tyres")).toContainText("isn't here");
});

test("somebody else's message can be answered but not changed", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await openMenu(page, "Saturday at ten?");
  await expect(page.getByRole("menuitem")).toHaveText(["Reply", "Copy text", "Report"]);
});

test("a reaction is put on, joined and taken back", async ({ page }) => {
  await play(page, "lively", "/direct/ada");
  await react(page, "Saturday at ten?", "👍");
  const mine = page.getByRole("listitem").filter({ hasText: "Saturday at ten?" }).getByRole("button", { name: "👍" });
  await expect(mine).toHaveAttribute("aria-pressed", "true");
  await mine.click();
  await expect(mine).toHaveCount(0);
  const both = page.getByRole("button", { name: "🎉 by Ada Moreno, You" });
  await expect(both).toContainText("2");
  await both.click();
  await expect(page.getByRole("button", { name: "🎉 by Ada Moreno" })).toHaveAttribute("aria-pressed", "false");
});

test("the menu is used with the keyboard alone", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  const opener = turn(page, "Saturday at ten?").getByRole("button", { name: "What to do" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemcheckbox", { name: "React with 👍" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Report" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemcheckbox", { name: "React with 👍" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Report" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Reply" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Reply to Ada Moreno")).toBeVisible();
});
