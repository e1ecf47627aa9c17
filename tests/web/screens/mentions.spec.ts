// SPDX-License-Identifier: GPL-3.0-or-later
// Naming people in a group, with a scripted engine behind the screens.
import { choir } from "../double/group_ids";
import { play } from "../support/double";
import { expect, test } from "../support/test";

test("a name that is begun is offered, chosen with the keyboard and sent", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  const field = page.getByLabel("Message to Choir");
  const list = page.getByRole("listbox", { name: "People to name" });
  await field.pressSequentially("Ask @");
  await expect(list.getByRole("option")).toHaveText([/Ada Moreno/, /Farida/, /dalia-h/]);
  await field.pressSequentially("far");
  await expect(list.getByRole("option")).toHaveText([/Farida/]);
  await field.press("Backspace");
  await field.press("Backspace");
  await field.press("Backspace");
  await field.press("ArrowDown");
  const chosen = list.getByRole("option", { selected: true });
  await expect(chosen).toHaveText(/Farida/);
  expect(await field.getAttribute("aria-activedescendant")).toBe(await chosen.getAttribute("id"));
  await field.press("Enter");
  await expect(list).toHaveCount(0);
  await expect(field).toHaveValue("Ask @farida ");
  await field.pressSequentially("for it");
  await field.press("Enter");
  await expect(field).toHaveValue("");
  const bubble = page.locator(".bubble", { hasText: "Ask @farida for it" });
  await expect(bubble.locator("strong")).toHaveText("@farida");
  await expect(bubble.locator("strong.reader")).toHaveCount(0);
});

test("Escape closes the list, and Enter sends then", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  const field = page.getByLabel("Message to Choir");
  const list = page.getByRole("listbox", { name: "People to name" });
  await field.pressSequentially("at 6 @");
  await expect(list).toBeVisible();
  await field.press("Escape");
  await expect(list).toHaveCount(0);
  await field.press("Enter");
  await expect(page.locator(".bubble", { hasText: "at 6 @" })).toBeVisible();
  await expect(field).toBeFocused();
});

test("a name can be chosen with the mouse", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  const field = page.getByLabel("Message to Choir");
  await field.pressSequentially("@ada there?");
  for (let step = 0; step < 7; ++step) await field.press("ArrowLeft");
  await field.press("Backspace");
  await page.getByRole("option", { name: /Ada Moreno/ }).click();
  await expect(field).toHaveValue("@ada there?");
  await expect(field).toBeFocused();
});

test("whoever is named sees it in the list and in the message", async ({ page }) => {
  await play(page, "inGroups", "/groups");
  const row = page.getByRole("link", { name: /Choir on Thursdays/ });
  await expect(row).not.toContainText("You are named");
  await page.evaluate((group) => window.sottoDouble.arrive(group, "Is @mira there?", "ada"), `#${choir}`);
  await expect(row).toContainText("You are named once.");
  await row.click();
  const name = page.locator(".bubble", { hasText: "Is @mira there?" }).locator("strong.reader");
  await expect(name).toHaveText("@mira");
  await expect(page.locator(".bubble", { hasText: "I have the keys" }).locator("strong")).toHaveCount(0);
});
