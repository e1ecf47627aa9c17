// SPDX-License-Identifier: GPL-3.0-or-later
// Two people with real engines at one real relay in an open group, and somebody without an account who reads it.
import { expect, test } from "@playwright/test";

import { GroupPerson } from "../support/group_person";
import { deleteForEveryone } from "../support/menu";
import { Relay } from "../support/relay";

test.describe.configure({ mode: "serial" });

const relay = new Relay();
const group = "Town square";
let alice: GroupPerson;
let bob: GroupPerson;

interface Post {
  readonly text?: string;
  readonly author?: string;
  readonly signed?: string;
  readonly removed: boolean;
}

async function postsOf(request: { get(url: string): Promise<{ json(): Promise<unknown>; status(): number }> }) {
  const id = new URL(alice.page.url()).pathname.split("/").at(-1) ?? "";
  const answer = await request.get(`${relay.url}/api/v1/chat/${id}`);
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { posts: readonly Post[] }).posts;
}

test.beforeAll(async ({}, testInfo) => {
  await relay.start();
  const launch = testInfo.project.use.launchOptions ?? {};
  [alice, bob] = ["alice", "bob"].map((name) => new GroupPerson(name, relay.url, launch)) as [GroupPerson, GroupPerson];
});

test.afterAll(async () => {
  for (const person of [alice, bob]) await person?.remove();
  await relay.remove();
});

test("somebody makes an open group and says something", async () => {
  for (const person of [alice, bob]) {
    await person.openBrowser();
    await person.register(`${person.name[0]?.toUpperCase()}${person.name.slice(1)}`);
  }
  await alice.createOpenGroup(group);
  await expect(alice.page.getByRole("complementary", { name: "About this group" })).toContainText("not encrypted");
  await alice.say("Is anybody here?");
});

test("somebody else joins by themselves, reads what was said before, and answers", async () => {
  await bob.join(group);
  await bob.sees("Is anybody here?");
  await bob.say("Yes");
  await alice.sees("Yes");
  expect(await bob.texts()).toEqual(["Is anybody here?", "Yes"]);
});

test("without an account one reads it, too", async ({ request }) => {
  const posts = await postsOf(request);
  expect(posts.map(({ text, author }) => [author, text])).toEqual([
    ["bob", "Yes"],
    ["alice", "Is anybody here?"],
  ]);
  for (const { signed } of posts) expect(signed).toMatch(/^[\w-]{100,}$/);
});

test("what is taken back is gone for everybody", async ({ request }) => {
  await deleteForEveryone(bob.page, "Yes");
  await expect(alice.page.getByText("This post was taken back.")).toBeVisible();
  const posts = await postsOf(request);
  expect(posts.map(({ removed, text }) => [removed, text])).toEqual([
    [false, undefined],
    [true, undefined],
    [false, "Is anybody here?"],
  ]);
});

test("nobody's page complained", () => {
  for (const person of [alice, bob]) expect(person.complaints()).toEqual([]);
});
