// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody is named in a group, with three real engines and one real relay. The steps follow one another.
import { expect, test } from "@playwright/test";

import { People } from "../support/people";

test.describe.configure({ mode: "serial" });

const people = new People("alice", "bob", "carol");
const group = "Chess club";
const asks = "Ask @bob for the board";

test("who is in the group is offered by name, and chosen with the keyboard", async () => {
  const alice = people.at("alice");
  await people.register("alice", "bob", "carol");
  await people.gather(group, "alice", "bob", "carol");
  for (const label of ["bob", "carol"]) await people.at(label).page.goto("/direct");
  const field = alice.page.getByLabel(`Message to ${group}`);
  await field.pressSequentially("Ask @");
  const offered = alice.page.getByRole("listbox", { name: "People to name" }).getByRole("option");
  await expect(offered).toHaveText([/bob/i, /carol/i]);
  await field.pressSequentially("b");
  await expect(offered).toHaveText([/bob/i]);
  await field.press("Enter");
  await expect(field).toHaveValue("Ask @bob ");
  await field.pressSequentially("for the board");
  await field.press("Enter");
  await alice.sees(asks);
});

test("whoever is named sees it in the list, and their name stands out in the message", async () => {
  const bob = people.at("bob");
  await expect(bob.page.getByRole("link", { name: /Groups.*1 unread/ })).toBeVisible();
  await bob.page.getByRole("link", { name: /^Groups/ }).click();
  const row = bob.page.getByRole("link", { name: new RegExp(group) });
  await expect(row).toContainText("You are named once.");
  await row.click();
  await expect(bob.bubble(asks).locator("strong.reader")).toHaveText("@bob");
  await expect(row).not.toContainText("You are named");
});

test("to everybody else it is a name like others", async () => {
  const carol = people.at("carol");
  await carol.page.getByRole("link", { name: /^Groups/ }).click();
  const row = carol.page.getByRole("link", { name: new RegExp(group) });
  await expect(row).toContainText("1 unread");
  await expect(row).not.toContainText("You are named");
  await row.click();
  for (const person of [carol, people.at("alice")]) {
    await expect(person.bubble(asks).locator("strong")).toHaveText("@bob");
    await expect(person.bubble(asks).locator("strong.reader")).toHaveCount(0);
  }
});

test("who isn't in the group isn't named by their name, and who is stays named after a reload", async () => {
  const [alice, bob] = [people.at("alice"), people.at("bob")];
  const stranger = "Where is @dora today?";
  await bob.page.goto("/groups");
  await alice.say(stranger);
  await bob.page.getByRole("link", { name: new RegExp(group) }).click();
  await bob.sees(stranger);
  await bob.page.reload();
  await expect(bob.bubble(asks).locator("strong.reader")).toHaveText("@bob");
  await expect(bob.bubble(stranger).locator("strong")).toHaveCount(0);
});

test("nobody's page complained", () => people.expectNoComplaints());
