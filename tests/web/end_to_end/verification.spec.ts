// SPDX-License-Identifier: GPL-3.0-or-later
// A safety number that was compared, and then a relay that gives the name to somebody else, with the real engine. The steps
// follow one another.
import { expect, test, type Locator } from "@playwright/test";

import type { Person } from "../support/person";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople("bob with other keys");
let number = "";

const title = (person: Person): Locator => person.page.getByRole("heading", { level: 1 });

async function openNumber({ page }: Person): Promise<{ dialog: Locator; digits: string }> {
  await page.getByRole("button", { name: "Safety number" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("listitem")).toHaveCount(12);
  return { dialog, digits: (await dialog.getByRole("listitem").allTextContents()).join("") };
}

test("two people compare their number, and one marks the other as verified", async () => {
  const { alice, bob } = people;
  await people.meet("Hello Bob");
  const atBob = await openNumber(bob);
  await bob.page.keyboard.press("Escape");
  const atAlice = await openNumber(alice);
  number = atAlice.digits;
  expect(atBob.digits).toBe(number);
  await atAlice.dialog.getByRole("button", { name: "mark as verified" }).click();
  await expect(atAlice.dialog.getByRole("status").filter({ hasText: "You have compared" })).toBeVisible();
  await alice.page.keyboard.press("Escape");
  await expect(title(alice)).toHaveText(/Bob B\.\s+Verified/);
  // What one has compared says nothing about what the other has.
  await expect(title(bob)).toHaveText("Alice A.");
});

test("it is so after a reload, and as long as one wants it", async () => {
  const { alice } = people;
  await alice.page.reload();
  await expect(title(alice)).toHaveText(/Bob B\.\s+Verified/);
  const again = await openNumber(alice);
  expect(again.digits).toBe(number);
  await again.dialog.getByRole("button", { name: "Not verified any more" }).click();
  await expect(again.dialog.getByRole("button", { name: "mark as verified" })).toBeVisible();
  await alice.page.keyboard.press("Escape");
  await expect(title(alice)).toHaveText("Bob B.");
  await (await openNumber(alice)).dialog.getByRole("button", { name: "mark as verified" }).click();
  await alice.page.keyboard.press("Escape");
  await expect(title(alice)).toHaveText(/Bob B\.\s+Verified/);
});

test("the relay gives the name to somebody else: it is said plainly, and nothing of them is shown", async () => {
  const { alice, relay } = people;
  const other = people.at("bob with other keys");
  await people.bob.closeBrowser();
  await relay.kill();
  await relay.forgetAccount("bob");
  await relay.start();
  await other.openBrowser();
  await other.register("Bob B.");
  await other.find("alice", "Alice A.");
  await other.say("It is me, Bob");
  await expect(alice.page.getByText("You had compared their safety number")).toBeVisible({ timeout: 60_000 });
  await expect(alice.page.getByText("The key of Bob B. changed. That happens")).toBeVisible();
  await expect(alice.page.getByLabel("Message to")).toHaveCount(0);
  await expect(title(alice)).toHaveText("Bob B.");
  expect(await alice.texts()).toEqual(["Hello Bob"]);
});

test("the number is another one, can't be marked as verified, and all of that is there after a reload", async () => {
  const { alice } = people;
  await alice.page.reload();
  await alice.page.getByRole("button", { name: "Compare the safety number" }).click();
  const dialog = alice.page.getByRole("dialog");
  await expect(dialog.getByRole("listitem")).toHaveCount(12);
  expect((await dialog.getByRole("listitem").allTextContents()).join("")).not.toBe(number);
  await expect(dialog.getByRole("button", { name: "mark as verified" })).toHaveCount(0);
  await alice.page.keyboard.press("Escape");
  await expect(alice.page.getByLabel("Message to")).toHaveCount(0);
  expect(await alice.texts()).toEqual(["Hello Bob"]);
});

test("who accepts the new key reads what waited and can answer, and nobody is verified", async () => {
  const { alice } = people;
  const other = people.at("bob with other keys");
  await alice.page.getByRole("button", { name: "Accept the new key" }).click();
  const dialog = alice.page.getByRole("dialog");
  await expect(dialog.getByRole("listitem")).toHaveCount(12);
  await dialog.getByRole("button", { name: "Accept this key" }).click();
  await alice.sees("It is me, Bob");
  await expect(title(alice)).toHaveText("Bob B.");
  await alice.say("Are you?");
  await other.sees("Are you?");
});

test("nobody's page complained", () => people.expectNoComplaints());
