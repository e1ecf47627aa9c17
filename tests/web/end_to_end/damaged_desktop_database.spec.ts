// SPDX-License-Identifier: GPL-3.0-or-later
// A desktop whose database was damaged begins anew, and the archive brings the messages back: the real program at a real
// window, with the real engine and one real relay. The steps follow one another.
import { expect, test } from "@playwright/test";

import { DesktopPerson } from "../support/desktop";
import { Person } from "../support/person";
import { Relay } from "../support/relay";

test.describe.configure({ mode: "serial" });

const relay = new Relay();
const spoken = ["Hello from the desktop", "Hello from the browser"] as const;
let alice: Person;
let bob: DesktopPerson;
/** Bob at a browser, too. */
let bobElsewhere: Person;

test.beforeAll(async ({}, testInfo) => {
  await relay.start();
  const launch = testInfo.project.use.launchOptions ?? {};
  alice = new Person("alice", relay.url, launch);
  bobElsewhere = new Person("bob", relay.url, launch);
  bob = new DesktopPerson("bob", relay.url);
  await bob.sitDown();
});

test.afterAll(async () => {
  for (const person of [alice, bobElsewhere]) await person?.remove();
  await bob?.leave();
  await relay.remove();
});

test("what was said is in the archive, as a second login shows", async () => {
  await alice.openBrowser();
  await alice.register("Alice A.");
  await bob.openProgram();
  await bob.register("Bob B.");
  await bob.type({ role: "text", name: "^Search", text: "alice" });
  await bob.press({ role: "list item", name: "^Alice A\\." });
  await bob.say(spoken[0]);
  await alice.accepts(/Bob|bob/);
  await alice.say(spoken[1]);
  await bob.sees(spoken[1]);
  await bobElsewhere.openBrowser();
  await bobElsewhere.logIn();
  await bobElsewhere.page.getByRole("link", { name: /Alice|alice/ }).click({ timeout: 60_000 });
  for (const text of spoken) await bobElsewhere.sees(text);
});

test("a damaged database is said to be one, and set aside when one begins anew", async () => {
  await bob.quitProgram();
  bob.damageDatabase();
  await bob.openProgram();
  await bob.find({ role: "label", name: "The messages kept on this device are damaged" });
  await bob.press({ role: "push button", name: "^Begin anew$" });
  await bob.gone({ role: "push button", name: "^Begin anew$" });
  expect(bob.databasesSetAside()).toHaveLength(1);
});

test("after logging in again the messages are there, and what is said reaches both", async () => {
  await bob.logIn();
  await bob.press({ role: "list item", name: "^Alice A\\.", seconds: 60 });
  for (const text of spoken) await bob.sees(text);
  await bob.say("Here again");
  await alice.sees("Here again");
  await alice.say("Welcome back");
  await bob.sees("Welcome back");
  await bob.showsExactly([...spoken, "Here again", "Welcome back"]);
});

test("the new database is opened like any other", async () => {
  await bob.quitProgram();
  await bob.openProgram();
  await bob.press({ role: "list item", name: "^Alice A\\.", seconds: 60 });
  await bob.sees("Welcome back");
});

test("nobody's page complained", () => {
  for (const person of [alice, bobElsewhere]) expect(person.complaints()).toEqual([]);
});
