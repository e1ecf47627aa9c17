// SPDX-License-Identifier: GPL-3.0-or-later
// Off the record between two browsers, with the real engine and one real relay. The steps follow one another.
import { expect, test } from "@playwright/test";

import type { Person } from "../support/person";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const secrets = ["the word is swordfish-7731", "understood, swordfish-7731", "are you there, swordfish-7731?"];
const people = new TwoPeople();

async function whisper({ page }: Person, text: string): Promise<void> {
  await page.getByLabel(/^Off the record to/).fill(text);
  await page.keyboard.press("Enter");
}

test("two people get to know each other", async () => {
  const { alice, bob } = people;
  await people.meet("Hello Bob");
  await bob.say("Hello Alice");
  await alice.sees("Hello Alice");
});

test("they talk off the record, and each sees that they do", async () => {
  const { alice, bob } = people;
  await alice.page.getByRole("button", { name: "Off the record" }).click();
  await whisper(alice, secrets[0] ?? "");
  await bob.sees(secrets[0] ?? "");
  await alice.seesState(secrets[0] ?? "", "Delivered");
  await expect(bob.page.getByRole("region", { name: "Off the record" })).toBeVisible();
  await whisper(bob, secrets[1] ?? "");
  await alice.sees(secrets[1] ?? "");
  await bob.seesState(secrets[1] ?? "", "Delivered");
});

test("whoever is away doesn't get it, and its author is told", async () => {
  const { alice, bob } = people;
  await bob.closeBrowser();
  await whisper(alice, secrets[2] ?? "");
  await alice.seesState(secrets[2] ?? "", "Not");
  await bob.openBrowser();
  await bob.open("alice");
  await bob.sees("Hello Alice");
  await bob.isConnected();
  expect(await bob.texts()).toEqual(["Hello Bob", "Hello Alice"]);
  await alice
    .bubble(secrets[2] ?? "")
    .getByRole("button", { name: "Try again" })
    .click();
  await bob.sees(secrets[2] ?? "");
  await alice.seesState(secrets[2] ?? "", "Delivered");
});

test("it is gone when that ends, and nothing of it is left on a disk or found by a search", async () => {
  const { alice, bob } = people;
  await alice.page.getByRole("button", { name: "End and forget" }).click();
  await expect.poll(() => alice.texts()).toEqual(["Hello Bob", "Hello Alice"]);
  await alice.say("on the record again");
  await bob.page.getByRole("searchbox").fill("swordfish-7731");
  await expect(bob.page.getByText("No message contains that.")).toBeVisible();
  expect(await alice.leftOnDisk(secrets)).toEqual([]);
  expect(await bob.leftOnDisk(secrets)).toEqual([]);
  expect(alice.complaints()).toEqual([]);
  expect(bob.complaints()).toEqual([]);
});
