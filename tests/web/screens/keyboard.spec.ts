// SPDX-License-Identifier: GPL-3.0-or-later
// Everything with the keyboard alone: no click in this file.
import { choir } from "../double/group_ids";
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
  await page.getByLabel("Name", { exact: true }).waitFor();
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

test("what was waited for takes the focus over", async ({ page }) => {
  await play(page, "starting", "/");
  await tabTo(page, /Create an account/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeFocused();
  await page.evaluate(() => window.sottoDouble.beginAnew());
  await page.getByLabel("Name", { exact: true }).waitFor();
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeFocused();
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

test("a safety number is compared, and the focus comes back to where it was", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await tabTo(page, /Safety number/);
  await page.keyboard.press("Enter");
  await tabTo(page, /mark as verified/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "You have compared" })).toBeVisible();
  // The button that had the focus is another one now.
  await tabTo(page, /Not verified any more/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Safety number" })).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Ada Moreno\s+Verified/);
});

test("a duration is chosen with the arrows, or left with Escape", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  const timer = page.getByRole("button", { name: "Disappearing messages" });
  await tabTo(page, /Disappearing messages/);
  await page.keyboard.press("Enter");
  await tabTo(page, /They stay/);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel("30 seconds")).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(timer).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("They stay")).toBeChecked();
  await tabTo(page, /They stay/);
  for (let presses = 0; presses < 3; ++presses) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/You set new messages to disappear 1 hour after they were read/)).toBeVisible();
  await expect(timer).toBeFocused();
});

test("a group is made", async ({ page }) => {
  await play(page, "chatting", "/groups");
  await tabTo(page, /New group/);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "New group" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, /Name of the group/);
  await page.keyboard.type("Readers");
  await tabTo(page, /^ How many members must approve/);
  await page.keyboard.press("ArrowDown");
  await tabTo(page, /Create the group/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Message to Readers")).toBeFocused();
  const asked = await page.evaluate(() => window.sottoDouble.asked.filter((request) => request.case === "createGroup"));
  expect(asked.at(-1)?.value).toMatchObject({ name: "Readers", approvals: 2, open: false });
});

test("one asks to be let in, and withdraws it", async ({ page }) => {
  await play(page, "chatting", "/groups");
  await tabTo(page, /Search groups/);
  await page.keyboard.type("chess");
  await page.getByRole("link", { name: /Chess club/ }).waitFor();
  await tabTo(page, /Chess club/);
  await page.keyboard.press("Enter");
  await tabTo(page, /Ask to be let in/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "You have asked to be let into Chess club" })).toBeVisible();
  await tabTo(page, /Withdraw the request/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Ask to be let in" })).toBeVisible();
});

test("somebody is let in, and the focus is on the page when what led there is gone", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await page.getByText("Ben Okafor would like to be let in").waitFor();
  await tabTo(page, /^ *Look$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /Approve Ben Okafor/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 2 approvals")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("would like to be let in")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Choir on Thursdays" })).toBeFocused();
});
