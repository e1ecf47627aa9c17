// SPDX-License-Identifier: GPL-3.0-or-later
// Alice and Bob at a relay of their own, for the steps of one file.
import { test } from "@playwright/test";

import { Person } from "./person";
import { Relay } from "./relay";

export class TwoPeople {
  readonly relay = new Relay();
  #alice: Person | undefined;
  #bob: Person | undefined;

  /** Called where a file's tests are declared: they are there before the first of them, and gone after the last. */
  constructor() {
    test.beforeAll(async ({}, testInfo) => {
      await this.relay.start();
      const launch = testInfo.project.use.launchOptions ?? {};
      this.#alice = new Person("alice", this.relay.url, launch);
      this.#bob = new Person("bob", this.relay.url, launch);
    });
    test.afterAll(async () => {
      for (const person of [this.#alice, this.#bob]) await person?.remove();
      await this.relay.remove();
    });
  }

  get alice(): Person {
    return there(this.#alice);
  }

  get bob(): Person {
    return there(this.#bob);
  }

  /** Both register, Alice says something, and Bob accepts it. */
  async meet(said: string): Promise<void> {
    const { alice, bob } = this;
    for (const person of [alice, bob]) await person.openBrowser();
    await alice.register("Alice A.");
    await bob.register("Bob B.");
    await alice.find("bob", "Bob B.");
    await alice.say(said);
    await bob.accepts(/Alice|alice/);
    await bob.sees(said);
  }
}

function there(person: Person | undefined): Person {
  if (person === undefined) throw new Error("nobody is there before the first test");
  return person;
}
