// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of what one asks of a group, with a scripted engine behind the screens: it is said while it is on its way,
// when the group is so, and when it is refused.
import type { Page } from "@playwright/test";

import { choir, strange } from "../double/group_ids";
import { play } from "../support/double";
import { expect, test } from "../support/test";

const countOf = (page: Page, what: string) =>
  page.evaluate((wanted) => window.sottoDouble.asked.filter(({ case: one }) => one === wanted).length, what);
const stall = (page: Page, what: string) => page.evaluate((wanted) => window.sottoDouble.stall(wanted), what);
const goOn = (page: Page) => page.evaluate(() => window.sottoDouble.goOn());
const refuse = (page: Page, code: string) =>
  page.evaluate((why) => window.sottoDouble.emit({ case: "requestFailed", value: { code: why } }), code);
const notices = (page: Page) => page.locator(".note");

const details = async (page: Page) => {
  await play(page, "inGroups", `/groups/${choir}`);
  await page.getByRole("button", { name: "Members and settings" }).click();
  await stall(page, "changeGroup");
  return page.getByRole("dialog");
};

test.describe("a new group", () => {
  const begin = async (page: Page) => {
    await play(page, "chatting", "/groups");
    await page.getByRole("button", { name: "New group" }).dblclick();
    await stall(page, "createGroup");
    await page.getByLabel("Name of the group").fill("Readers");
    await page.getByRole("button", { name: "Create the group" }).dblclick();
    return page.getByRole("dialog");
  };

  test("is asked for once, and its dialog stays until it is there", async ({ page }) => {
    const dialog = await begin(page);
    await expect(dialog.getByRole("button", { name: "Creating …" })).toBeDisabled();
    await expect(dialog.getByRole("button", { name: "Creating …" })).toBeFocused();
    expect(await countOf(page, "createGroup")).toBe(1);
    await goOn(page);
    await expect(dialog).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`/groups/${choir}$`));
    await expect(page.getByLabel("Message to Readers")).toBeFocused();
  });

  test("that is refused says so in its dialog, and the name isn't lost", async ({ page }) => {
    const dialog = await begin(page);
    await refuse(page, "rate_limited");
    await expect(dialog.getByRole("alert")).toContainText("That was too often");
    await expect(notices(page)).toHaveCount(0);
    await expect(dialog.getByLabel("Name of the group")).toHaveValue("Readers");
    await dialog.getByRole("button", { name: "Create the group" }).click();
    await expect(dialog.getByRole("alert")).toHaveCount(0);
    expect(await countOf(page, "createGroup")).toBe(2);
  });

  test("that comes although something was refused is shown", async ({ page }) => {
    const dialog = await begin(page);
    await refuse(page, "refused");
    await expect(dialog.getByRole("alert")).toBeVisible();
    await goOn(page);
    await expect(dialog).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`/groups/${choir}$`));
  });

  test("whose dialog was closed comes among the others, and a refusal is told in passing", async ({ page }) => {
    const dialog = await begin(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await refuse(page, "refused");
    await expect(notices(page)).toContainText("The relay refused this.");
    await goOn(page);
    await expect(page.getByRole("list", { name: "Groups" }).getByRole("link")).toContainText("Readers");
    await expect(page).toHaveURL("/groups");
  });

  test("that never comes isn't waited for for ever", async ({ page }) => {
    await page.clock.install();
    const dialog = await begin(page);
    await page.clock.fastForward(90_000);
    await expect(dialog.getByRole("alert")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Create the group" })).toBeEnabled();
  });
});

test.describe("a group's name", () => {
  test("is saved when the group has it", async ({ page }) => {
    const dialog = await details(page);
    const name = dialog.getByLabel("Name of the group");
    const rename = dialog.getByRole("button", { name: "Rename" });
    await expect(rename).toBeDisabled();
    await name.fill("Choir on Fridays");
    await rename.dblclick();
    await expect(dialog.getByRole("button", { name: "Saving …" })).toBeDisabled();
    await expect(dialog.getByRole("button", { name: "Saving …" })).toBeFocused();
    await expect(dialog.getByText("Saved", { exact: true })).toHaveCount(0);
    expect(await countOf(page, "changeGroup")).toBe(1);
    await goOn(page);
    await expect(dialog.getByText("Saved", { exact: true })).toBeVisible();
    await expect(rename).toBeDisabled();
    await name.fill("Choir");
    await expect(dialog.getByText("Saved", { exact: true })).toHaveCount(0);
    await expect(rename).toBeEnabled();
  });

  test("that isn't taken says why beside it, and can be tried again", async ({ page }) => {
    const dialog = await details(page);
    await dialog.getByLabel("Name of the group").fill("Choir on Fridays");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await refuse(page, "not_permitted");
    await expect(dialog.getByRole("alert")).toContainText("You may not do that in this group.");
    await expect(notices(page)).toHaveCount(0);
    await expect(dialog.getByLabel("Name of the group")).toHaveValue("Choir on Fridays");
    await expect(dialog.getByRole("button", { name: "Rename" })).toBeEnabled();
  });

  test("that the engine doesn't take says why too", async ({ page }) => {
    const dialog = await details(page);
    await page.evaluate(() => (window.sottoDouble.failing["changeGroup"] = "store_unavailable"));
    await dialog.getByLabel("Name of the group").fill("Choir on Fridays");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await expect(dialog.getByRole("alert")).toContainText("can't be read or written");
  });

  test("of which nothing comes isn't waited for for ever", async ({ page }) => {
    await page.clock.install();
    const dialog = await details(page);
    await dialog.getByLabel("Name of the group").fill("Choir on Fridays");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await expect(dialog.getByRole("button", { name: "Saving …" })).toBeVisible();
    await page.clock.fastForward(90_000);
    await expect(dialog.getByRole("alert")).toContainText("The group has changed meanwhile");
    await expect(dialog.getByRole("button", { name: "Rename" })).toBeEnabled();
  });
});

test("how people are let in is saved when the group has it, or it is said why not", async ({ page }) => {
  const dialog = await details(page);
  const save = dialog.getByRole("button", { name: "Save", exact: true });
  await expect(save).toBeDisabled();
  await dialog.getByLabel("Who may approve").selectOption("Owners");
  await save.click();
  await expect(dialog.getByRole("button", { name: "Saving …" })).toBeDisabled();
  await refuse(page, "offline");
  await expect(dialog.getByRole("alert")).toContainText("There is no connection");
  await save.click();
  await goOn(page);
  await expect(dialog.getByText("Saved", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await expect(save).toBeDisabled();
  await dialog.getByLabel("How many members must approve a newcomer").selectOption("3");
  await expect(dialog.getByText("Saved", { exact: true })).toHaveCount(0);
});

test.describe("a second click doesn't begin again", () => {
  test("asking to be let in, nor does it withdraw", async ({ page }) => {
    await play(page, "chatting", `/groups/${strange}`);
    await stall(page, "requestToJoin");
    const join = page.getByRole("button", { name: "Ask to be let in" });
    await join.dblclick();
    await expect(join).toBeDisabled();
    await page.keyboard.press("Enter");
    expect(await countOf(page, "requestToJoin")).toBe(1);
    await goOn(page);
    await expect(page.getByRole("heading", { name: /^You have asked to be let into/ })).toBeFocused();
    await stall(page, "changeGroup");
    const withdraw = page.getByRole("button", { name: "Withdraw the request" });
    await withdraw.dblclick();
    await expect(withdraw).toBeDisabled();
    expect(await countOf(page, "changeGroup")).toBe(1);
    await refuse(page, "refused");
    await expect(withdraw).toBeEnabled();
  });

  test("asking to come back, and what comes under the pointer isn't clicked", async ({ page }) => {
    await play(page, "formerGroup", `/groups/${choir}`);
    await page.getByRole("button", { name: "Ask to be let in again" }).dblclick();
    await expect(page.getByRole("button", { name: "Withdraw the request" })).toBeVisible();
    expect(await countOf(page, "requestToJoin")).toBe(1);
    expect(await countOf(page, "changeGroup")).toBe(0);
  });

  test("approving, and turning down waits for it", async ({ page }) => {
    const dialog = await details(page);
    await dialog.getByRole("button", { name: "Approve Ben Okafor" }).dblclick();
    await expect(dialog.getByRole("button", { name: "Approve Ben Okafor" })).toBeDisabled();
    await expect(dialog.getByRole("button", { name: "Turn down Ben Okafor" })).toBeDisabled();
    expect(await countOf(page, "changeGroup")).toBe(1);
  });

  test("removing", async ({ page }) => {
    const dialog = await details(page);
    const remove = dialog.getByRole("button", { name: /^Remove Farida/ });
    await remove.click();
    await dialog
      .getByRole("alert")
      .getByRole("button", { name: /^Remove Farida/ })
      .dblclick();
    await expect(remove).toBeDisabled();
    expect(await countOf(page, "changeGroup")).toBe(1);
  });

  test("leaving, of which the first click only asks", async ({ page }) => {
    const dialog = await details(page);
    await dialog.getByRole("button", { name: "Leave the group" }).dblclick();
    await expect(dialog.getByRole("heading", { name: "Leave this group?" })).toBeVisible();
    expect(await countOf(page, "changeGroup")).toBe(0);
  });
});

test.describe("what is refused is said, and the group shown as it is", () => {
  const shown = "admin";

  test("a role that the relay doesn't take", async ({ page }) => {
    const dialog = await details(page);
    const role = dialog.getByRole("combobox", { name: "Role of Ada Moreno" });
    await role.selectOption("member");
    await expect(role).toHaveValue("member");
    await refuse(page, "not_permitted");
    await expect(dialog.locator(".note.error")).toContainText("You may not do that in this group.");
    await expect(role).toHaveValue(shown);
  });

  test("a role that the engine doesn't take", async ({ page }) => {
    const dialog = await details(page);
    await page.evaluate(() => (window.sottoDouble.failing["changeGroup"] = "store_unavailable"));
    const role = dialog.getByRole("combobox", { name: "Role of Ada Moreno" });
    await role.selectOption("member");
    await expect(dialog.locator(".note.error")).toContainText("can't be read or written");
    await expect(role).toHaveValue(shown);
  });

  test("a removal", async ({ page }) => {
    const dialog = await details(page);
    const remove = dialog.getByRole("button", { name: /^Remove Farida/ });
    await remove.click();
    await dialog
      .getByRole("alert")
      .getByRole("button", { name: /^Remove Farida/ })
      .click();
    await refuse(page, "offline");
    await expect(dialog.locator(".note.error")).toContainText("There is no connection");
    await expect(remove).toBeEnabled();
  });
});

test.describe("the keyboard goes on from", () => {
  test("the requests after one was approved, and the dialog after the last was turned down", async ({ page }) => {
    const dialog = await details(page);
    await goOn(page);
    await dialog.getByRole("button", { name: "Approve Ben Okafor" }).press("Enter");
    await expect(dialog.getByText("You have approved this")).toBeVisible();
    await expect(dialog.getByRole("list", { name: "Requests to join" })).toBeFocused();
    await dialog.getByRole("button", { name: "Turn down Ben Okafor" }).press("Enter");
    await expect(dialog.getByText("Requests to join")).toHaveCount(0);
    await expect(dialog.getByRole("heading", { name: "Choir on Thursdays" })).toBeFocused();
  });

  test("the members after one was removed, or stayed", async ({ page }) => {
    const dialog = await details(page);
    await goOn(page);
    const members = dialog.getByRole("list", { name: "Members" });
    await members.getByRole("button", { name: /^Remove Farida/ }).press("Enter");
    await members.getByRole("button", { name: "Cancel" }).press("Enter");
    await expect(members).toBeFocused();
    await members.getByRole("button", { name: /^Remove Farida/ }).press("Enter");
    await dialog
      .getByRole("alert")
      .getByRole("button", { name: /^Remove Farida/ })
      .press("Enter");
    await expect(members.getByText("farida", { exact: true })).toHaveCount(0);
    await expect(members).toBeFocused();
  });
});
