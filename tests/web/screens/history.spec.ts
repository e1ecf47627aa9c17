// SPDX-License-Identifier: GPL-3.0-or-later
// An earlier history that comes to a new device, with a scripted engine behind the screens.
import { play } from "../support/double";
import { expect, test } from "../support/test";

test("an earlier history on its way is shown until all of it is here", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.evaluate(() => window.sottoDouble.restore(1_300, 5_000));
  await expect(page.getByText("Your earlier messages are on their way to this device.")).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveAttribute("value", "1300");
  await expect(page.getByText("26 %")).toBeVisible();
  await page.getByLabel("Message to Ada").fill("meanwhile");
  await page.keyboard.press("Enter");
  await expect(page.locator(".bubble", { hasText: "meanwhile" })).toBeVisible();
  await page.evaluate(() => window.sottoDouble.restore(5_000, 5_000));
  await expect(page.getByText("Your earlier messages are on their way to this device.")).toBeHidden();
});

test("a relay's copy that isn't the known one is told", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.evaluate(() => window.sottoDouble.refuseArchive("invalid_state"));
  await expect(page.getByRole("status", { name: "Notices" })).toContainText(/isn't the one your devices know/);
});

test("a relay's copy that is another one waits until its user goes on with it", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.evaluate(() => window.sottoDouble.refuseArchive("stale_state"));
  const banner = page.getByRole("region", { name: /isn't the one your devices know/ });
  await expect(banner).toBeVisible();
  await banner.getByRole("button", { name: "Go on with what is there" }).click();
  await expect(banner).toBeHidden();
  const asked = await page.evaluate(() => window.sottoDouble.asked.map((request) => request.case));
  expect(asked.filter((question) => question === "acceptArchive")).toHaveLength(1);
});

test("nobody is told that there is nothing while it is on its way", async ({ page }) => {
  await play(page, "fresh", "/direct");
  await expect(page.getByText("No conversations yet")).toBeVisible();
  await page.evaluate(() => window.sottoDouble.restore(1_300, 5_000));
  await expect(page.getByText("Your conversations are on their way")).toBeVisible();
  await expect(page.getByText("No conversations yet")).toHaveCount(0);
  await page.getByRole("link", { name: "Groups", exact: true }).click();
  await expect(page.getByText("Your groups are on their way")).toBeVisible();
  await expect(page.getByText("No groups yet")).toHaveCount(0);
  await page.evaluate(() => window.sottoDouble.restore(5_000, 5_000));
  await expect(page.getByText("No groups yet")).toBeVisible();
});
