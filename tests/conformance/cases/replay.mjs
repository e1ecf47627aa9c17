// SPDX-License-Identifier: GPL-3.0-or-later
// What was read once is never read again.
// @ts-check
import { withTorsion } from '../lib/points.mjs';
import { parseFields, rewrapped } from '../lib/wire.mjs';
import { expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';

const REPLAYED = ['duplicate_message', 'replayed_prekey_message'];
const LATER_SESSIONS = 42;

/** @param {import('../lib/world.mjs').World} world @param {boolean} oneTime */
async function replayFirstMessage(world, oneTime) {
  const { alice, bob } = await world.initiated({ oneTime });
  const first = await world.say(alice, bob);
  const again = () => bob.decrypt(alice, first);
  await expectRefused(again(), 'a prekey message for the second time', REPLAYED);
  await bob.restart();
  await expectRefused(again(), 'a prekey message after a restart', REPLAYED);
  await world.say(bob, alice);
  await world.say(alice, bob);
  await expectRefused(again(), 'a prekey message after the conversation has gone on', REPLAYED);
  await alice.processBundle(bob, await bob.bundle({ oneTime }));
  await world.say(alice, bob);
  await expectRefused(again(), 'a prekey message after a newer session');
  await bob.restart();
  await expectRefused(again(), 'a prekey message after a newer session and a restart');
  await world.say(bob, alice);
  await world.say(alice, bob);
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'ordinary_message_is_read_once',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const message = await world.say(alice, bob);
      await expectRefused(bob.decrypt(alice, message), 'a message for the second time', ['duplicate_message']);
      await world.deliver(await world.write(alice, bob, 3));
      await expectRefused(bob.decrypt(alice, message), 'a message again after later ones', ['duplicate_message']);
      await world.say(bob, alice);
      await world.say(alice, bob);
      await expectRefused(bob.decrypt(alice, message), 'a message of an earlier chain', ['duplicate_message']);
      await bob.restart();
      await expectRefused(bob.decrypt(alice, message), 'a message again after a restart', ['duplicate_message']);
      await world.say(alice, bob);
      await world.say(bob, alice);
    },
  },
  {
    name: 'prekey_message_with_one_time_prekey_is_read_once',
    scope: 'pair',
    run: (world) => replayFirstMessage(world, true),
  },
  {
    name: 'prekey_message_without_one_time_prekey_is_read_once',
    scope: 'pair',
    run: (world) => replayFirstMessage(world, false),
  },
  {
    name: 'prekey_message_is_not_read_again_after_its_session_was_forgotten',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated({ oneTime: false });
      const first = await world.say(alice, bob);
      for (let i = 0; i < LATER_SESSIONS; i += 1) {
        await alice.processBundle(bob, await bob.bundle({ oneTime: false }));
        await world.say(alice, bob);
      }
      const replayed = bob.decrypt(alice, first);
      if (world.has(world.b, 'remembers_initial_messages')) {
        await expectRefused(replayed, `a prekey message after ${LATER_SESSIONS} sessions`, REPLAYED);
        await bob.restart();
        await expectRefused(bob.decrypt(alice, first), 'the same after a restart', REPLAYED);
      } else {
        expectEqual(await refusalOf(replayed), undefined, 'a replay declared as accepted');
      }
    },
  },
  {
    name: 'prekey_message_with_a_base_key_of_mixed_order_is_refused',
    scope: 'pair',
    async run(world) {
      // Nothing authenticates the base key but the agreements with it, and they stay the same when a point of small
      // order is added: to whoever only compares base keys, a replay so changed looks like a new session.
      const { alice, bob } = await world.initiated({ oneTime: false });
      const first = await world.say(alice, bob);
      const bytes = Buffer.from(first.data, 'hex');
      const base = parseFields(bytes, 1, bytes.length).find(({ number }) => number === 2)?.value;
      const changed = rewrapped(first, { 2: withTorsion(/** @type {Buffer} */ (base)) });
      const before = await bob.peekSession(alice);
      if (world.has(world.b, 'refuses_keys_of_mixed_order')) {
        await expectRefused(bob.decrypt(alice, changed), 'a prekey message with torsion in its base key');
        expectEqual(await bob.peekSession(alice), before, 'it leaves the session as it was');
      } else {
        expectEqual((await refusalOf(bob.decrypt(alice, changed)))?.message, undefined, 'a replay declared as accepted');
      }
      await world.say(bob, alice);
    },
  },
];
