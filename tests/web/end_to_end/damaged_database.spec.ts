// SPDX-License-Identifier: GPL-3.0-or-later
// A browser whose database was damaged begins anew, and the archive brings the messages back, with the real engine and one
// real relay. The steps follow one another.
import { expect, test } from "@playwright/test";

import { damageDatabase, sizesKept } from "../support/browser_storage";
import { tabTo } from "../support/keyboard";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople("alice elsewhere");
const notice = "The messages kept on this device are damaged.";

test("what was said is in the archive, as a second login shows", async () => {
  const { alice, bob } = people;
  await people.meet("Hello Bob");
  await bob.say("Hello Alice");
  await alice.sees("Hello Alice");
  const elsewhere = people.at("alice elsewhere");
  await elsewhere.openBrowser();
  await elsewhere.logIn();
  await elsewhere.page.getByRole("link", { name: /Bob|bob/ }).click({ timeout: 60_000 });
  await elsewhere.sees("Hello Bob");
  await elsewhere.sees("Hello Alice");
  await elsewhere.closeBrowser();
});

test("a damaged database is said to be one, and nothing happens to it before one has chosen", async () => {
  const { alice } = people;
  await damageDatabase(alice, 1);
  const { database } = await sizesKept(alice);
  for (let visit = 0; visit < 2; ++visit) {
    await alice.page.goto("/direct/bob");
    await expect(alice.page.getByText(notice)).toBeVisible();
    await expect(alice.page.getByRole("button", { name: "Begin anew" })).toBeVisible();
  }
  expect(await sizesKept(alice)).toEqual({ database, damaged: 0 });
});

test("one begins anew with the keyboard alone, in every tab, and what is damaged stays under another name", async () => {
  const { alice } = people;
  const { database } = await sizesKept(alice);
  await alice.page.goto("/direct/bob");
  await alice.page.getByText(notice).waitFor();
  const otherTab = await alice.context.newPage();
  await otherTab.goto("/settings");
  await otherTab.getByText(notice).waitFor();
  await tabTo(alice.page, /Begin anew/);
  await alice.page.keyboard.press("Enter");
  for (const page of [alice.page, otherTab]) await expect(page).toHaveURL(/\/login$/);
  await expect(alice.page.getByRole("heading", { name: "Log in" })).toBeFocused();
  await otherTab.close();
  const kept = await sizesKept(alice);
  expect(kept.damaged).toBe(database);
  expect(kept.database).toBeLessThan(database);
});

test("after logging in again the messages are there, and what is said reaches both", async () => {
  const { alice, bob } = people;
  await alice.logIn();
  await alice.page.getByRole("link", { name: /Bob|bob/ }).click({ timeout: 60_000 });
  await alice.sees("Hello Bob");
  await alice.sees("Hello Alice");
  await bob.say("Are you back?");
  await alice.sees("Are you back?");
  await alice.say("I am");
  await bob.sees("I am");
  for (const person of [alice, bob]) {
    expect(await person.texts()).toEqual(["Hello Bob", "Hello Alice", "Are you back?", "I am"]);
  }
});

test("the new database is opened like any other, and isn't taken for an older one", async () => {
  const { alice } = people;
  await alice.closeBrowser();
  await alice.openBrowser("/direct/bob");
  await alice.sees("I am");
  await expect(alice.page.getByText("older copy")).toHaveCount(0);
});

test("with its first page damaged it looks locked, and one can begin anew all the same", async () => {
  const { bob } = people;
  await damageDatabase(bob, 0);
  await bob.page.goto("/direct");
  await expect(bob.page.getByText("The messages kept on this device can't be unlocked.")).toBeVisible({
    timeout: 60_000,
  });
  await bob.page.getByRole("button", { name: "Begin anew" }).click();
  await expect(bob.page).toHaveURL(/\/login$/);
  await bob.logIn();
  await bob.page.reload();
  await bob.page.getByRole("link", { name: /Alice|alice/ }).click({ timeout: 60_000 });
  await bob.sees("I am");
  await expect(bob.page.getByText("older copy")).toHaveCount(0);
});

test("logging out erases what was set aside, too", async () => {
  const { alice } = people;
  expect((await sizesKept(alice)).damaged).toBeGreaterThan(0);
  await alice.page.goto("/settings");
  await alice.page.getByRole("button", { name: "Log out" }).click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Log out" }).click();
  await expect(alice.page.getByText("You're logged out")).toBeVisible();
  expect((await sizesKept(alice)).damaged).toBe(0);
});

test("nobody's page complained", () => people.expectNoComplaints());
