// SPDX-License-Identifier: GPL-3.0-or-later
// Some people at a relay of their own, for the steps of one file.
import { expect, test } from "@playwright/test";

import { GroupPerson } from "./group_person";
import { Relay } from "./relay";

export class People {
  readonly relay = new Relay();
  readonly #people = new Map<string, GroupPerson>();

  /**
   * Called where a file's tests are declared: they are there before the first of them, and gone after the last. A name
   * may have two browsers: "alice" and "alice elsewhere" are one account.
   */
  constructor(...labels: readonly string[]) {
    test.beforeAll(async ({}, testInfo) => {
      await this.relay.start();
      const launch = testInfo.project.use.launchOptions ?? {};
      for (const label of labels) {
        this.#people.set(label, new GroupPerson(label.split(" ")[0] ?? label, this.relay.url, launch));
      }
    });
    test.afterAll(async () => {
      for (const person of this.#people.values()) await person.remove();
      await this.relay.remove();
    });
  }

  at(label: string): GroupPerson {
    const person = this.#people.get(label);
    if (person === undefined) throw new Error(`there is no ${label} before the first test`);
    return person;
  }

  /** Each opens a browser and registers; alice is called "Alice A.". */
  async register(...labels: readonly string[]): Promise<void> {
    for (const label of labels) {
      const initial = label.slice(0, 1).toUpperCase();
      await this.at(label).openBrowser();
      await this.at(label).register(`${initial}${label.slice(1)} ${initial}.`);
    }
  }

  /** The first makes a group into which one approval lets somebody, and lets the others in. */
  async gather(group: string, first: string, ...others: readonly string[]): Promise<void> {
    await this.at(first).createGroup(group, 1);
    for (const label of others) {
      await this.at(label).askInto(group);
      await this.at(first).approve(label);
      await this.at(label).isIn(group);
      // Who doesn't know yet says things that the newcomer can't read.
      for (const earlier of [first, ...others.slice(0, others.indexOf(label))]) {
        await this.at(earlier).seesNotice(new RegExp(`${label}.* came in\\.`, "i"));
      }
    }
  }

  expectNoComplaints(): void {
    for (const person of this.#people.values()) expect(person.complaints()).toEqual([]);
  }
}
