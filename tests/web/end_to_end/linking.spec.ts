// SPDX-License-Identifier: GPL-3.0-or-later
// An account goes from one browser to another by a code, with the real engine and a real relay.
import { expect, test } from "@playwright/test";

import { filmNamed, hold, withCamera } from "../support/camera";
import { Person } from "../support/person";
import { Relay } from "../support/relay";

test.describe.configure({ mode: "serial" });

const relay = new Relay();
let alice: Person;
let phone: Person;
let bob: Person;

test.beforeAll(async ({}, testInfo) => {
  await relay.start();
  const launch = testInfo.project.use.launchOptions ?? {};
  alice = new Person("alice", relay.url, launch);
  phone = new Person("alice", relay.url, launch);
  bob = new Person("bob", relay.url, launch);
  for (const person of [alice, phone, bob]) await person.openBrowser();
  await alice.register("Alice A.");
  await bob.register("Bob B.");
});

test.afterAll(async () => {
  for (const person of [alice, phone, bob]) await person?.remove();
  await relay.remove();
});

test("what was said before is on the device that is linked", async () => {
  await alice.find("bob", "Bob B.");
  await alice.say("before the phone");
  await bob.accepts(/Alice|alice/);
  await bob.sees("before the phone");

  await alice.page.goto("/settings");
  await alice.page.getByRole("button", { name: "Link a device" }).click({ timeout: 60_000 });
  const dialog = alice.page.getByRole("dialog");
  const code = await dialog.locator("code").innerText({ timeout: 60_000 });
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);

  await phone.page.goto("/login");
  await phone.page.getByRole("button", { name: "Link with a code" }).click();
  await phone.page.getByLabel("Code", { exact: true }).fill(code.toLowerCase().replaceAll("-", " "));
  await phone.page.getByRole("button", { name: "Go on" }).click();

  const numberOn = (person: Person) => person.page.getByText(/\d{3} \d{3}$/).innerText({ timeout: 60_000 });
  const shown = await numberOn(phone);
  expect(await numberOn(alice)).toBe(shown);
  await expect(phone.page.getByText("a device of alice")).toBeVisible();
  await alice.page.getByRole("button", { name: "It's the same" }).click();
  await phone.page.getByRole("button", { name: "It's the same" }).click();

  await expect(dialog.getByText("The new device is linked.")).toBeVisible({ timeout: 60_000 });
  await phone.page.getByRole("link", { name: /Bob|bob/ }).click({ timeout: 120_000 });
  await phone.sees("before the phone");
});

test("the linked device takes part", async () => {
  await bob.say("to both");
  await phone.sees("to both");
  await phone.say("from the phone");
  await bob.sees("from the phone");
  await alice.page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await alice.page.goto("/direct/bob");
  await alice.sees("from the phone");
});

test("a code that was used is worth nothing any more", async ({}, testInfo) => {
  await alice.page.goto("/settings");
  await alice.page.getByRole("button", { name: "Link a device" }).click({ timeout: 60_000 });
  const code = await alice.page.getByRole("dialog").locator("code").innerText({ timeout: 60_000 });
  await alice.page.keyboard.press("Escape");
  const late = new Person("alice", relay.url, testInfo.project.use.launchOptions ?? {});
  await late.openBrowser("/login");
  await late.page.getByRole("button", { name: "Link with a code" }).click();
  await late.page.getByLabel("Code", { exact: true }).fill(code);
  await late.page.getByRole("button", { name: "Go on" }).click();
  await expect(late.page.getByRole("alert")).toContainText("This code isn't good", { timeout: 60_000 });
  await late.remove();
});

test("a device with a camera reads the code, which the relay's page lets it do", async ({}, testInfo) => {
  await alice.page.goto("/settings");
  await alice.page.getByRole("button", { name: "Link a device" }).click({ timeout: 60_000 });
  const film = filmNamed("linking");
  hold(film, await alice.page.getByRole("dialog").locator("code").innerText({ timeout: 60_000 }));
  const tablet = new Person("alice", relay.url, withCamera(testInfo.project.use.launchOptions ?? {}, film));
  await tablet.openBrowser("/login");
  await tablet.page.getByRole("button", { name: "Link with a code" }).click();
  await tablet.page.getByRole("button", { name: "Scan with the camera" }).click({ timeout: 60_000 });
  await expect(tablet.page.getByText("a device of alice")).toBeVisible({ timeout: 60_000 });
  await tablet.page.getByRole("button", { name: "It's different" }).click();
  await alice.page.getByRole("button", { name: "It's different" }).click({ timeout: 60_000 });
  expect(tablet.complaints()).toEqual([]);
  await tablet.remove();
});

test("nobody's page complained", () => {
  for (const person of [alice, phone, bob]) expect(person.complaints()).toEqual([]);
});
