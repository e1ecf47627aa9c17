// SPDX-License-Identifier: GPL-3.0-or-later
// Answers, reactions, edits and deletions from one browser to another, with the real engine and one real relay.
import { expect, test } from "@playwright/test";

import { choose, deleteForEveryone, react, turn } from "../support/menu";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople();

test("an answer shows at the other what it answers", async () => {
  const { alice, bob } = people;
  await people.meet("Saturday at ten?");
  await choose(bob.page, "Saturday at ten?", "Reply");
  await bob.say("Make it eleven");
  await alice.sees("Make it eleven");
  await expect(turn(alice.page, "Make it eleven").getByRole("button").first()).toContainText("Saturday at ten?");
});

test("a reaction is seen by the other, and so is that it was taken back", async () => {
  const { alice, bob } = people;
  await react(bob.page, "Saturday at ten?", "👍");
  const seen = alice.page.getByRole("button", { name: "👍 by Bob B." });
  await expect(seen).toBeVisible();
  await bob.page.getByRole("button", { name: "👍 by You" }).click();
  await expect(seen).toHaveCount(0);
});

test("an edit takes the place of what was said, and is marked", async () => {
  const { alice, bob } = people;
  await choose(alice.page, "Saturday at ten?", "Edit");
  await alice.page.getByLabel("Message to Bob B.").fill("Saturday at eleven?");
  await alice.page.keyboard.press("Enter");
  await bob.sees("Saturday at eleven?");
  await expect(turn(bob.page, "Saturday at eleven?")).toContainText("edited");
  expect(await bob.texts()).toEqual(["Saturday at eleven?", "Make it eleven"]);
});

test("what is deleted is gone for both, also after they come back", async () => {
  const { alice, bob } = people;
  await deleteForEveryone(bob.page, "Make it eleven");
  await expect(bob.page.getByText("You deleted this message.")).toBeVisible();
  await expect(alice.page.getByText("Bob B. deleted this message.")).toBeVisible();
  for (const [person, other] of [
    [alice, "bob"],
    [bob, "alice"],
  ] as const) {
    await person.page.reload();
    await person.open(other);
    await person.sees("Saturday at eleven?");
    await expect(person.page.getByText("Make it eleven")).toHaveCount(0);
  }
});

test("nobody's page complained", () => {
  const { alice, bob } = people;
  for (const person of [alice, bob]) expect(person.complaints()).toEqual([]);
});
