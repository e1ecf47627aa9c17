// SPDX-License-Identifier: GPL-3.0-or-later
// Three people with real engines at one real relay: a group is made, its members let people in, talk, and take one out, who
// reads nothing of what is said afterwards. The steps follow one another.
import { expect, test } from "@playwright/test";

import { GroupPerson } from "../support/group_person";
import { png } from "../support/png";
import { Relay } from "../support/relay";

test.describe.configure({ mode: "serial" });

const relay = new Relay();
const group = "Chess club";
let alice: GroupPerson;
let bob: GroupPerson;
let carol: GroupPerson;

test.beforeAll(async ({}, testInfo) => {
  await relay.start();
  const launch = testInfo.project.use.launchOptions ?? {};
  [alice, bob, carol] = ["alice", "bob", "carol"].map((name) => new GroupPerson(name, relay.url, launch)) as [
    GroupPerson,
    GroupPerson,
    GroupPerson,
  ];
});

test.afterAll(async () => {
  for (const person of [alice, bob, carol]) await person?.remove();
  await relay.remove();
});

test("somebody makes a group in which two must approve", async () => {
  for (const person of [alice, bob, carol]) {
    await person.openBrowser();
    await person.register(`${person.name[0]?.toUpperCase()}${person.name.slice(1)}`);
  }
  await alice.createGroup(group, 2);
  await expect(alice.page).toHaveURL(/\/groups\/[\w-]{43}$/);
  await expect(alice.page.getByRole("heading", { name: group })).toBeVisible();
  await alice.seesNotice("You created the group.");
});

test("one finds it by its name and asks; the only member approves", async () => {
  await bob.askInto(group);
  await alice.approve("bob");
  await bob.isIn(group);
  await bob.say("Thank you");
  await alice.sees("Thank you");
  await alice.say("Welcome");
  await bob.sees("Welcome");
});

test("one opens its link and asks; one approval is not enough, two are", async () => {
  await carol.page.goto(new URL(alice.page.url()).pathname);
  const ask = carol.page.getByRole("button", { name: "Ask to be let in" });
  await ask.waitFor();
  await carol.isConnected();
  await ask.click();
  await expect(carol.page.getByText("You have asked to be let into")).toBeVisible();
  await alice.approve("carol");
  await expect(bob.page.getByText("carol would like to be let in")).toBeVisible();
  await expect(carol.page.getByText("You have asked to be let into")).toBeVisible();
  await bob.approve("carol");
  await carol.isIn(group);
  for (const person of [alice, bob]) await person.seesNotice(/carol.* came in\./i);
});

test("a newcomer reads what is said from then on, and nothing from before", async () => {
  await alice.say("Now we are three");
  for (const person of [bob, carol]) await person.sees("Now we are three");
  await carol.say("Hello from carol");
  for (const person of [alice, bob]) await person.sees("Hello from carol");
  expect(await carol.texts()).toEqual(["Now we are three", "Hello from carol"]);
  expect(await alice.texts()).toEqual(["Thank you", "Welcome", "Now we are three", "Hello from carol"]);
});

test("an owner gives a role, another name and a picture", async () => {
  await alice.openDetails();
  const buffer = png(640, 480);
  const chooser = alice.page.getByRole("dialog").locator("input[type=file]");
  await chooser.setInputFiles({ name: "board.png", mimeType: "image/png", buffer });
  await expect(bob.page.locator("header .avatar img")).toBeVisible();
  await bob.seesNotice("alice changed the picture of the group.");
  await alice.page.getByRole("combobox", { name: "Role of Bob" }).selectOption("admin");
  await alice.page.getByLabel("Name of the group").fill("Go club");
  await alice.page.getByRole("button", { name: "Rename" }).click();
  await alice.closeDialog();
  await expect(bob.page.getByRole("heading", { name: "Go club" })).toBeVisible();
  await bob.seesNotice("alice changed the role of you.");
});

test("who was removed reads nothing new", async ({}, testInfo) => {
  await bob.openDetails();
  await bob.page.getByRole("button", { name: "Remove carol" }).click();
  await bob.page.getByRole("alert").getByRole("button", { name: "Remove carol" }).click();
  await expect(bob.page.getByRole("list", { name: "Members" }).getByText("carol")).toHaveCount(0);
  await bob.closeDialog();
  await expect(carol.page.getByText("You aren't in this group any more")).toBeVisible();
  await alice.say("Without carol");
  await bob.sees("Without carol");
  await bob.say("Indeed");
  await alice.sees("Indeed");
  expect(await carol.texts()).toEqual(["Now we are three", "Hello from carol"]);
  await alice.page.screenshot({ path: testInfo.outputPath("group.png") });
});

test("all of it is there after the browser was closed", async () => {
  const path = new URL(bob.page.url()).pathname;
  await bob.closeBrowser();
  await bob.openBrowser(path);
  await bob.sees("Indeed");
  await bob.say("I'm back");
  await alice.sees("I'm back");
});

test("a member leaves", async () => {
  await bob.openDetails();
  await bob.page.getByRole("button", { name: "Leave the group" }).click();
  await bob.page.getByRole("button", { name: "Leave the group" }).click();
  await expect(bob.page.getByText("You aren't in this group any more")).toBeVisible();
  await alice.seesNotice("Bob left.");
});

test("nobody's page complained", () => {
  for (const person of [alice, bob, carol]) expect(person.complaints()).toEqual([]);
});
