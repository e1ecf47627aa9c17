// SPDX-License-Identifier: GPL-3.0-or-later
// A picture and a larger file from one browser to another, over the real relay, with the real engine.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { expect, test } from "@playwright/test";

import { Person } from "../support/person";
import { png } from "../support/png";
import { Relay } from "../support/relay";

test.describe.configure({ mode: "serial" });

const relay = new Relay();
let alice: Person;
let bob: Person;

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const canary = "seen by nobody but the two of them";
const film = Buffer.concat([randomBytes(1_000_000), Buffer.from(canary), randomBytes(2_100_017)]);
const picture = png(64, 48);

async function send(person: Person, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await person.page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
  await person.page.getByRole("button", { name: "Send", exact: true }).click();
}

const fileBubble = (person: Person, name: string) => person.page.locator(".bubble", { hasText: name });

async function savedBy(person: Person, name: string): Promise<Buffer> {
  const save = person.page.getByRole("button", { name: `Save ${name}` });
  await save.waitFor({ timeout: 120_000 });
  const started = person.page.waitForEvent("download");
  await save.click();
  return readFileSync(await (await started).path());
}

test.beforeAll(async ({}, testInfo) => {
  await relay.start();
  const launch = testInfo.project.use.launchOptions ?? {};
  alice = new Person("alice", relay.url, launch);
  bob = new Person("bob", relay.url, launch);
  await alice.openBrowser();
  await bob.openBrowser();
  await alice.register("Alice A.");
  await bob.register("Bob B.");
  await alice.find("bob", "Bob B.");
  await alice.say("Here they come");
  await bob.accepts(/Alice|alice/);
  await bob.sees("Here they come");
});

test.afterAll(async () => {
  for (const person of [alice, bob]) await person?.remove();
  await relay.remove();
});

test("a picture is shown when the other asks for it", async () => {
  await send(alice, "beach.png", "image/png", picture);
  await bob.page.getByRole("button", { name: "Show beach.png" }).click({ timeout: 60_000 });
  const image = bob.page.getByRole("img", { name: "beach.png" });
  await expect(image).toBeVisible({ timeout: 30_000 });
  expect(await image.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBe(64);
  expect(digest(await savedBy(bob, "beach.png"))).toBe(digest(picture));
});

test("a reload while a file is being sent or downloaded does not matter", async () => {
  // Without a relay it surely isn't over before one looks.
  await relay.kill();
  await send(alice, "film.mkv", "video/x-matroska", film);
  await expect(fileBubble(alice, "film.mkv")).toContainText("Sending", { timeout: 30_000 });
  await relay.start();
  await alice.page.reload();
  await expect(fileBubble(alice, "film.mkv")).toContainText("Delivered", { timeout: 120_000 });
  const download = bob.page.getByRole("button", { name: "Download film.mkv" });
  await download.waitFor({ timeout: 60_000 });
  await relay.kill();
  await download.click();
  await expect(fileBubble(bob, "film.mkv")).toContainText("Downloading");
  await relay.start();
  await bob.page.reload();
  expect(digest(await savedBy(bob, "film.mkv"))).toBe(digest(film));
});

test("nothing of either is on the disk in the clear", async () => {
  expect(alice.complaints()).toEqual([]);
  expect(bob.complaints()).toEqual([]);
  // The control: what a page keeps without encryption is found by the same search.
  await bob.page.evaluate((text) => localStorage.setItem("control", `${text}, on purpose`), canary);
  await bob.page.waitForTimeout(1500);
  expect(await bob.leftOnDisk([`${canary}, on purpose`])).toHaveLength(1);
  expect(await alice.leftOnDisk([canary, "film.mkv", "beach.png"])).toEqual([]);
});
