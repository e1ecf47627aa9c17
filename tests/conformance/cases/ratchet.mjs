// SPDX-License-Identifier: GPL-3.0-or-later
// The Double Ratchet as it should go: order, delay, loss, crossing.
// @ts-check
import { ORDINARY_MESSAGE } from '../lib/client.mjs';
import { expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';

const PING_PONGS = 100;
const LARGEST = 64 * 1024;
const CHAIN = 200;

/** Sizes from nothing to the largest, the edges of cipher blocks among them. @param {number} index */
function sizeOf(index) {
  const edges = [0, 1, 15, 16, 17, 31, 32, 33, 255, 256, 1023, 1024, 4096, LARGEST - 1, LARGEST];
  return edges[index % edges.length];
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'ping_pong_of_100_from_0_bytes_to_64_kib',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated();
      for (let i = 0; i < PING_PONGS; i += 1) {
        const size = i < 30 ? sizeOf(i) : world.random.integer(0, 2_000);
        await world.say(alice, bob, world.plaintext(size));
        await world.say(bob, alice, world.plaintext(sizeOf(i + 7) % 5_000));
      }
    },
  },
  {
    name: 'one_chain_of_200_each_way',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      await world.deliver(await world.write(alice, bob, CHAIN));
      await world.deliver(await world.write(bob, alice, CHAIN));
      await world.say(alice, bob);
    },
  },
  {
    name: 'out_of_order_within_a_chain',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      await world.deliver(world.random.shuffled(await world.write(alice, bob, 60)));
      await world.deliver((await world.write(bob, alice, 60)).reverse());
    },
  },
  {
    name: 'delays_over_several_ratchet_rounds',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const delayed = [];
      for (let round = 0; round < 4; round += 1) {
        for (const [from, to] of [[alice, bob], [bob, alice]]) {
          const letters = world.random.shuffled(await world.write(from, to, 8));
          delayed.push(...letters.slice(0, 2));
          await world.deliver(letters.slice(2));
        }
      }
      await world.deliver(world.random.shuffled(delayed));
      await world.say(alice, bob);
      await world.say(bob, alice);
    },
  },
  {
    name: 'lost_messages_do_no_harm',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated();
      for (let round = 0; round < 5; round += 1) {
        for (const [from, to] of [[alice, bob], [bob, alice]]) {
          const letters = await world.write(from, to, 20);
          const arriving = letters.filter((_, i) => i === 19 || world.random.integer(0, 2) === 0);
          await world.deliver(arriving);
        }
      }
    },
  },
  {
    name: 'skipped_keys_open_their_messages_later_and_once',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const count = 1 + world.b.profile.limits.jumpAccepted % 1_000;
      const letters = await world.write(alice, bob, count);
      await world.deliver(letters.slice(-1));
      await world.deliver(world.random.shuffled(letters.slice(0, -1)));
      for (const { message } of letters.slice(0, 5)) {
        await expectRefused(bob.decrypt(alice, message), 'a skipped message for the second time', ['duplicate_message']);
      }
      await world.say(bob, alice);
    },
  },
  {
    name: 'simultaneous_initiation_converges',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const [ofAlice, ofBob] = [await alice.bundle({ oneTime: true }), await bob.bundle({ oneTime: true })];
      await alice.processBundle(bob, ofBob);
      await bob.processBundle(alice, ofAlice);
      const crossing = [...await world.write(alice, bob, 3), ...await world.write(bob, alice, 3)];
      await world.deliver(crossing);
      for (let round = 0; round < 3; round += 1) {
        await world.say(alice, bob);
        await world.say(bob, alice);
      }
      expectEqual((await world.say(alice, bob)).type, ORDINARY_MESSAGE, 'both use one session in the end');
      expectEqual((await world.say(bob, alice)).type, ORDINARY_MESSAGE, 'both use one session in the end');
    },
  },
  {
    name: 'new_session_still_reads_what_was_under_way',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const underWay = await world.write(bob, alice, 3);
      await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
      const first = await world.write(alice, bob, 2);
      await world.deliver(underWay);
      await world.deliver(first);
      for (let round = 0; round < 3; round += 1) {
        await world.say(bob, alice);
        await world.say(alice, bob);
      }
    },
  },
  {
    name: 'many_devices_and_peers_do_not_mix',
    scope: 'pair',
    async run(world) {
      const bobs = [await world.client(world.b, 'bob', 1), await world.client(world.b, 'bob', 2)];
      await bobs[1].setIdentity(await bobs[0].exportIdentity());
      const alices = [await world.client(world.a, 'alice', 1), await world.client(world.a, 'alice', 3)];
      await alices[1].setIdentity(await alices[0].exportIdentity());
      for (const alice of alices) {
        for (const bob of bobs) await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
      }
      const letters = [];
      for (const alice of alices) for (const bob of bobs) letters.push(...await world.write(alice, bob, 3));
      for (const { message, to, from } of letters) {
        const other = bobs.find((bob) => bob !== to) ?? to;
        if (message.type === ORDINARY_MESSAGE) await expectRefused(other.decrypt(from, message), 'another device\'s message');
      }
      await world.deliver(world.random.shuffled(letters));
      for (const alice of alices) for (const bob of bobs) await world.say(bob, alice);
    },
  },
  {
    name: 'gap_of_2001_fails_clean_and_a_fresh_session_heals',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const lost = 2_001;
      for (let i = 0; i < lost; i += 1) await alice.encrypt(bob, Buffer.alloc(1));
      const plaintext = world.plaintext();
      const far = await alice.encrypt(bob, plaintext);
      if (world.has(world.b, 'refuses_short_jumps')) {
        const before = await bob.peekSession(alice);
        await expectRefused(bob.decrypt(alice, far), `a jump over ${lost} messages`, ['too_far_ahead']);
        expectEqual(await bob.peekSession(alice), before, 'a refused jump leaves the session as it was');
      } else {
        expectEqual(await refusalOf(bob.decrypt(alice, far)), undefined, 'a jump declared as accepted');
      }
      await bob.processBundle(alice, await alice.bundle({ oneTime: true }));
      for (let round = 0; round < 3; round += 1) {
        await world.say(bob, alice);
        await world.say(alice, bob);
      }
    },
  },
];
