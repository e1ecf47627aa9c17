// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing safety numbers, with a scripted engine behind the screens.
import { play } from "../support/double";
import { expect, test } from "../support/test";

test("who compared the number is verified until it is taken back", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  const title = page.getByRole("heading", { level: 1 });
  await page.getByRole("button", { name: "Safety number" }).click();
  await page.getByRole("button", { name: "mark as verified" }).click();
  await expect(page.getByRole("status").filter({ hasText: "You have compared" })).toBeVisible();
  const asked = await page.evaluate(() =>
    window.sottoDouble.asked.filter(({ case: asked }) => asked === "verifyIdentity"),
  );
  expect(asked.at(-1)?.value).toMatchObject({ safetyNumber: expect.stringMatching(/^[0-9]{60}$/) });
  await page.keyboard.press("Escape");
  await expect(title).toHaveText(/Ada Moreno\s+Verified/);
  await page.getByRole("button", { name: "Safety number" }).click();
  await page.getByRole("button", { name: "Not verified any more" }).click();
  await page.keyboard.press("Escape");
  await expect(title).toHaveText("Ada Moreno");
});

test("a changed key of somebody verified is said more plainly, and can't be verified before it is accepted", async ({
  page,
}) => {
  await play(page, "verifiedKeyChanged", "/direct/ada");
  await expect(page.getByText("You had compared their safety number")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ada Moreno");
  await page.getByRole("button", { name: "Compare the safety number" }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "mark as verified" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  const accept = page.getByRole("button", { name: "Accept the new key" });
  await accept.click();
  const question = page.getByRole("dialog", { name: "Accept the new key of Ada Moreno?" });
  await expect(question.getByRole("listitem")).toHaveCount(12);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(accept).toBeFocused();
  await expect(page.getByLabel("Message to Ada")).toHaveCount(0);
  await accept.click();
  await question.getByRole("button", { name: "Accept this key" }).click();
  await expect(page.getByLabel("Message to Ada")).toBeVisible();
});

test("a key whose number isn't known can't be accepted", async ({ page }) => {
  await play(page, "verifiedKeyChanged", "/direct/ada");
  await page.evaluate(() => Object.assign(window.sottoDouble.failing, { askSafetyNumber: "offline" }));
  await page.getByRole("button", { name: "Compare the safety number" }).click();
  await expect(page.getByRole("dialog").getByText("no number yet", { exact: false })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Accept the new key" }).click();
  await expect(page.getByRole("button", { name: "Accept this key" })).toBeDisabled();
});

test("a key that was refused isn't accepted before its number was on the screen", async ({ page }) => {
  await play(page, "verifiedKeyChanged", "/direct/ada");
  const asked = (question: string) =>
    page.evaluate((wanted) => window.sottoDouble.asked.filter((request) => request.case === wanted).length, question);
  await expect.poll(() => asked("askSafetyNumber")).toBe(1);
  await page.evaluate(() => window.sottoDouble.changeKey("ada"));
  await page.evaluate(() => Object.assign(window.sottoDouble.failing, { askSafetyNumber: "offline" }));
  const accept = page.getByRole("button", { name: "Accept the new key" });
  await accept.click();
  await page.getByRole("button", { name: "Accept this key" }).click();
  await expect(page.getByRole("dialog").getByText("no number yet", { exact: false })).toBeVisible();
  await page.evaluate(() => delete window.sottoDouble.failing["askSafetyNumber"]);
  await page.keyboard.press("Escape");
  await page.getByRole("status", { name: "Notices" }).getByRole("button").click();
  await accept.click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(12);
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Message to Ada")).toHaveCount(0);
});

test("a key that came after the one that was compared isn't accepted in its place", async ({ page }) => {
  await play(page, "verifiedKeyChanged", "/direct/ada");
  await page.getByRole("button", { name: "Compare the safety number" }).click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(12);
  await page.keyboard.press("Escape");
  await page.evaluate(() => window.sottoDouble.changeKey("ada"));
  const accept = page.getByRole("button", { name: "Accept the new key" });
  const confirm = page.getByRole("button", { name: "Accept this key" });
  await accept.click();
  await confirm.click();
  await expect(page.getByText("This person's key has changed.")).toBeVisible();
  await expect(page.getByLabel("Message to Ada")).toHaveCount(0);
  // The number that a second click accepts is on the screen first.
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(12);
  await page.keyboard.press("Escape");
  await page.getByRole("status", { name: "Notices" }).getByRole("button").click();
  await accept.click();
  await confirm.click();
  await expect(page.getByLabel("Message to Ada")).toBeVisible();
});

test("a code is shown, and one that is entered is compared", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.getByRole("button", { name: "Safety number" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("img", { name: "QR code of the safety number" })).toBeVisible();
  await dialog.getByText("Compare a code").click();
  const field = dialog.getByLabel("The other's code");
  const outcome = dialog.getByRole("alert");
  const comparing = async (code: string) => {
    await field.fill(code);
    await field.press("Enter");
  };
  await comparing("another key's");
  await expect(outcome).toContainText("Another key!");
  await comparing("somebody's");
  await expect(outcome).toContainText("This isn't Ada Moreno's code");
  await comparing("the other's");
  await expect(outcome).toContainText("It is the code that Ada Moreno should have");
  await field.fill("the other's, but");
  await expect(outcome).toBeEmpty();
  await expect(dialog.getByRole("button", { name: "mark as verified" })).toBeVisible();
  const verified = await page.evaluate(() =>
    window.sottoDouble.asked.filter(({ case: asked }) => asked === "verifyIdentity"),
  );
  expect(verified).toEqual([]);
});
