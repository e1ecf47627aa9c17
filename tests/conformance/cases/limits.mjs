// SPDX-License-Identifier: GPL-3.0-or-later
// Limits that keep forged messages cheap and stolen keys short-lived.
// @ts-check
import { expect, expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';
import { flipped, region } from '../lib/wire.mjs';

const FAILURES = 12;
const LATER_SESSIONS = 5;
const SKIPPED = 400;
const LARGEST_RECORD = 100 * 1024;

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'many_failures_of_a_peer_are_throttled',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const plaintext = world.plaintext();
      const message = await alice.encrypt(bob, plaintext);
      const { start, end } = region(message, 'mac');
      let last = '';
      for (let i = 0; i < FAILURES; i += 1) {
        const forged = flipped(message, start + (i % (end - start)), i % 8);
        last = await expectRefused(bob.decrypt(alice, forged), 'a message with a wrong MAC');
      }
      expectEqual(last === 'throttled', world.has(world.b, 'throttles_failures'), `the failure number ${FAILURES} is answered by "throttled"`);
      const carol = await world.client(world.a, 'carol');
      await carol.processBundle(bob, await bob.bundle({ oneTime: true }));
      await world.say(carol, bob);   // nobody else suffers
      await bob.restart();   // and it is forgiven
      expectEqual(await bob.decrypt(alice, message), plaintext, 'the genuine message');
      await world.say(bob, alice);
    },
  },
  {
    name: 'oldest_of_many_skipped_keys_are_forgotten',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const letters = await world.write(alice, bob, SKIPPED + 1);
      await world.deliver(letters.slice(-1));
      const record = await bob.peekSession(alice);
      const first = bob.decrypt(alice, letters[0].message);
      if (world.has(world.b, 'forgets_oldest_skipped_keys')) {
        expect(record === undefined || record.length / 2 <= LARGEST_RECORD, `a session record stays under ${LARGEST_RECORD} bytes`);
        await expectRefused(first, `the first of ${SKIPPED} skipped messages`);
      } else {
        expectEqual((await refusalOf(first))?.message, undefined, `the first of ${SKIPPED} skipped messages, declared as read`);
      }
      await world.deliver(world.random.shuffled(letters.slice(-100, -1)));
      await world.say(bob, alice);
    },
  },
  {
    name: 'replaced_sessions_are_forgotten',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const [old] = await world.write(alice, bob, 1);
      for (let i = 0; i < LATER_SESSIONS; i += 1) {
        await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
        await world.say(alice, bob);
        await world.say(bob, alice);
      }
      const late = bob.decrypt(alice, old.message);
      if (world.has(world.b, 'forgets_replaced_sessions')) {
        await expectRefused(late, `a message of a session that ${LATER_SESSIONS} others have replaced`);
      } else {
        expectEqual((await refusalOf(late))?.message, undefined, 'a message of a replaced session, declared as read');
      }
      await world.say(alice, bob);
      await world.say(bob, alice);
    },
  },
];
