// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who takes part in groups.
import { expect } from "@playwright/test";

import { Person } from "./person";

export class GroupPerson extends Person {
  async createGroup(name: string, approvals: number): Promise<void> {
    await this.page.getByRole("link", { name: "Groups" }).click();
    await this.page.getByRole("button", { name: "New group" }).click();
    await this.page.getByLabel("Name of the group").fill(name);
    await this.page.getByLabel("How many members must approve a newcomer").selectOption(String(approvals));
    await this.page.getByRole("button", { name: "Create the group" }).click();
    await this.isIn(name);
  }

  async createOpenGroup(name: string): Promise<void> {
    await this.page.getByRole("link", { name: "Groups" }).click();
    await this.page.getByRole("button", { name: "New group" }).click();
    await this.page.getByLabel("Name of the group").fill(name);
    await this.page.getByRole("radio", { name: "Open" }).check();
    await this.page.getByRole("button", { name: "Create the group" }).click();
    await this.isIn(name);
  }

  /** An open one, found by its name. */
  async join(name: string): Promise<void> {
    await this.page.getByRole("link", { name: "Groups" }).click();
    await this.page.getByRole("searchbox", { name: "Search groups" }).fill(name);
    await this.page.getByRole("link", { name: new RegExp(name) }).click();
    await this.page.getByRole("button", { name: "Join the group" }).click();
    await this.isIn(name);
  }

  async askInto(name: string): Promise<void> {
    await this.page.getByRole("link", { name: "Groups" }).click();
    await this.page.getByRole("searchbox", { name: "Search groups" }).fill(name);
    await this.page.getByRole("link", { name: new RegExp(name) }).click();
    await this.page.getByRole("button", { name: "Ask to be let in" }).click();
    await expect(this.page.getByText("You have asked to be let into")).toBeVisible();
  }

  async approve(user: string): Promise<void> {
    await this.page.getByRole("button", { name: "Look" }).click();
    await this.page.getByRole("button", { name: new RegExp(`Approve ${user}`, "i") }).click();
    // It is approved here, or they are in already.
    await expect(this.page.getByRole("button", { name: new RegExp(`Approve ${user}`, "i") })).toHaveCount(0);
    await this.closeDialog();
  }

  async isIn(name: string): Promise<void> {
    await this.page.getByLabel(`Message to ${name}`).waitFor({ timeout: 60_000 });
  }

  async openDetails(): Promise<void> {
    await this.page.getByRole("button", { name: "Members and settings" }).click();
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await expect(this.page.getByRole("dialog")).toHaveCount(0);
  }

  async seesNotice(text: string | RegExp): Promise<void> {
    await expect(this.page.locator(".notice", { hasText: text })).toBeVisible();
  }
}
