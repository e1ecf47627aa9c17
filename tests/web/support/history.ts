// SPDX-License-Identifier: GPL-3.0-or-later
// Searching what was said.
import { expect, type Locator } from "@playwright/test";

import type { Person } from "./person";

export async function searchFor(person: Person, query: string): Promise<Locator> {
  await person.page.getByRole("searchbox").fill(query);
  return person.page.getByRole("region", { name: "In your messages" });
}

export async function endSearch(person: Person): Promise<void> {
  await person.page.getByRole("button", { name: "Clear the search" }).click();
}

export async function findsNothing(person: Person, query: string): Promise<void> {
  const found = await searchFor(person, query);
  await expect(found.getByText("No message contains that.")).toBeVisible();
  await endSearch(person);
}

/** Goes to the one message that contains it. */
export async function jumpsTo(person: Person, query: string, text: string): Promise<void> {
  const found = await searchFor(person, query);
  await expect(found.getByRole("button")).toHaveCount(1);
  await found.getByRole("button").click();
  await expect(person.page.locator(".bubble.highlighted")).toContainText(text);
  await endSearch(person);
}
