// SPDX-License-Identifier: GPL-3.0-or-later
// Groups, with a scripted engine behind the screens.
import type { Page } from "@playwright/test";

import { choir, square, strange } from "../double/group_ids";
import { play } from "../support/double";
import { png } from "../support/png";
import { expect, test } from "../support/test";

const asked = (page: Page, what: string) =>
  page.evaluate((wanted) => window.sottoDouble.asked.filter(({ case: one }) => one === wanted).at(-1)?.value, what);
const details = (page: Page) => page.getByRole("button", { name: "Members and settings" }).click();

test("a group is given a picture, a small square of what was chosen, and loses it again", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await details(page);
  const dialog = page.getByRole("dialog");
  const inHeader = page.locator("header .avatar img");
  const choose = (name: string, buffer: Buffer) =>
    dialog.locator("input[type=file]").setInputFiles({ name, mimeType: "image/png", buffer });
  await choose("notes.png", Buffer.from("these are words"));
  await expect(dialog.getByRole("alert")).toContainText("isn't a picture");
  await choose("stage.png", png(900, 300));
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await expect(inHeader).toBeVisible();
  expect(
    await inHeader.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => [naturalWidth, naturalHeight]),
  ).toEqual([128, 128]);
  await expect(page.getByRole("list", { name: "Groups" }).locator(".avatar img")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Remove the picture" }).click();
  await expect(inHeader).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Remove the picture" })).toHaveCount(0);
});

test("a new group is shown as soon as it is there", async ({ page }) => {
  await play(page, "chatting", "/groups");
  await page.getByRole("button", { name: "New group" }).click();
  await page.getByLabel("Name of the group").fill("Readers");
  await page.getByLabel("How many members must approve a newcomer").selectOption("3");
  await page.getByLabel("Who may approve").selectOption("Admins and owners");
  await page.getByRole("button", { name: "Create the group" }).click();
  await expect(page).toHaveURL(new RegExp(`/groups/${choir}$`));
  await expect(page.getByRole("heading", { name: "Readers", exact: true })).toBeVisible();
  expect(await asked(page, "createGroup")).toMatchObject({ name: "Readers", approvals: 3, approvers: 2 });
});

test("one finds a group, asks to be let in, waits and withdraws", async ({ page }) => {
  await play(page, "chatting", "/groups");
  await page.getByRole("searchbox", { name: "Search groups" }).fill("chess");
  await page.getByRole("link", { name: /Chess club/ }).click();
  await page.getByRole("button", { name: "Ask to be let in" }).click();
  await expect(page.getByRole("heading", { name: "You have asked to be let into Chess club" })).toBeVisible();
  expect(await asked(page, "requestToJoin")).toEqual({ group: strange });
  await page.getByRole("button", { name: "Withdraw the request" }).click();
  await expect(page.getByRole("button", { name: "Ask to be let in" })).toBeVisible();
});

test("who wants to come in is approved from the conversation", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await expect(page.getByText("Ben Okafor would like to be let in")).toBeVisible();
  await page.getByRole("button", { name: "Look" }).click();
  await page.getByRole("button", { name: "Approve Ben Okafor" }).click();
  await expect(page.getByText("You have approved this")).toBeVisible();
  await expect(page.getByText("2 of 2 approvals")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("would like to be let in")).toHaveCount(0);
});

test("each speaks under their own name, and notices say who did what", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  const bubble = (text: string) => page.locator(".bubble", { hasText: text });
  await expect(bubble("I have the keys").locator(".author")).toHaveText(/^Ada Moreno/);
  await expect(bubble("The heating is on").locator(".author")).toHaveCount(0);
  await expect(bubble("Who brings the scores?").locator(".author")).toHaveText(/^Farida/);
  await expect(bubble("Twelve copies").locator(".author")).toHaveCount(0);
  await expect(page.locator(".notice", { hasText: "You removed emil." })).toBeVisible();
  await expect(page.locator(".notice", { hasText: "2 messages of Farida" })).toBeVisible();
});

test("an owner removes only after a second look, and gives roles", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await details(page);
  const members = page.getByRole("list", { name: "Members" });
  await members.getByRole("button", { name: /^Remove Farida/ }).click();
  await members.getByRole("button", { name: "Cancel" }).click();
  await expect(members.getByText("farida", { exact: true })).toBeVisible();
  await members.getByRole("button", { name: /^Remove Farida/ }).click();
  await page
    .getByRole("alert")
    .getByRole("button", { name: /^Remove Farida/ })
    .click();
  await expect(members.getByText("farida", { exact: true })).toHaveCount(0);
  await page.getByRole("combobox", { name: "Role of Ada Moreno" }).selectOption("member");
  expect(await asked(page, "changeGroup")).toMatchObject({ what: { case: "role", value: { user: "ada", role: 1 } } });
});

test("in a group with two histories nobody types, and the screen says who has the other one", async ({ page }) => {
  await play(page, "forkedGroup", `/groups/${choir}`);
  await expect(page.getByText("Ada Moreno has another history of this group")).toBeVisible();
  await expect(page.getByLabel(/^Message to/)).toHaveCount(0);
});

test("who left reads what they have and can ask again", async ({ page }) => {
  await play(page, "formerGroup", `/groups/${choir}`);
  await expect(page.getByText("I have the keys")).toBeVisible();
  await expect(page.getByLabel(/^Message to/)).toHaveCount(0);
  await page.getByRole("button", { name: "Ask to be let in again" }).click();
  expect(await asked(page, "requestToJoin")).toEqual({ group: choir });
});

test("who asks to come back sees that it is asked, reads on, and can withdraw it", async ({ page }) => {
  await play(page, "formerGroup", `/groups/${choir}`);
  await page.getByRole("button", { name: "Ask to be let in again" }).click();
  await expect(page.getByRole("heading", { name: "You have asked to be let in again" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Ask to be let in again" })).toHaveCount(0);
  await expect(page.getByText("I have the keys")).toBeVisible();
  await expect(page.getByLabel(/^Message to/)).toHaveCount(0);
  await page.getByRole("button", { name: "Withdraw the request" }).click();
  expect(await asked(page, "changeGroup")).toMatchObject({ group: choir, what: { case: "leave" } });
  await expect(page.getByRole("button", { name: "Ask to be let in again" })).toBeVisible();
});

test("a group that one waits to come back into is opened with that word, and stands in the list once", async ({
  page,
}) => {
  await play(page, "returningGroup", `/groups/${choir}`);
  await expect(page.getByRole("heading", { name: "You have asked to be let in again" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Groups" }).getByRole("link", { name: /Choir/ })).toHaveCount(1);
  const waiting = page.getByRole("list", { name: "Waiting to be let in" });
  await expect(waiting.getByRole("link")).toHaveText([/Allotments/]);
});

test("doubts about a group are told at once", async ({ page }) => {
  await play(page, "inGroups", "/groups");
  await page.evaluate(
    (group) => window.sottoDouble.emit({ case: "groupDistrusted", value: { group, code: "stale_state" } }),
    choir,
  );
  await expect(page.getByRole("status", { name: "Notices" })).toContainText("Choir on Thursdays");
});

test("people and groups stay apart", async ({ page }) => {
  await play(page, "inGroups", "/direct");
  await expect(page.getByRole("list", { name: "Conversations" }).getByRole("link")).toHaveCount(6);
  await page.getByRole("link", { name: "Groups" }).click();
  await expect(page.getByRole("list", { name: "Groups" }).getByRole("link")).toHaveCount(1);
  await expect(page.getByRole("list", { name: "Waiting to be let in" }).getByRole("link")).toHaveCount(1);
});

test("a new group is secure unless one says otherwise, and an open one asks for no approvals", async ({ page }) => {
  await play(page, "chatting", "/groups");
  await page.getByRole("button", { name: "New group" }).click();
  await expect(page.getByRole("radio", { name: "Secure" })).toBeChecked();
  await page.getByRole("radio", { name: "Open" }).check();
  await expect(page.getByText("even without an account")).toBeVisible();
  await expect(page.getByLabel("How many members must approve a newcomer")).toHaveCount(0);
  await page.getByLabel("Name of the group").fill("Town square");
  await page.getByRole("button", { name: "Create the group" }).click();
  await expect(page.getByRole("complementary", { name: "About this group" })).toContainText("not encrypted");
  expect(await asked(page, "createGroup")).toMatchObject({ name: "Town square", open: true });
});

test("an open group says for good what it is, here and in the list", async ({ page }) => {
  await play(page, "openGroup", `/groups/${choir}`);
  const about = page.getByRole("complementary", { name: "About this group" });
  await expect(about).toContainText("Open group: not encrypted. Everybody can read what is said here");
  await expect(about).toContainText("2 posts aren't shown");
  await expect(page.getByRole("list", { name: "Groups" }).getByRole("link")).toContainText("Open");
  await expect(page.getByPlaceholder("Write a public post")).toBeVisible();
  for (const name of ["Attach files", "Let this message disappear", "Disappearing messages"])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  await about.getByRole("button", { name: "Load earlier posts" }).click();
  expect(await asked(page, "loadPosts")).toEqual({ group: choir });
});

test("a secure group says nothing of the kind", async ({ page }) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await expect(page.getByText("I have the keys")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "About this group" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Groups" }).getByRole("link")).not.toContainText("Open");
});

test("a post can be taken back, by an owner also another's, and nothing else be done with it", async ({ page }) => {
  await play(page, "openGroup", `/groups/${choir}`);
  await page
    .locator(".turn", { hasText: "I have the keys" })
    .getByRole("button", { name: "What to do with this message" })
    .click();
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem", { name: "Reply" })).toHaveCount(0);
  await expect(menu.getByRole("menuitemcheckbox")).toHaveCount(0);
  await menu.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete for everyone" }).click();
  expect(await asked(page, "deleteMessage")).toMatchObject({ conversation: `#${choir}` });
});

test("one joins an open group at once, after having read that it isn't encrypted", async ({ page }) => {
  await play(page, "chatting", "/groups");
  await page.getByRole("searchbox", { name: "Search groups" }).fill("chess in");
  const found = page.getByRole("link", { name: /Chess in town/ });
  await expect(found).toContainText("12 members · Open: not encrypted");
  await found.click();
  await expect(page.getByText("Nothing in it is encrypted")).toBeVisible();
  await page.getByRole("button", { name: "Join the group" }).click();
  expect(await asked(page, "requestToJoin")).toEqual({ group: square });
});
