// SPDX-License-Identifier: GPL-3.0-or-later
// Linking a device with a code, with a scripted engine behind the screens.
import { linkCode } from "../double/link_code";
import { keepCopies, lastCopy } from "../support/clipboard";
import { play } from "../support/double";
import { expect, test } from "../support/test";

test("a code is shown as text and as a QR code, with a warning", async ({ page }) => {
  await play(page, "chatting", "/settings");
  await page.getByRole("button", { name: "Link a device" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(linkCode)).toBeVisible();
  await expect(dialog.getByRole("img", { name: "The same code as a QR code" })).toBeVisible();
  await expect(dialog.getByText("Nobody else ever needs it")).toBeVisible();
});

test("nothing is confirmed before somebody has compared the number", async ({ page }) => {
  await play(page, "chatting", "/settings");
  await page.getByRole("button", { name: "Link a device" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(linkCode)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "It's the same" })).toHaveCount(0);
  await page.evaluate(() => window.sottoDouble.linking.meet("New phone"));
  await expect(dialog.getByText("042 117")).toBeVisible();
  await expect(dialog.getByText(linkCode)).toHaveCount(0);
  await dialog.getByRole("button", { name: "It's the same" }).click();
  const asked = await page.evaluate(() =>
    window.sottoDouble.asked.filter(({ case: asked }) => asked === "confirmLinking"),
  );
  expect(asked).toHaveLength(1);
  expect(asked[0]?.value).toEqual({ number: "042117" });
  await expect(dialog.getByRole("status").filter({ hasText: "New phone" })).toBeVisible();
  await page.evaluate(() => window.sottoDouble.linking.finish());
  await expect(dialog.getByText("The new device is linked.")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("listitem").filter({ hasText: "New phone" })).toBeVisible();
});

test("the code is copied, which is said, and how the QR code is read", async ({ page }) => {
  await play(page, "chatting", "/settings");
  await keepCopies(page);
  await page.getByRole("button", { name: "Link a device" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await lastCopy(page)).toBe(linkCode);
  await expect(dialog.getByText("A browser with a camera reads the QR code")).toBeVisible();
});

test("whoever enters the code reads that the camera can do it", async ({ page }) => {
  await play(page, "out", "/login");
  await page.getByRole("button", { name: "Link with a code" }).click();
  await expect(page.getByText("Or scan the QR code with the camera.")).toBeVisible();
});

test("a second click neither closes the dialog nor confirms again", async ({ page }) => {
  await play(page, "chatting", "/settings");
  await page.getByRole("button", { name: "Link a device" }).dblclick();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(linkCode)).toBeVisible();
  await page.evaluate(() => window.sottoDouble.linking.meet("New phone"));
  await page.evaluate(() => window.sottoDouble.stall("confirmLinking"));
  const same = dialog.getByRole("button", { name: "It's the same" });
  await same.dblclick();
  await expect(same).toBeDisabled();
  expect(
    await page.evaluate(() => window.sottoDouble.asked.filter(({ case: asked }) => asked === "confirmLinking").length),
  ).toBe(1);
});

test("a code is entered once, and its number confirmed once", async ({ page }) => {
  await play(page, "out", "/login");
  await page.getByRole("button", { name: "Link with a code" }).click();
  await page.getByLabel("Code", { exact: true }).fill(linkCode);
  await page.evaluate(() => window.sottoDouble.hold("joinWithCode"));
  await page.getByRole("button", { name: "Go on" }).dblclick();
  await expect(page.getByRole("button", { name: "Go on" })).toBeDisabled();
  await page.evaluate(() => window.sottoDouble.letGo());
  await expect(page.getByText("042 117")).toBeVisible();
  await page.evaluate(() => window.sottoDouble.stall("confirmLinking"));
  await page.getByRole("button", { name: "It's the same" }).dblclick();
  await expect(page.getByRole("button", { name: "It's the same" })).toBeDisabled();
  const asked = await page.evaluate(() => window.sottoDouble.asked.map((request) => request.case));
  expect(asked.filter((one) => one === "joinWithCode" || one === "confirmLinking")).toHaveLength(2);
});

test("the keyboard goes on in the dialog from step to step, and in the list of devices", async ({ page }) => {
  await play(page, "chatting", "/settings");
  await page.getByRole("button", { name: "Link a device" }).click();
  const dialog = page.getByRole("dialog");
  const inDialog = () => page.evaluate(() => document.activeElement?.closest("dialog") !== null);
  await dialog.getByText(linkCode).waitFor();
  await page.evaluate(() => window.sottoDouble.linking.meet("New phone"));
  await dialog.getByRole("button", { name: "It's the same" }).press("Enter");
  await expect(dialog.getByText("Confirm the number on “New phone” too.")).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "Link a device" })).toBeFocused();
  await page.evaluate(() => window.sottoDouble.linking.end("not_found"));
  await dialog.getByRole("button", { name: "Show a new code" }).press("Enter");
  await dialog.getByText(linkCode).waitFor();
  expect(await inDialog()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove Desk at home" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).press("Enter");
  await expect(page.getByText("Desk at home")).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Devices" })).toBeFocused();
});

test("a number that is different ends it, and so does closing the dialog", async ({ page }) => {
  await play(page, "chatting", "/settings");
  const cancelled = () =>
    page.evaluate(() => window.sottoDouble.asked.filter(({ case: asked }) => asked === "cancelLinking").length);
  await page.getByRole("button", { name: "Link a device" }).click();
  await expect(page.getByRole("dialog").getByText(linkCode)).toBeVisible();
  await page.evaluate(() => window.sottoDouble.linking.meet("Somebody else's phone"));
  await page.getByRole("button", { name: "It's different" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await cancelled()).toBe(1);
  await page.getByRole("button", { name: "Link a device" }).click();
  await expect(page.getByRole("dialog").getByText(linkCode)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await cancelled()).toBe(2);
});

test("that it was given up too late is said where the devices are", async ({ page }) => {
  await play(page, "chatting", "/settings");
  await page.getByRole("button", { name: "Link a device" }).click();
  await expect(page.getByRole("dialog").getByText(linkCode)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.evaluate(() => window.sottoDouble.linking.end(""));
  await expect(page.getByRole("alert")).toContainText("That came too late");
  await page.getByRole("button", { name: "Link a device" }).click();
  await expect(page.getByRole("dialog").getByText(linkCode)).toBeVisible();
  await expect(page.getByText("That came too late")).toHaveCount(0);
});

test("why it ended is said, and there is a new code", async ({ page }) => {
  await play(page, "chatting", "/settings");
  await page.getByRole("button", { name: "Link a device" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(linkCode)).toBeVisible();
  await page.evaluate(() => window.sottoDouble.linking.end("not_found"));
  await expect(dialog.getByRole("alert")).toContainText("The ten minutes are over");
  await dialog.getByRole("button", { name: "Show a new code" }).click();
  await expect(dialog.getByText(linkCode)).toBeVisible();
});

test("a new device is given the code, compares the number and is logged in", async ({ page }) => {
  await play(page, "out", "/login");
  await page.getByRole("button", { name: "Link with a code" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Please enter the code.")).toBeVisible();
  const code = page.getByLabel("Code", { exact: true });
  await code.fill("7F3K-Q9WM");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("That isn't a code.")).toBeVisible();
  await code.fill(linkCode);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("a device of mira")).toBeVisible();
  await expect(page.getByText("042 117")).toBeVisible();
  await page.getByRole("button", { name: "It's the same" }).click();
  await expect(page.getByRole("status").filter({ hasText: "on the other device too" })).toBeVisible();
  await page.evaluate(() => window.sottoDouble.linking.finish());
  await expect(page).toHaveURL(/\/direct$/);
});

test("a code that was used already is said to be", async ({ page }) => {
  await play(page, "out", "/login");
  await page.getByRole("button", { name: "Link with a code" }).click();
  await page.getByLabel("Code", { exact: true }).fill(linkCode);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("042 117")).toBeVisible();
  await page.evaluate(() => window.sottoDouble.linking.end("stale_state"));
  await expect(page.getByRole("alert")).toContainText("This code was used already.");
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
});
