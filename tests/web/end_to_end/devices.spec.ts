// SPDX-License-Identifier: GPL-3.0-or-later
// The list of an account's devices, and what becomes of one that is removed while it is away, with the real engine and one
// real relay. The steps follow one another.
import { expect, test, type Locator } from "@playwright/test";

import { Person } from "../support/person";
import { TwoPeople } from "../support/two_people";

test.describe.configure({ mode: "serial" });

const people = new TwoPeople("alice elsewhere");

async function devicesOf({ page }: Person): Promise<Locator> {
  await page.goto("/settings");
  const devices = page.getByRole("region", { name: "Devices" }).getByRole("listitem");
  await expect(devices.first()).toBeVisible();
  return devices;
}

test("each device of an account sees all of them, and which one it is", async () => {
  const { alice } = people;
  const elsewhere = people.at("alice elsewhere");
  await people.meet("Hello Bob");
  await expect(await devicesOf(alice)).toHaveCount(1);
  await elsewhere.openBrowser();
  await elsewhere.logIn();
  for (const person of [alice, elsewhere]) {
    const devices = await devicesOf(person);
    await expect(devices).toHaveCount(2);
    for (const device of await devices.all())
      await expect(device).toContainText(/Chrom\S+ on Linux.*Added .*last seen/s);
    await expect(devices.filter({ hasText: "This device" })).toHaveCount(1);
    await expect(person.page.getByText("Not signed by your account")).toHaveCount(0);
    // Nobody removes the device they sit at by mistake: that is called logging out.
    await expect(devices.filter({ hasText: "This device" }).getByRole("button")).toHaveCount(0);
  }
});

test("one is asked before a device is removed, and then it is off the list", async () => {
  const { alice } = people;
  await people.at("alice elsewhere").closeBrowser();
  const devices = await devicesOf(alice);
  const remove = devices.getByRole("button", { name: /^Remove/ });
  await remove.click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(devices).toHaveCount(2);
  await remove.click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(devices).toHaveCount(1);
  await expect(devices).toContainText("This device");
});

test("the removed one is told when it comes back, and has nothing any more", async () => {
  const { alice, bob } = people;
  const elsewhere = people.at("alice elsewhere");
  await bob.say("Only for the device that is left");
  await elsewhere.openBrowser("/direct");
  await expect(elsewhere.page.getByText("This device was removed")).toBeVisible({ timeout: 60_000 });
  await elsewhere.page.goto("/direct/bob");
  await expect(elsewhere.page).toHaveURL(/\/login$/);
  await alice.open("bob");
  await alice.sees("Only for the device that is left");
  await alice.say("I have it");
  await bob.sees("I have it");
});

test("the same browser can become a device again, with the password, as a new one", async () => {
  const { alice } = people;
  const elsewhere = people.at("alice elsewhere");
  await elsewhere.logIn();
  await elsewhere.page.getByRole("link", { name: /Bob|bob/ }).click({ timeout: 60_000 });
  await elsewhere.sees("Only for the device that is left");
  await expect(await devicesOf(alice)).toHaveCount(2);
});

test("nobody's page complained", () => people.expectNoComplaints());
