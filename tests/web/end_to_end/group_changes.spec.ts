// SPDX-License-Identifier: GPL-3.0-or-later
// What one can do in a secure group besides talking: files, answers, edits, reactions, deletions, durations, a picture; with
// three real engines and one real relay. The steps follow one another.
import { expect, test } from "@playwright/test";

import { digest, savedBy, sendFile } from "../support/files";
import type { GroupPerson } from "../support/group_person";
import { choose, deleteForEveryone, react, turn } from "../support/menu";
import { People } from "../support/people";
import { png } from "../support/png";

test.describe.configure({ mode: "serial" });

const people = new People("alice", "bob", "carol");
const group = "Chess club";
const alice = () => people.at("alice");
const others = (): readonly GroupPerson[] => [people.at("bob"), people.at("carol")];
const board = png(64, 48);
const badge = png(320, 200);

test.beforeAll(async () => {
  await people.register("alice", "bob", "carol");
  await people.gather(group, "alice", "bob", "carol");
});

test("a picture that one sends is shown and saved by everybody", async () => {
  await sendFile(alice(), { name: "board.png", mimeType: "image/png", buffer: board });
  for (const person of others()) {
    await person.page.getByRole("button", { name: "Show board.png" }).click({ timeout: 60_000 });
    await expect(person.page.getByRole("img", { name: "board.png" })).toBeVisible();
    expect(digest(await savedBy(person, "board.png"))).toBe(digest(board));
  }
});

test("an answer, an edit and reactions are seen by all", async () => {
  const [bob, carol] = others() as [GroupPerson, GroupPerson];
  await bob.say("Thursday at six?");
  await carol.sees("Thursday at six?");
  await choose(carol.page, "Thursday at six?", "Reply");
  await carol.say("Seven is better");
  for (const person of [alice(), bob]) {
    await person.sees("Seven is better");
    await expect(turn(person.page, "Seven is better").getByRole("button").first()).toContainText("Thursday at six?");
  }
  await choose(bob.page, "Thursday at six?", "Edit");
  await bob.page.getByLabel(`Message to ${group}`).fill("Thursday at seven?");
  await bob.page.keyboard.press("Enter");
  for (const person of [alice(), carol]) {
    await person.sees("Thursday at seven?");
    await expect(turn(person.page, "Thursday at seven?")).toContainText("edited");
    await react(person.page, "Thursday at seven?", "👍");
  }
  for (const person of [alice(), ...others()]) {
    const reaction = person.page.getByRole("button", { name: /^👍 by .*, / });
    await expect(reaction).toHaveText("👍2");
  }
});

test("what is deleted is gone for all", async () => {
  const [bob, carol] = others() as [GroupPerson, GroupPerson];
  await deleteForEveryone(carol.page, "Seven is better");
  for (const person of [alice(), bob]) {
    await expect(person.page.getByText(/deleted this message\./)).toBeVisible();
    await expect(person.page.getByText("Seven is better")).toHaveCount(0);
  }
});

test("how long messages last is set for all, and one that lasts for a while leaves all screens", async () => {
  await alice().page.getByRole("button", { name: "Disappearing messages" }).click();
  await alice().page.getByRole("dialog").getByLabel("30 seconds").check();
  await alice().page.getByRole("dialog").getByRole("button", { name: "Choose" }).click();
  for (const person of others()) {
    await expect(person.page.getByText(/set new messages to disappear 30 seconds after/)).toBeVisible({
      timeout: 60_000,
    });
  }
  await others()[0]?.say("Only for a moment");
  for (const person of [alice(), ...others()]) await person.sees("Only for a moment");
  for (const person of [alice(), ...others()]) {
    await expect(person.bubble("Only for a moment")).toHaveCount(0, { timeout: 90_000 });
  }
});

test("the group's picture is the same for all, also after a reload, until it is removed", async () => {
  const shown = (person: GroupPerson) => person.page.locator("header .avatar img");
  const width = (person: GroupPerson) => shown(person).evaluate((node) => (node as HTMLImageElement).naturalWidth);
  await alice().openDetails();
  const chooser = alice().page.getByRole("dialog").locator("input[type=file]");
  await chooser.setInputFiles({ name: "badge.png", mimeType: "image/png", buffer: badge });
  await expect(alice().page.getByRole("button", { name: "Remove the picture" })).toBeVisible();
  await alice().closeDialog();
  for (const person of [alice(), ...others()]) await expect(shown(person)).toBeVisible();
  for (const person of others()) {
    expect(await width(person)).toBe(await width(alice()));
    await person.page.reload();
    await expect(shown(person)).toBeVisible();
  }
  await alice().openDetails();
  await alice().page.getByRole("button", { name: "Remove the picture" }).click();
  await alice().closeDialog();
  for (const person of others()) {
    await person.seesNotice(/removed the picture of the group/);
    await expect(shown(person)).toHaveCount(0);
  }
});

test("all of it is there after a reload", async () => {
  for (const person of [alice(), ...others()]) {
    await person.page.reload();
    await person.sees("Thursday at seven?");
    expect(await person.texts()).toEqual(["Thursday at seven?"]);
    await expect(person.page.getByRole("button", { name: /^👍 by / })).toHaveText("👍2");
  }
});

test("nobody's page complained", () => people.expectNoComplaints());
