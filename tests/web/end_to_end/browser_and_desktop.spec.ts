// SPDX-License-Identifier: GPL-3.0-or-later
// Alice in a real Chromium, Bob at a real desktop window, one real relay that is killed in between. The steps follow one
// another. Both are driven by what people use: the page's roles, and the desktop's accessibility tree and keyboard.
import { expect, test } from "@playwright/test";

import { DesktopPerson } from "../support/desktop";
import { Person } from "../support/person";
import { Relay } from "../support/relay";

test.describe.configure({ mode: "serial" });

const relay = new Relay();
const spoken: string[] = [];
let alice: Person;
let aliceElsewhere: Person;
let bob: DesktopPerson;

test.beforeAll(async ({}, testInfo) => {
  await relay.start();
  const launch = testInfo.project.use.launchOptions ?? {};
  alice = new Person("alice", relay.url, launch);
  aliceElsewhere = new Person("alice", relay.url, launch);
  bob = new DesktopPerson("bob", relay.url);
  await bob.sitDown();
});

test.afterAll(async () => {
  for (const person of [alice, aliceElsewhere]) await person?.remove();
  await bob?.leave();
  await relay.remove();
});

test("one registers in a browser, one at the desktop", async () => {
  await alice.openBrowser();
  await alice.register("Alice A.");
  await bob.openProgram();
  await bob.register("Bob B.");
});

test("they find each other and talk both ways", async () => {
  await bob.type({ role: "text", name: "^Search", text: "alice" });
  await bob.press({ role: "list item", name: "^Alice A\\." });
  await bob.say("Hello from the desktop");
  await alice.accepts(/Bob|bob/);
  await alice.sees("Hello from the desktop");
  await alice.say("Hello from the browser");
  await bob.sees("Hello from the browser");
  spoken.push("Hello from the desktop", "Hello from the browser");
  await bob.showsExactly(spoken);
  expect(await alice.texts()).toEqual(spoken);
  await alice.seesState("Hello from the browser", "Delivered");
});

test("the desktop is off, the relay is killed and comes back: nothing is lost, nothing twice", async () => {
  await bob.quitProgram();
  for (const text of ["While your window was closed: one", "two"]) {
    await alice.say(text);
    spoken.push(text);
  }
  await alice.seesState("two", "Sent");
  await relay.kill();
  await expect(alice.page.getByText(/You're offline|Connecting to the relay/)).toBeVisible({ timeout: 60_000 });
  await alice.say("written without a relay");
  spoken.push("written without a relay");
  await relay.start();
  // The pauses between two tries grow to half a minute.
  await alice.seesState("written without a relay", "Sent", { timeout: 120_000 });
  await bob.openProgram();
  await bob.press({ role: "list item", name: "^Alice A\\.", seconds: 60 });
  await bob.sees("written without a relay");
  await bob.showsExactly(spoken);
  await alice.seesState("written without a relay", "Delivered", { timeout: 120_000 });
  expect(await alice.texts()).toEqual(spoken);
});

test("the desktop is killed in the middle and goes on where it was", async () => {
  await bob.say("just before the end");
  spoken.push("just before the end");
  await alice.sees("just before the end");
  await bob.killProgram();
  await alice.say("to a dead window");
  spoken.push("to a dead window");
  await bob.openProgram();
  await bob.press({ role: "list item", name: "^Alice A\\.", seconds: 60 });
  await bob.sees("to a dead window");
  await bob.showsExactly(spoken);
  expect(await alice.texts()).toEqual(spoken);
});

test("a third log-in, in a fresh browser profile, takes part", async ({}, testInfo) => {
  await aliceElsewhere.openBrowser();
  await aliceElsewhere.logIn();
  await bob.say("to all of your devices");
  spoken.push("to all of your devices");
  await alice.sees("to all of your devices");
  await aliceElsewhere.page.getByRole("link", { name: /Bob|bob/ }).click();
  await aliceElsewhere.sees("to all of your devices");
  await aliceElsewhere.say("from the other browser");
  spoken.push("from the other browser");
  await bob.sees("from the other browser");
  await alice.sees("from the other browser");
  await bob.showsExactly(spoken);
  expect(await alice.texts()).toEqual(spoken);
  // What was said before it logged in came out of the archive.
  await expect(async () => expect(await aliceElsewhere.texts()).toEqual(spoken)).toPass();
  // For people to look at; the README shows one.
  await bob.picture(testInfo.outputPath("desktop.png"));
});

test("nobody's page complained", () => {
  for (const person of [alice, aliceElsewhere]) expect(person.complaints()).toEqual([]);
});
