// SPDX-License-Identifier: GPL-3.0-or-later
// What a case is given: two implementations, clients in them, a source of randomness.
// @ts-check
import { Client } from './client.mjs';
import { expectEqual } from './expect.mjs';
import { Random } from './random.mjs';

/** @typedef {import('./driver.mjs').Driver} Driver */
/** @typedef {{ name: string, driver: Driver, profile: import('./profiles.mjs').Profile }} Implementation */
/** @typedef {import('./client.mjs').Message} Message */

let clientsMade = 0;

export class World {
  /** @param {Implementation} a @param {Implementation} b @param {string} seed */
  constructor(a, b, seed) {
    this.a = a;
    this.b = b;
    this.random = new Random(seed);
    /** What an implementation does otherwise by its profile, for the report. @type {Set<string>} */
    this.deviations = new Set();
    /** Set by cases that may leave a driver in a state of its own: the next case gets fresh processes. */
    this.spoiled = false;
  }

  /** Whether an implementation has a capability. Where it has not, the report says so, with the profile's reason.
   *  @param {Implementation} implementation @param {import('./profiles.mjs').CapabilityName} capability */
  has(implementation, capability) {
    const { offered, reason } = implementation.profile.capabilities[capability];
    if (!offered) this.deviations.add(`${implementation.name}: ${capability} – ${reason}`);
    return offered;
  }

  /** A new client on one side. @param {Implementation} side @param {string} name @param {number} [device] */
  client(side, name, device = 1) {
    clientsMade += 1;
    return new Client(side.driver, `${name}-${clientsMade}`, name, device).create();
  }

  /** Alice in A and Bob in B, who don't know each other yet. */
  async strangers() {
    return { alice: await this.client(this.a, 'alice'), bob: await this.client(this.b, 'bob') };
  }

  /** Alice has processed Bob's bundle and has not yet written. @param {{ oneTime?: boolean }} [options] */
  async initiated({ oneTime = true } = {}) {
    const { alice, bob } = await this.strangers();
    const bundle = await bob.bundle({ oneTime });
    await alice.processBundle(bob, bundle);
    return { alice, bob, bundle };
  }

  /** A conversation in which both have heard of each other. @param {{ oneTime?: boolean }} [options] */
  async conversation(options) {
    const { alice, bob } = await this.initiated(options);
    await this.say(alice, bob);
    await this.say(bob, alice);
    return { alice, bob };
  }

  /** Sends and receives one message. @param {Client} from @param {Client} to @param {Buffer} [plaintext] */
  async say(from, to, plaintext = this.plaintext()) {
    const message = await from.encrypt(to, plaintext);
    expectEqual(await to.decrypt(from, message), plaintext, `${to.name} reads what ${from.name} wrote`);
    return message;
  }

  plaintext(size = this.random.integer(1, 64)) {
    return this.random.bytes(size);
  }

  /** Sealed but not delivered. @param {Client} from @param {Client} to @param {number} count
   *  @returns {Promise<Letter[]>} */
  async write(from, to, count) {
    const letters = [];
    for (let i = 0; i < count; i += 1) {
      const plaintext = this.plaintext();
      letters.push({ from, to, plaintext, message: await from.encrypt(to, plaintext) });
    }
    return letters;
  }

  /** @param {Letter[]} letters */
  async deliver(letters) {
    for (const { from, to, plaintext, message } of letters) {
      expectEqual(await to.decrypt(from, message), plaintext, `${to.name} reads what ${from.name} wrote`);
    }
  }
}

/** @typedef {{ from: Client, to: Client, plaintext: Buffer, message: Message }} Letter */
