// SPDX-License-Identifier: GPL-3.0-or-later
// What was said is found again, also where it was changed meanwhile or lies far back, with the real engine and one real
// relay. The steps follow one another.
import { expect, test } from "@playwright/test";

import { endSearch, findsNothing, jumpsTo, searchFor } from "../support/history";
import { choose, deleteForEveryone } from "../support/menu";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople("carol");
const first = "Привет мир, the first of many";
/** More than a page of the history holds. */
const between = 110;

test("a part of a word is enough, in any script, whoever said it", async () => {
  const { alice, bob } = people;
  await people.meet(first);
  await bob.say("The violins are in the attic");
  await alice.sees("The violins are in the attic");
  for (const person of [alice, bob]) {
    await jumpsTo(person, "иве", first);
    await jumpsTo(person, "VIOLIN", "The violins are in the attic");
    await findsNothing(person, "violas");
  }
});

test("the part that was looked for is marked, and who said it and where is told", async () => {
  const { alice } = people;
  const found = await searchFor(alice, "attic");
  await expect(found.getByRole("button").locator("mark")).toHaveText("attic");
  await expect(found.getByRole("button")).toContainText("Bob B.");
  await expect(found.getByRole("button")).not.toContainText("You:");
  const own = await searchFor(alice, "first of");
  await expect(own.getByRole("button")).toContainText("You:");
  await endSearch(alice);
});

test("an edited message is found by what it says now, and a deleted one by nothing", async () => {
  const { alice, bob } = people;
  await alice.say("Bring the ladder");
  await alice.say("And a torch");
  await bob.sees("And a torch");
  await choose(alice.page, "Bring the ladder", "Edit");
  await alice.page.getByLabel("Message to Bob B.").fill("Bring the stool");
  await alice.page.keyboard.press("Enter");
  await bob.sees("Bring the stool");
  await deleteForEveryone(alice.page, "And a torch");
  await expect(bob.page.getByText("Alice A. deleted this message.")).toBeVisible();
  for (const person of [alice, bob]) {
    await jumpsTo(person, "the stool", "Bring the stool");
    await findsNothing(person, "the ladder");
    await findsNothing(person, "a torch");
  }
});

test("what lies far back is shown among what was said around it, and one comes back to the end", async () => {
  const { alice, bob } = people;
  await alice.saysAll(Array.from({ length: between }, (_, index) => `${index + 1} of ${between}`));
  await expect(bob.bubble(`${between} of ${between}`)).toBeVisible({ timeout: 240_000 });
  await bob.page.reload();
  await bob.sees(`${between} of ${between}`);
  await expect(bob.bubble(first)).toHaveCount(0);
  await jumpsTo(bob, "first of many", first);
  await expect(bob.bubble(first)).toBeInViewport();
  await bob.sees("The violins are in the attic");
  await bob.page.getByRole("button", { name: "Newest messages" }).click();
  await expect(bob.bubble(`${between} of ${between}`)).toBeInViewport();
});

test("a message of another conversation is gone to from here, and found after a reload", async () => {
  const { alice, bob } = people;
  const carol = people.at("carol");
  await people.register("carol");
  await carol.find("bob", "Bob B.");
  await carol.say("Are the violins yours?");
  await bob.accepts(/Carol|carol/);
  await bob.sees("Are the violins yours?");
  await bob.page.reload();
  await bob.sees("Are the violins yours?");
  const found = await searchFor(bob, "violins");
  await expect(found.getByRole("button")).toHaveCount(2);
  await endSearch(bob);
  await jumpsTo(bob, "violins are", "The violins are in the attic");
  await expect(bob.page).toHaveURL(/\/direct\/alice$/);
  await findsNothing(alice, "violins yours");
});

test("nobody's page complained", () => people.expectNoComplaints());
