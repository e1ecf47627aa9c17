// SPDX-License-Identifier: GPL-3.0-or-later
// Registering, changing one's mind, registering again and writing a message: with the keyboard alone, on the real engine.
import { expect, test } from "@playwright/test";

import { tabTo } from "../support/keyboard";
import { password, Person } from "../support/person";
import { Relay } from "../support/relay";

const relay = new Relay();
const people: Person[] = [];

test.beforeAll(() => relay.start());
test.afterAll(async () => {
  for (const person of people) await person.remove();
  await relay.remove();
});

test("no mouse is needed from the landing page to an answered message", async ({}, testInfo) => {
  const [carol, dora] = ["carol", "dora"].map(
    (name) => new Person(name, relay.url, testInfo.project.use.launchOptions ?? {}),
  ) as [Person, Person];
  people.push(carol, dora);
  await dora.openBrowser();
  await dora.register("Dora");

  await carol.openBrowser();
  const { page } = carol;
  await page.getByRole("link", { name: "Create an account" }).waitFor();
  await tabTo(page, /Create an account/);
  await page.keyboard.press("Enter");
  // The page has its heading before the engine has started, and its form after that.
  await page.getByLabel("Name", { exact: true }).waitFor();
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeFocused();
  await tabTo(page, /^ ?Name/);
  await page.keyboard.type("carol");
  await tabTo(page, /Password/);
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Creating your account" })).toBeFocused();
  await tabTo(page, /Cancel/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("carol");

  // Another name: the first one may have reached the relay before the change of mind.
  await tabTo(page, /^ ?Name/);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("caroline");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/direct$/, { timeout: 120_000 });
  await tabTo(page, /Search people/);
  await page.keyboard.type("dora");
  await page.locator(".results a").waitFor();
  await tabTo(page, /Dora/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Message to Dora")).toBeFocused();
  await page.keyboard.type("by keyboard alone");
  await page.keyboard.press("Enter");
  // No more than "sent": to somebody who hasn't answered yet, receipts are not given.
  await carol.seesState("by keyboard alone", "Sent");
  await dora.page.getByText(/^Requests 1/).waitFor();
  await tabTo(dora.page, /Requests/);
  await dora.page.keyboard.press("Enter");
  await tabTo(dora.page, /caroline/);
  await dora.page.keyboard.press("Enter");
  await dora.sees("by keyboard alone");
  await tabTo(dora.page, /Accept$/);
  await dora.page.keyboard.press("Enter");
  await expect(dora.page.getByLabel("Message to")).toBeFocused();
  await dora.page.keyboard.type("heard");
  await dora.page.keyboard.press("Enter");
  await carol.sees("heard");
  await carol.seesState("by keyboard alone", "Delivered");
  for (const person of people) expect(person.complaints()).toEqual([]);
});
