// SPDX-License-Identifier: GPL-3.0-or-later
// What is said off the record, with a scripted engine behind the screens.
import type { Page } from "@playwright/test";

import { OffRecordState } from "../../../webclient/src/generated/bridge_pb";
import { choir } from "../double/group_ids";
import { play } from "../support/double";
import { expect, test } from "../support/test";

const goOff = (page: Page) => page.getByRole("button", { name: "Off the record" }).click();
const notice = (page: Page) => page.getByRole("region", { name: "Off the record" });
const field = (page: Page) => page.getByLabel("Off the record to Ada");
const bubble = (page: Page, text: string) => page.locator(".bubble", { hasText: text });
const drafts = (page: Page) =>
  page.evaluate(() =>
    window.sottoDouble.asked.filter((request) => request.case === "saveDraft").map(({ value }) => value),
  );

async function whisper(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.keyboard.press("Enter");
}

test("a conversation goes off the record, is marked as such, and is forgotten when that ends", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await goOff(page);
  await expect(notice(page)).toContainText("No relay keeps it, no history and no other device of yours");
  await whisper(page, "between us");
  await expect(bubble(page, "between us")).toContainText("Off the record");
  await expect(bubble(page, "between us")).toContainText("Sending");
  await page.evaluate((state) => window.sottoDouble.settleWhisper("ada", state), OffRecordState.OFF_RECORD_DELIVERED);
  await expect(bubble(page, "between us")).toContainText("Delivered");
  await page.getByRole("button", { name: "End and forget" }).click();
  await expect(bubble(page, "between us")).toHaveCount(0);
  await expect(notice(page)).toBeHidden();
  await expect(page.getByLabel("Message to Ada")).toHaveValue("");
});

test("whoever isn't there doesn't get it, and it can be tried again", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await goOff(page);
  await whisper(page, "are you there?");
  const settle = (state: OffRecordState) => page.evaluate((to) => window.sottoDouble.settleWhisper("ada", to), state);
  await settle(OffRecordState.OFF_RECORD_NOT_DELIVERED);
  await expect(bubble(page, "are you there?")).toContainText("Not delivered");
  await bubble(page, "are you there?").getByRole("button", { name: "Try again" }).click();
  await expect(bubble(page, "are you there?")).toContainText("Sending");
  await settle(OffRecordState.OFF_RECORD_UNCONFIRMED);
  await expect(bubble(page, "are you there?")).toContainText("it may have arrived or not");
});

test("what the other says off the record turns the conversation, and is in the list only as a hint", async ({
  page,
}) => {
  await play(page, "chatting", "/direct");
  await page.evaluate(() => window.sottoDouble.whisper("ada", "psst, the word is swordfish"));
  const row = page.getByRole("list", { name: "Conversations" }).getByRole("link", { name: /Ada/ });
  await expect(row).toContainText("Something off the record");
  await expect(row).not.toContainText("swordfish");
  await row.click();
  await expect(bubble(page, "swordfish")).toBeVisible();
  await expect(notice(page)).toBeVisible();
  await expect(row).not.toContainText("unread");
});

test("nothing that is written off the record becomes a draft", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await goOff(page);
  await field(page).fill("never to be kept");
  // Leaving saves what was written on the record at once.
  await page.getByRole("link", { name: "About", exact: true }).first().click();
  await expect(page).toHaveURL(/about/);
  expect(JSON.stringify(await drafts(page))).not.toContain("never to be kept");
});

test("what was begun off the record doesn't stay in the field when that ends", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await goOff(page);
  await field(page).fill("half a sentence");
  await page.getByRole("button", { name: "End and forget" }).click();
  await expect(page.getByLabel("Message to Ada")).toHaveValue("");
  expect(JSON.stringify(await drafts(page))).not.toContain("half a sentence");
});

test("files, durations and changes are left out while it is off the record", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await expect(page.getByRole("button", { name: "Attach files" })).toBeVisible();
  await goOff(page);
  await expect(page.getByRole("button", { name: "Attach files" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Let this message disappear" })).toBeHidden();
  await whisper(page, "no menu");
  await expect(bubble(page, "no menu")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("Edit message")).toBeHidden();
});

test("no group can go off the record", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await expect(page.getByRole("button", { name: "Attach files" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Off the record" })).toHaveCount(0);
});
