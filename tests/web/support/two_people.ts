// SPDX-License-Identifier: GPL-3.0-or-later
// Alice and Bob at a relay of their own, for the steps of one file.
import { People } from "./people";
import type { Person } from "./person";

export class TwoPeople extends People {
  constructor(...others: readonly string[]) {
    super("alice", "bob", ...others);
  }

  get alice(): Person {
    return this.at("alice");
  }

  get bob(): Person {
    return this.at("bob");
  }

  /** Both register, Alice says something, and Bob accepts it. */
  async meet(said: string): Promise<void> {
    await this.register("alice", "bob");
    await this.alice.find("bob", "Bob B.");
    await this.alice.say(said);
    await this.bob.accepts(/Alice|alice/);
    await this.bob.sees(said);
  }
}
