// SPDX-License-Identifier: GPL-3.0-or-later
// Everything with the keyboard alone: no click in this file.
import { play } from "../support/double";
import { tabTo } from "../support/keyboard";
import { expect, test } from "../support/test";

test("the skip link is first and leads to the content", async ({ page }) => {
  await play(page, "chatting", "/about");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "About", exact: true })).toBeFocused();
});

test("register, find somebody, write", async ({ page }) => {
  await play(page, "out", "/");
  await tabTo(page, /Create an account/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeFocused();
  await tabTo(page, /^ ?Name/);
  await page.keyboard.type("mira");
  await tabTo(page, /Password/);
  await page.keyboard.type("seven quiet violins");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/direct");
  await tabTo(page, /Search people/);
  await page.keyboard.type("ben");
  await page.getByRole("link", { name: /Ben Okafor/ }).waitFor();
  await tabTo(page, /Ben Okafor/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Message to Ben")).toBeFocused();
  await page.keyboard.type("by keyboard");
  await page.keyboard.press("Enter");
  await expect(page.locator(".bubble.own")).toContainText("by keyboard");
});

test("arrow keys move in the list, Enter opens", async ({ page }) => {
  await play(page, "chatting", "/direct");
  await tabTo(page, /Ada Moreno/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: /Ben Okafor/ })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("link", { name: /emil/ })).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/direct/ada");
});

test("a dialog keeps the focus and gives it back", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await expect(page.getByLabel("Message to")).toBeFocused();
  const safety = page.getByRole("button", { name: "Safety number" });
  await safety.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  for (let presses = 0; presses < 6; ++presses) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(
      () => document.activeElement !== document.body && document.activeElement?.closest("dialog") === null,
    );
    expect(outside).toBe(false);
  }
  await page.keyboard.press("Escape");
  await expect(safety).toBeFocused();
});

test("the focus can always be seen", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  for (let presses = 0; presses < 20; ++presses) {
    await page.keyboard.press("Tab");
    const visible = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return true;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    expect(visible).toBe(true);
  }
});
