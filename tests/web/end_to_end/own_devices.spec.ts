// SPDX-License-Identifier: GPL-3.0-or-later
// What one does at one device is seen at the other one of the same account, with real engines and one real relay. The
// steps follow one another.
import { expect, test, type Locator } from "@playwright/test";

import type { Person } from "../support/person";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople("alice elsewhere");

function fieldOf({ page }: Person): Locator {
  return page.getByLabel("Message to");
}

test("both devices have the same conversation open", async () => {
  const { bob } = people;
  const elsewhere = people.at("alice elsewhere");
  await people.meet("Hello Bob");
  await elsewhere.openBrowser();
  await elsewhere.logIn();
  await elsewhere.page.getByRole("link", { name: /Bob|bob/ }).click({ timeout: 120_000 });
  await elsewhere.sees("Hello Bob");
  await elsewhere.isConnected();
  // Each knows that the other is there.
  await bob.say("For both of you");
  await people.alice.sees("For both of you");
  await elsewhere.sees("For both of you");
  await elsewhere.say("I have two devices");
  await people.alice.sees("I have two devices");
});

test("a draft appears, changes and vanishes in the open field of the other device", async () => {
  const { alice } = people;
  const elsewhere = people.at("alice elsewhere");
  const field = fieldOf(elsewhere);
  await fieldOf(alice).fill("hello");
  await expect(field).toHaveValue("hello");
  await fieldOf(alice).fill("hello world");
  await expect(field).toHaveValue("hello world");
  expect(await field.evaluate((node: HTMLTextAreaElement) => node.selectionStart)).toBe("hello world".length);
  await fieldOf(alice).fill("");
  await expect(field).toHaveValue("");
});

test("what was sent at one isn't left in the field of the other", async () => {
  const { alice, bob } = people;
  const elsewhere = people.at("alice elsewhere");
  await fieldOf(alice).fill("only once");
  await expect(fieldOf(elsewhere)).toHaveValue("only once");
  await fieldOf(alice).press("Enter");
  await elsewhere.sees("only once");
  await expect(fieldOf(elsewhere)).toHaveValue("");
  await fieldOf(elsewhere).press("Enter");
  await bob.sees("only once");
  expect((await bob.texts()).filter((text) => text === "only once")).toHaveLength(1);
});

test("after one has written and sent there, drafts are taken again", async () => {
  const { alice, bob } = people;
  const elsewhere = people.at("alice elsewhere");
  await elsewhere.say("now from here");
  await bob.sees("now from here");
  await alice.sees("now from here");
  await fieldOf(alice).fill("back at the first");
  await expect(fieldOf(elsewhere)).toHaveValue("back at the first");
  // And on from there: a draft has no device of its own.
  await fieldOf(elsewhere).press("End");
  await elsewhere.page.keyboard.type(", and on at the second");
  await expect(fieldOf(alice)).toHaveValue("back at the first, and on at the second");
  await fieldOf(elsewhere).press("Enter");
  await bob.sees("back at the first, and on at the second");
  await expect(fieldOf(alice)).toHaveValue("");
});

test("what was read at one device isn't new at the other", async () => {
  const { alice, bob } = people;
  const elsewhere = people.at("alice elsewhere");
  for (const person of [alice, elsewhere]) {
    await person.page.getByRole("link", { name: "About" }).click();
    await expect(person.page).toHaveTitle("About · Sotto");
  }
  await bob.say("Read it at one of them");
  for (const person of [alice, elsewhere]) await expect(person.page).toHaveTitle("(1) About · Sotto");
  await alice.open("bob");
  await alice.sees("Read it at one of them");
  await expect(elsewhere.page).toHaveTitle("About · Sotto");
});

test("nobody's page complained", () => people.expectNoComplaints());
