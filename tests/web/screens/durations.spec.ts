// SPDX-License-Identifier: GPL-3.0-or-later
// Messages with a duration, with a scripted engine behind the screens.
import { play } from "../support/double";
import { expect, test } from "../support/test";

test("the duration of a conversation is chosen, shown and taken back", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.getByRole("button", { name: "Disappearing messages" }).click();
  await expect(page.getByLabel("They stay")).toBeChecked();
  await page.getByLabel("1 hour", { exact: true }).check();
  await page.getByRole("button", { name: "Choose" }).click();
  await expect(page.getByText(/You set new messages to disappear 1 hour after they were read, and where they were written, 1 hour after/)).toBeVisible();
  await page.getByLabel("Message to Ada").fill("not for long");
  await page.keyboard.press("Enter");
  await expect(page.locator(".bubble", { hasText: "not for long" })).toContainText("1 hr");
  await page.getByRole("button", { name: "Disappearing messages" }).click();
  await page.getByLabel("They stay").check();
  await page.getByRole("button", { name: "Choose" }).click();
  await expect(page.getByText("You set new messages to stay.")).toBeVisible();
});

test("one message may last for another time than the others", async ({ page }) => {
  await play(page, "timed", "/direct/ada");
  await page.getByRole("button", { name: "Let this message disappear" }).click();
  await page.getByLabel("30 seconds").check();
  await page.keyboard.press("Enter");
  await expect(page.getByText("This message disappears after 30 seconds")).toBeVisible();
  await page.getByLabel("Message to Ada").fill("quick");
  await page.keyboard.press("Enter");
  await expect(page.locator(".bubble", { hasText: "quick" })).toContainText("30 sec");
  await expect(page.getByText("This message disappears after")).toBeHidden();
  const asked = await page.evaluate(() => window.sottoDouble.asked.filter((request) => request.case === "sendText"));
  expect(asked.at(-1)?.value).toMatchObject({ durationS: 30 });
});

test("a message whose time is over leaves the page while one looks", async ({ page }) => {
  await play(page, "timed", "/direct/ada");
  const bubble = page.locator(".bubble", { hasText: "I'll have forgotten it" });
  await expect(bubble).toBeVisible();
  await page.evaluate(() => window.sottoDouble.expire(window.sottoDouble.newestPosition()));
  await expect(bubble).toHaveCount(0);
  await expect(page.locator(".bubble", { hasText: "4711" })).toBeVisible();
});
