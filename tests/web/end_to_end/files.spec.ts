// SPDX-License-Identifier: GPL-3.0-or-later
// A picture and a larger file from one browser to another, over the real relay, with the real engine.
import { randomBytes } from "node:crypto";

import { expect, test } from "@playwright/test";

import { digest, savedBy, sendFile } from "../support/files";
import type { Person } from "../support/person";
import { png } from "../support/png";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople();

const canary = "seen by nobody but the two of them";
const film = Buffer.concat([randomBytes(1_000_000), Buffer.from(canary), randomBytes(2_100_017)]);
const picture = png(64, 48);

const fileBubble = (person: Person, name: string) => person.page.locator(".bubble", { hasText: name });

test.beforeAll(() => people.meet("Here they come"));

test("a picture is shown when the other asks for it", async () => {
  const { alice, bob } = people;
  await sendFile(alice, { name: "beach.png", mimeType: "image/png", buffer: picture });
  await bob.page.getByRole("button", { name: "Show beach.png" }).click({ timeout: 60_000 });
  const image = bob.page.getByRole("img", { name: "beach.png" });
  await expect(image).toBeVisible();
  expect(await image.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBe(64);
  expect(digest(await savedBy(bob, "beach.png"))).toBe(digest(picture));
});

test("a reload while a file is being sent or downloaded does not matter", async () => {
  const { alice, bob, relay } = people;
  // Without a relay it surely isn't over before one looks.
  await relay.kill();
  await sendFile(alice, { name: "film.mkv", mimeType: "video/x-matroska", buffer: film });
  await expect(fileBubble(alice, "film.mkv")).toContainText("Sending");
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
  const { alice, bob } = people;
  expect(alice.complaints()).toEqual([]);
  expect(bob.complaints()).toEqual([]);
  // The control: what a page keeps without encryption is found by the same search.
  await bob.page.evaluate((text) => localStorage.setItem("control", `${text}, on purpose`), canary);
  await bob.page.waitForTimeout(1500);
  expect(await bob.leftOnDisk([`${canary}, on purpose`])).toHaveLength(1);
  expect(await alice.leftOnDisk([canary, "film.mkv", "beach.png"])).toEqual([]);
});
