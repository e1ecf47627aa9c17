// SPDX-License-Identifier: GPL-3.0-or-later
// Who tells that they have read something or are writing, with real engines and one real relay: nobody, until both choose
// to. The steps follow one another.
import { expect, test } from "@playwright/test";

import type { Person } from "../support/person";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople();
const reading = "Tell people when I have read their messages";
const typing = "Show people when I am writing to them";

async function allow(person: Person, ...choices: readonly string[]): Promise<void> {
  await person.page.goto("/settings");
  for (const choice of choices) {
    const box = person.page.getByLabel(choice);
    await expect(box).not.toBeChecked();
    // The box shows what the engine has stored: on a busy machine not at once, as check() would have it.
    await box.click();
    await expect(box).toBeChecked();
  }
}

/** Counts from now on how often somebody is shown to be writing. */
async function watchForTyping({ page }: Person): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    window.name = "0";
    let shown = false;
    new MutationObserver(() => {
      const now = [...document.querySelectorAll("[role=status]")].some((node) =>
        node.textContent.includes("is writing"),
      );
      if (now && !shown) window.name = String(Number(window.name) + 1);
      shown = now;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return async () => Number(await page.evaluate(() => window.name));
}

/** As somebody types: it takes longer than a sign would wait. */
async function write(person: Person, text: string): Promise<void> {
  await person.page.getByLabel("Message to").pressSequentially(text, { delay: 150 });
}

async function finish(person: Person, text: string): Promise<void> {
  await person.page.keyboard.press("Enter");
  await person.sees(text);
}

test("at first nobody tells anything", async () => {
  const { alice, bob } = people;
  await people.meet("Hello Bob");
  await alice.seesState("Hello Bob", "Delivered");
  for (const [person, other] of [
    [alice, "bob"],
    [bob, "alice"],
  ] as const) {
    await person.page.goto("/settings");
    await expect(person.page.getByLabel(reading)).not.toBeChecked();
    await expect(person.page.getByLabel(typing)).not.toBeChecked();
    await person.open(other);
    await person.sees("Hello Bob");
  }
});

test("what only one of the two chooses tells the other nothing, nor them", async () => {
  const { alice, bob } = people;
  await allow(alice, reading, typing);
  await alice.open("bob");
  await alice.isConnected();
  await bob.isConnected();
  const shownToAlice = await watchForTyping(alice);
  const shownToBob = await watchForTyping(bob);
  await write(bob, "Now I write to you");
  await finish(bob, "Now I write to you");
  await alice.sees("Now I write to you");
  await write(alice, "And I read it at once");
  await finish(alice, "And I read it at once");
  await bob.sees("And I read it at once");
  await alice.seesState("And I read it at once", "Delivered");
  await bob.seesState("Now I write to you", "Delivered");
  expect(await shownToAlice()).toBe(0);
  expect(await shownToBob()).toBe(0);
});

test("when both choose it each sees that the other writes, until the message is there", async () => {
  const { alice, bob } = people;
  await allow(bob, reading, typing);
  await bob.open("alice");
  await bob.isConnected();
  const shownToAlice = await watchForTyping(alice);
  // It is over some seconds after the last key, so one looks meanwhile.
  await Promise.all([
    write(bob, "Wait, there is more"),
    expect(alice.page.getByText("Bob B. is writing …")).toBeVisible(),
  ]);
  await finish(bob, "Wait, there is more");
  await alice.sees("Wait, there is more");
  await expect(alice.page.getByText("Bob B. is writing …")).toHaveCount(0);
  expect(await shownToAlice()).toBeGreaterThan(0);
});

test("and that it was read, but nothing of what was read before", async () => {
  const { alice, bob } = people;
  await bob.seesState("Wait, there is more", "Read");
  await alice.say("Now you see that, too");
  await bob.sees("Now you see that, too");
  await alice.seesState("Now you see that, too", "Read");
  await alice.seesState("And I read it at once", "Delivered");
  await bob.seesState("Now I write to you", "Delivered");
});

test("it is still chosen, and still shown, after a reload", async () => {
  const { alice } = people;
  await alice.page.reload();
  await alice.seesState("Now you see that, too", "Read");
  await alice.page.goto("/settings");
  await expect(alice.page.getByLabel(reading)).toBeChecked();
  await expect(alice.page.getByLabel(typing)).toBeChecked();
});

test("nobody's page complained", () => people.expectNoComplaints());
