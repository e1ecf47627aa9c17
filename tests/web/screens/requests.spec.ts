// SPDX-License-Identifier: GPL-3.0-or-later
// Strangers and who is blocked, with a scripted engine behind the screens.
import { MessageState } from "../../../webclient/src/generated/bridge_pb";
import { play } from "../support/double";
import { expect, test } from "../support/test";

test("telling what one has read is off until it is chosen", async ({ page }) => {
  await play(page, "chatting", "/settings");
  const choice = page.getByLabel("Tell people when I have read their messages");
  await expect(choice).not.toBeChecked();
  await choice.check();
  await expect(choice).toBeChecked();
  const asked = await page.evaluate(() => window.sottoDouble.asked.filter(({ case: asked }) => asked === "setPrivacy"));
  expect(asked.at(-1)?.value).toEqual({ readReceipts: true });
  await choice.uncheck();
  await expect(choice).not.toBeChecked();
});

test("two choices one after the other both hold", async ({ page }) => {
  await play(page, "chatting", "/settings");
  const reading = page.getByLabel("Tell people when I have read their messages");
  const typing = page.getByLabel("Show people when I am writing to them");
  await reading.check();
  await typing.check();
  await expect(reading).toBeChecked();
  await expect(typing).toBeChecked();
  // Between the two clicks no answer comes: what each asks for must not depend on one.
  await reading.evaluate(
    (box: HTMLElement, other) => {
      box.click();
      (other as HTMLElement).click();
    },
    await typing.elementHandle(),
  );
  await expect(reading).not.toBeChecked();
  await expect(typing).not.toBeChecked();
  const asked = await page.evaluate(() => window.sottoDouble.asked.filter(({ case: asked }) => asked === "setPrivacy"));
  expect(asked.slice(-2).map(({ value }) => value)).toEqual([{ readReceipts: false }, { typing: false }]);
});

test("typing is told only by choice, and shown until the message comes", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.getByLabel("Message to Ada").pressSequentially("hm");
  const told = () =>
    page.evaluate(() => window.sottoDouble.asked.filter(({ case: asked }) => asked === "tellTyping").length);
  expect(await told()).toBe(0);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Show people when I am writing to them").check();
  await page.goBack();
  await page.getByLabel("Message to Ada").pressSequentially("well");
  expect(await told()).toBe(4);
  await page.evaluate(() => window.sottoDouble.emit({ case: "peerTyping", value: { user: "ada" } }));
  await expect(page.getByText("Ada Moreno is writing …")).toBeVisible();
  await page.evaluate(() => window.sottoDouble.arrive("ada", "there you are"));
  await expect(page.getByText("Ada Moreno is writing …")).toBeHidden();
});

test("a message that was read says so", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.evaluate((read) => {
    window.sottoDouble.setMessageState(window.sottoDouble.newestPosition(), read);
  }, MessageState.READ);
  await expect(page.locator(".bubble").last()).toContainText("Read");
});

test("a stranger's message stands apart and doesn't count as unread", async ({ page }) => {
  await play(page, "asked", "/direct");
  const requests = page.getByRole("list", { name: "Requests" });
  await expect(requests).toBeHidden();
  await expect(page.getByRole("list", { name: "Conversations" }).getByText("luca")).toHaveCount(0);
  await expect(page).toHaveTitle(/^\(2\)/);
  await page.getByText("Requests 2").click();
  await expect(requests.getByRole("link")).toHaveCount(2);
});

test("requests that one has opened stay open whatever comes", async ({ page }) => {
  await play(page, "asked", "/direct");
  const requests = page.getByRole("list", { name: "Requests" });
  await page.getByText("Requests 2").click();
  await expect(requests.getByRole("link")).toHaveCount(2);
  await page.evaluate(() => {
    window.sottoDouble.arrive("ada", "by the way");
    window.sottoDouble.arrive("luca", "It is me again");
  });
  await expect(page.getByRole("link", { name: /Ada Moreno/ })).toContainText("by the way");
  await expect(requests.getByRole("link", { name: /luca/ })).toContainText("It is me again");
  await requests.getByRole("link", { name: /luca/ }).click();
  await expect(requests.getByRole("link")).toHaveCount(2);
});

test("a request can't be answered before it is accepted", async ({ page }) => {
  await play(page, "asked", "/direct/luca");
  await expect(page.getByRole("heading", { name: "luca would like to write to you" })).toBeVisible();
  await expect(page.getByLabel("Message to luca")).toHaveCount(0);
  // Nothing that would tell them something, either.
  await expect(page.getByRole("button", { name: "Disappearing messages" })).toHaveCount(0);
  await page.locator(".turn").last().hover();
  await page.getByRole("button", { name: "What to do with this message" }).last().click();
  await expect(page.getByRole("menuitem", { name: "Report" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Reply" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByLabel("Message to luca")).toBeVisible();
  await expect(page.getByText("Requests 1")).toBeVisible();
  const asked = await page.evaluate(() =>
    window.sottoDouble.asked.filter(({ case: asked }) => asked === "acceptRequest"),
  );
  expect(asked.at(-1)?.value).toMatchObject({ user: "luca" });
});

test("of a stranger with a changed key the alarm comes before the question", async ({ page }) => {
  await play(page, "asked", "/direct/luca");
  await page.evaluate(() => window.sottoDouble.changeKey("luca"));
  await expect(page.getByRole("button", { name: "Accept the new key" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "luca would like to write to you" })).toHaveCount(0);
});

test("who is blocked after a question moves away and isn't heard", async ({ page }) => {
  await play(page, "asked", "/direct/win-a-prize");
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Requests 2")).toBeVisible();
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(page.getByRole("heading", { name: "You have blocked win-a-prize" })).toBeVisible();
  await expect(page.getByText("Blocked 2")).toBeVisible();
  await page.evaluate(() => window.sottoDouble.arrive("win-a-prize", "Last chance!"));
  await expect(page.getByText("Last chance!")).toHaveCount(0);
});

test("somebody one knows is blocked from their profile, and unblocked again", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.getByRole("button", { name: "Profile" }).click();
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(page.getByLabel("Message to Ada")).toHaveCount(0);
  await page.getByRole("button", { name: "Unblock" }).click();
  await expect(page.getByLabel("Message to Ada")).toBeVisible();
});

test("a message is reported by copying what its reader wants to show", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await play(page, "asked", "/direct/win-a-prize");
  await page.locator(".turn").last().hover();
  await page.getByRole("button", { name: "What to do with this message" }).last().click();
  await page.getByRole("menuitem", { name: "Report" }).click();
  const dialog = page.getByRole("dialog");
  const report = dialog.getByLabel("The report");
  await expect(report).toContainText("From: win-a-prize");
  const whole = await report.innerText();
  await dialog.getByLabel("With the text of the message").uncheck();
  const facts = await report.innerText();
  expect(whole.startsWith(`${facts}\n\n`)).toBe(true);
  await dialog.getByRole("button", { name: "Copy the report" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(facts);
});
