// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers write, with real engines and one real relay: Alice is let in, Carol is blocked and reported. The steps
// follow one another.
import { expect, test } from "@playwright/test";

import { keepCopies, lastCopy } from "../support/clipboard";
import { findsNothing } from "../support/history";
import { choose } from "../support/menu";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople("carol");
const unheard = "Last chance, only today!";

test("what a stranger writes stands apart, doesn't count as unread and can't be answered", async () => {
  const { alice, bob } = people;
  await people.register("alice", "bob", "carol");
  await alice.find("bob", "Bob B.");
  await alice.say("May I write to you?");
  await bob.page.getByText(/^Requests 1/).click();
  const asks = bob.page.getByRole("list", { name: "Requests" }).getByRole("link", { name: /alice/i });
  await expect(asks).toContainText("May I write to you?");
  await expect(bob.page).toHaveTitle(/^Messages/);
  await expect(bob.page.getByRole("list", { name: "Conversations" }).getByRole("link")).toHaveCount(0);
  await asks.click();
  await bob.sees("May I write to you?");
  await expect(bob.page.getByRole("heading", { name: /would like to write to you/ })).toBeVisible();
  await expect(bob.page.getByLabel("Message to")).toHaveCount(0);
});

test("the stranger learns that it arrived when they are let in, and not before", async () => {
  const { alice, bob } = people;
  await alice.seesState("May I write to you?", "Sent");
  await bob.page.getByRole("button", { name: "Accept" }).click();
  await expect(bob.page.getByLabel("Message to")).toBeVisible();
  await expect(bob.page.getByText(/^Requests/)).toHaveCount(0);
  await alice.seesState("May I write to you?", "Delivered");
  await bob.say("You may");
  await alice.sees("You may");
});

test("a stranger's message is reported by copying it, and nothing is sent", async () => {
  const bob = people.bob;
  const carol = people.at("carol");
  await carol.find("bob", "Bob B.");
  await carol.say("Buy this");
  await bob.page.getByText(/^Requests 1/).click();
  await bob.page.getByRole("list", { name: "Requests" }).getByRole("link", { name: /carol/i }).click();
  await bob.sees("Buy this");
  await keepCopies(bob.page);
  await bob.bubble("Buy this").hover();
  await choose(bob.page, "Buy this", "Report");
  const dialog = bob.page.getByRole("dialog");
  const asked: string[] = [];
  bob.page.on("request", (request) => asked.push(request.url()));
  await dialog.getByRole("button", { name: "Copy the report" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const report = await lastCopy(bob.page);
  expect(report).toContain(`Report to the administrator of ${new URL(people.relay.url).host}`);
  expect(report).toContain("\nFrom: carol\nTo: bob\n");
  expect(report.endsWith("\n\nBuy this")).toBe(true);
  expect(asked).toEqual([]);
  await bob.page.keyboard.press("Escape");
});

test("of somebody who is blocked nothing arrives, and they aren't told", async () => {
  const { alice, bob } = people;
  const carol = people.at("carol");
  await bob.page.getByRole("button", { name: "Block" }).click();
  await bob.page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(bob.page.getByRole("heading", { name: /^You have blocked/ })).toBeVisible();
  await expect(bob.page.getByText(/^Blocked 1/)).toBeVisible();
  await carol.say(unheard);
  await carol.seesState(unheard, "Sent");
  // What comes behind it is here: so would that be.
  await alice.say("Are you well?");
  await expect(bob.page.getByRole("link", { name: /alice/i })).toContainText("Are you well?");
  expect(await bob.texts()).toEqual(["Buy this"]);
});

test("nor after a reload or in the search, and what was dropped doesn't come back with the one who sent it", async () => {
  const bob = people.bob;
  const carol = people.at("carol");
  await bob.page.reload();
  await bob.sees("Buy this");
  expect(await bob.texts()).toEqual(["Buy this"]);
  await findsNothing(bob, "only today");
  await bob.page.getByRole("button", { name: "Unblock" }).click();
  await carol.say("I am sorry");
  await bob.sees("I am sorry");
  expect(await bob.texts()).toEqual(["Buy this", "I am sorry"]);
  await carol.seesState(unheard, "Sent");
});

test("nobody's page complained", () => people.expectNoComplaints());
