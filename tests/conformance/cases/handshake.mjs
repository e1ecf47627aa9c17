// SPDX-License-Identifier: GPL-3.0-or-later
// X3DH.
// @ts-check
import { ORDINARY_MESSAGE, PREKEY_MESSAGE } from '../lib/client.mjs';
import { expect, expectEqual, expectRefused } from '../lib/expect.mjs';
import { flipped, region } from '../lib/wire.mjs';

/** @typedef {import('../lib/world.mjs').World} World */

/** The first letters of a session both ways, with the message types they must have.
 *  @param {World} world @param {boolean} oneTime */
async function meet(world, oneTime) {
  const { alice, bob, bundle } = await world.initiated({ oneTime });
  const first = await world.say(alice, bob);
  expectEqual(first.type, PREKEY_MESSAGE, 'the first message is a prekey message');
  const reply = await world.say(bob, alice);
  expectEqual(reply.type, ORDINARY_MESSAGE, 'the reply is an ordinary message');
  expectEqual((await world.say(alice, bob)).type, ORDINARY_MESSAGE, 'after a reply messages are ordinary');
  return { alice, bob, bundle };
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'x3dh_with_one_time_prekey_consumes_it',
    scope: 'pair',
    async run(world) {
      const { alice, bob, bundle } = await world.initiated({ oneTime: true });
      const id = Number(bundle.prekey_id);
      expect(id >= 1 && id < 0xffffff, `one-time prekey ids go from 1 to 0xfffffe, got ${id}`);
      expectEqual(await bob.hasPrekey(id), true, 'the one-time prekey is kept until it is used');
      expectEqual((await world.say(alice, bob)).type, PREKEY_MESSAGE, 'the first message is a prekey message');
      expectEqual(await bob.hasPrekey(id), false, 'a used one-time prekey is gone');
      await bob.restart();
      expectEqual(await bob.hasPrekey(id), false, 'a used one-time prekey is gone after a restart too');
      await world.say(bob, alice);
    },
  },
  {
    name: 'x3dh_without_one_time_prekey',
    scope: 'pair',
    run: async (world) => void await meet(world, false),
  },
  {
    name: 'x3dh_messages_have_their_types',
    scope: 'pair',
    run: async (world) => void await meet(world, true),
  },
  {
    name: 'prekey_messages_repeat_until_a_reply',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated();
      const letters = await world.write(alice, bob, 10);
      expect(letters.every(({ message }) => message.type === PREKEY_MESSAGE), 'unanswered messages are prekey messages');
      await world.deliver(world.random.shuffled(letters));
      await world.say(bob, alice);
      expectEqual((await world.say(alice, bob)).type, ORDINARY_MESSAGE, 'after a reply messages are ordinary');
    },
  },
  {
    name: 'one_time_prekey_is_used_once',
    scope: 'pair',
    async run(world) {
      const { alice, bob, bundle } = await world.initiated({ oneTime: true });
      const carol = await world.client(world.a, 'carol');
      await carol.processBundle(bob, bundle);
      await world.say(alice, bob);
      const late = await carol.encrypt(bob, world.plaintext());
      await expectRefused(bob.decrypt(carol, late), 'a second session from one one-time prekey', ['unknown_prekey']);
      await carol.processBundle(bob, await bob.bundle({ oneTime: true }));
      await world.say(carol, bob);
      await world.say(bob, alice);
    },
  },
  {
    name: 'refused_first_message_keeps_the_one_time_prekey',
    scope: 'pair',
    async run(world) {
      const { alice, bob, bundle } = await world.initiated({ oneTime: true });
      const plaintext = world.plaintext();
      const message = await alice.encrypt(bob, plaintext);
      const damaged = flipped(message, region(message, 'mac').start, 0);
      await expectRefused(bob.decrypt(alice, damaged), 'a first message with a wrong MAC');
      expectEqual(await bob.hasPrekey(Number(bundle.prekey_id)), true, 'a refused message consumes no one-time prekey');
      expectEqual(await bob.decrypt(alice, message), plaintext, 'the genuine message is still read');
    },
  },
  {
    name: 'message_for_an_unknown_signed_prekey_is_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated({ oneTime: true });
      const stranger = await world.client(world.b, 'bob');
      const message = await alice.encrypt(bob, world.plaintext());
      await expectRefused(stranger.decrypt(alice, message), 'a message for somebody else\'s prekeys', ['unknown_prekey']);
      await world.deliver(await world.write(alice, bob, 1));
    },
  },
  {
    name: 'nothing_is_encrypted_or_read_without_a_session',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const carol = await world.client(world.b, 'carol');
      await expectRefused(carol.encrypt(alice, world.plaintext()), 'encrypting without a session', ['no_session']);
      const message = await alice.encrypt(bob, world.plaintext());
      await expectRefused(carol.decrypt(alice, message), 'an ordinary message without a session', ['no_session']);
    },
  },
  {
    name: 'prekeys_are_fresh_in_each_bundle',
    scope: 'single',
    async run(world) {
      const bob = await world.client(world.a, 'bob');
      const bundles = [];
      for (let i = 0; i < 8; i += 1) bundles.push(await bob.bundle({ oneTime: true }));
      expectEqual(new Set(bundles.map((one) => one.prekey)).size, 8, 'each bundle has its own one-time prekey');
      expectEqual(new Set(bundles.map((one) => one.prekey_id)).size, 8, 'one-time prekey ids differ');
      for (const one of bundles) expectEqual(one.identity_key, bob.identityKey, 'the identity key stays');
      const plain = await bob.bundle({ oneTime: false });
      expect(!('prekey' in plain) && !('prekey_id' in plain), 'a bundle without one-time prekey names none');
    },
  },
];
