// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that last for a while, between two browsers with the real engine and one real relay. The steps follow one another.
import { expect, test } from "@playwright/test";

import { findsNothing } from "../support/history";
import type { Person } from "../support/person";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople();
const passing = "the key lies under the pot-4417";
const stays = "This one stays";

async function chooseDuration({ page }: Person, button: string, duration: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("dialog").getByLabel(duration, { exact: true }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Choose" }).click();
}

async function expectGone(person: Person, text: string): Promise<void> {
  await expect(person.bubble(text)).toHaveCount(0, { timeout: 90_000 });
}

test("a message's time begins for its reader when it is read, and it leaves both screens", async () => {
  const { alice, bob } = people;
  await people.meet(stays);
  await bob.closeBrowser();
  await chooseDuration(alice, "Let this message disappear", "30 seconds");
  await expect(alice.page.getByText("This message disappears after 30 seconds")).toBeVisible();
  await alice.say(passing);
  await expect(alice.bubble(passing)).toContainText("Disappears here 30 seconds after it was sent");
  // It holds for one message.
  await expect(alice.page.getByText("This message disappears after")).toHaveCount(0);
  await expectGone(alice, passing);

  await bob.openBrowser("/direct/alice");
  await bob.sees(passing);
  await expect(bob.bubble(passing)).toContainText("Disappears 30 seconds after it was read");
  await expectGone(bob, passing);
});

test("what is gone stays gone, also after a reload and in the search", async () => {
  const { alice, bob } = people;
  for (const [person, other] of [
    [alice, "bob"],
    [bob, "alice"],
  ] as const) {
    await person.page.reload();
    await person.open(other);
    await person.sees(stays);
    expect(await person.texts()).toEqual([stays]);
    await expect(person.page.getByRole("list", { name: "Conversations" })).not.toContainText("4417");
    await findsNothing(person, "pot-4417");
  }
});

test("nothing of what is gone is left on a disk", async () => {
  const { alice, bob } = people;
  // The control: what a page keeps without encryption is found by the same search.
  const control = "left in the clear on purpose";
  await bob.page.evaluate((text) => localStorage.setItem("control", text), control);
  await bob.page.waitForTimeout(1500);
  expect(await bob.leftOnDisk([control, passing])).toEqual([control]);
  expect(await alice.leftOnDisk([passing, "pot-4417"])).toEqual([]);
  await alice.openBrowser("/direct/bob");
  await bob.openBrowser("/direct/alice");
  for (const person of [alice, bob]) {
    await person.sees(stays);
    expect(await person.texts()).toEqual([stays]);
  }
});

test("what one sets for the conversation is told to both and holds for both", async () => {
  const { alice, bob } = people;
  await chooseDuration(bob, "Disappearing messages", "1 hour");
  await expect(bob.page.getByText("You set new messages to disappear 1 hour after they were read")).toBeVisible();
  await expect(alice.page.getByText("Bob B. set new messages to disappear 1 hour after")).toBeVisible({
    timeout: 60_000,
  });
  await alice.say("for an hour");
  await bob.sees("for an hour");
  await expect(alice.bubble("for an hour")).toContainText("Disappears here 1 hour after it was sent");
  await expect(bob.bubble("for an hour")).toContainText("Disappears 1 hour after it was read");
  await chooseDuration(alice, "Let this message disappear", "They stay");
  await alice.say("for good");
  await bob.sees("for good");
  await expect(bob.bubble("for good")).not.toContainText("Disappears");
});

test("it is set after a reload, and either can take it back", async () => {
  const { alice, bob } = people;
  await alice.page.reload();
  await alice.sees("for an hour");
  await alice.page.getByRole("button", { name: "Disappearing messages" }).click();
  await expect(alice.page.getByRole("dialog").getByLabel("1 hour", { exact: true })).toBeChecked();
  await alice.page.keyboard.press("Escape");
  await chooseDuration(alice, "Disappearing messages", "They stay");
  await expect(bob.page.getByText("Alice A. set new messages to stay.")).toBeVisible();
  await bob.say("As before");
  await alice.sees("As before");
  await expect(alice.bubble("As before")).not.toContainText("Disappears");
});

test("nobody's page complained", () => people.expectNoComplaints());
