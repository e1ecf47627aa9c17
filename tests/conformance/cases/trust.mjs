// SPDX-License-Identifier: GPL-3.0-or-later
// A name keeps the identity key that was first seen under it.
// @ts-check
import { expectEqual, expectRefused } from '../lib/expect.mjs';
import { flipped, region, rewrapped } from '../lib/wire.mjs';

const UNTRUSTED = ['untrusted_identity'];

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'changed_identity_is_refused_in_a_bundle',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const impostor = await world.client(world.b, 'bob');
      for (const oneTime of [true, false]) {
        await expectRefused(alice.processBundle(impostor, await impostor.bundle({ oneTime })), 'a changed identity', UNTRUSTED);
      }
      const elsewhere = await world.client(world.b, 'bob', 2);
      await expectRefused(alice.processBundle(elsewhere, await elsewhere.bundle({ oneTime: true })),
        'a new device of a known name with another identity', UNTRUSTED);
      await world.say(alice, bob);
      await world.say(bob, alice);
    },
  },
  {
    name: 'changed_identity_is_refused_on_receipt',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const impostor = await world.client(world.a, 'alice');
      const bundle = await bob.bundle({ oneTime: true });
      await impostor.processBundle(bob, bundle);
      const message = await impostor.encrypt(bob, world.plaintext());
      const before = await bob.peekSession(alice);
      await expectRefused(bob.decrypt(impostor, message), 'a message of a changed identity', UNTRUSTED);
      expectEqual(await bob.peekSession(alice), before, 'a refused identity leaves the session as it was');
      expectEqual(await bob.hasPrekey(Number(bundle.prekey_id)), true, 'a refused identity consumes no one-time prekey');
      await world.say(bob, alice);
      await world.say(alice, bob);
    },
  },
  {
    name: 'untrusted_session_neither_sends_nor_receives',
    scope: 'pair',
    async run(world) {
      // Alice trusts Bob's new key; the session that she is given is with the old one.
      const { alice, bob } = await world.conversation();
      const record = await alice.getSession(bob);
      const later = await world.client(world.a, 'alice');
      await later.setIdentity(await alice.exportIdentity());
      const newBob = await world.client(world.b, 'bob');
      await later.processBundle(newBob, await newBob.bundle({ oneTime: true }));
      await later.setSession(bob, record);
      await expectRefused(later.encrypt(bob, world.plaintext()), 'sending to an untrusted identity', UNTRUSTED);
      const message = await bob.encrypt(alice, world.plaintext());
      await expectRefused(later.decrypt(bob, message), 'reading from an untrusted identity', UNTRUSTED);
      await later.restart();
      await expectRefused(later.encrypt(bob, world.plaintext()), 'sending to it after a restart', UNTRUSTED);
    },
  },
  {
    name: 'forged_first_message_does_not_poison_a_name',
    scope: 'pair',
    async run(world) {
      // Anybody who can post under Alice's name sends a message with a broken MAC before she ever wrote.
      const bob = await world.client(world.b, 'bob');
      const mallory = await world.client(world.a, 'alice');
      const stolen = await bob.bundle({ oneTime: true });
      await mallory.processBundle(bob, stolen);
      const message = await mallory.encrypt(bob, world.plaintext());
      await expectRefused(bob.decrypt(mallory, flipped(message, region(message, 'mac').start, 3)), 'a forged first message');
      const alice = await world.client(world.a, 'alice');
      await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
      await world.say(alice, bob);
      await world.say(bob, alice);
      expectEqual(await bob.hasPrekey(Number(stolen.prekey_id)), true, 'the forged message consumed no one-time prekey');
    },
  },
  {
    name: 'refused_bundle_does_not_poison_a_name',
    scope: 'pair',
    async run(world) {
      const alice = await world.client(world.a, 'alice');
      const mallory = await world.client(world.b, 'bob');
      const forged = await mallory.bundle({ oneTime: true });
      const signature = Buffer.from(forged.signed_prekey_signature, 'hex');
      signature[5] ^= 1;
      await expectRefused(alice.processBundle(mallory, { ...forged, signed_prekey_signature: signature.toString('hex') }),
        'a forged bundle');
      const bob = await world.client(world.b, 'bob');
      await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
      await world.say(alice, bob);
      await world.say(bob, alice);
    },
  },
  {
    name: 'foreign_identity_in_a_wrapper_is_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated();
      const mallory = await world.client(world.a, 'mallory');
      const foreign = Buffer.from(mallory.identityKey, 'hex');
      const [first, second] = await world.write(alice, bob, 2);
      await expectRefused(bob.decrypt(alice, rewrapped(first.message, { 3: foreign })), 'a foreign identity in the first wrapper');
      await world.deliver([first]);
      await expectRefused(bob.decrypt(alice, rewrapped(second.message, { 3: foreign })), 'a foreign identity in a later wrapper');
      await world.deliver([second]);
      await world.say(bob, alice);
      await world.say(alice, bob);
    },
  },
];
