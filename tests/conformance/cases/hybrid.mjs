// SPDX-License-Identifier: GPL-3.0-or-later
// The whole message as Sotto's clients exchange it: a content sealed under ML-KEM secrets inside the Double Ratchet.
// @ts-check
import { ORDINARY_MESSAGE, PREKEY_MESSAGE } from '../lib/client.mjs';
import { expect, expectEqual, expectRefused } from '../lib/expect.mjs';
import { HybridConversation } from '../lib/hybrid.mjs';
import { failedByStore, untilNothingFails } from '../lib/store_failure.mjs';
import { region } from '../lib/wire.mjs';

/** @typedef {import('../lib/world.mjs').World} World */

const KEM_KEY_BYTES = 1184;
const SIGNATURE_BYTES = 64;

/** @param {string} hex @param {number} at a byte @returns {string} */
function damaged(hex, at) {
  const bytes = Buffer.from(hex, 'hex');
  bytes[at] ^= 1;
  return bytes.toString('hex');
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'sotto_conversation_is_read_both_ways',
    scope: 'pair',
    async run(world) {
      for (const oneTime of [true, false]) {
        const talk = await HybridConversation.begin(world, { oneTime });
        expectEqual((await talk.say('alice')).type, PREKEY_MESSAGE, 'the first message is a prekey message');
        expectEqual((await talk.say('bob')).type, ORDINARY_MESSAGE, 'the answer is an ordinary message');
        for (let round = 0; round < 70; round += 1) await talk.say(round % 3 === 0 ? 'bob' : 'alice');
      }
    },
  },
  {
    name: 'sotto_bundle_has_all_parts',
    scope: 'single',
    async run(world) {
      const bob = await world.client(world.a, 'bob');
      const once = await bob.call('sotto_bundle', { one_time: true });
      const lasting = await bob.call('sotto_bundle', { one_time: false });
      for (const bundle of [once, lasting]) {
        expectEqual(bundle.suite, 2, 'the suite');
        expectEqual(bob.hex(bundle, 'kem_prekey').length, 2 * KEM_KEY_BYTES, 'the KEM prekey has 1,184 bytes');
        expectEqual(bob.hex(bundle, 'kem_prekey_signature').length, 2 * SIGNATURE_BYTES, 'its signature has 64 bytes');
      }
      expectEqual(once.kem_prekey_kind, 'one_time', 'the kind with one-time prekeys');
      expectEqual(lasting.kem_prekey_kind, 'last_resort', 'the kind without');
    },
  },
  {
    name: 'sotto_messages_are_padded',
    scope: 'pair',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      await talk.say('alice');
      await talk.say('bob');
      await talk.say('alice');
      await talk.say('bob');
      await talk.say('alice');
      const sizes = [];
      for (const size of [0, 1, 100, 159]) sizes.push((await talk.say('alice', world.plaintext(size))).data.length);
      expectEqual(new Set(sizes).size, 1, 'contents of up to 159 bytes have one length');
      expect((await talk.say('alice', world.plaintext(160))).data.length > sizes[0], 'a content of 160 bytes is in the next bucket');
    },
  },
  {
    name: 'sotto_messages_may_be_lost_late_or_repeated',
    scope: 'pair',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      await talk.say('alice');
      for (let round = 0; round < 30; round += 1) {
        const letters = [];
        for (let i = 0; i < 6; i += 1) letters.push(await talk.write(round % 2 === 0 ? 'bob' : 'alice'));
        for (const letter of world.random.shuffled(letters).slice(1)) {
          await talk.read(letter);
          await expectRefused(talk.decrypt(letter), 'the same message again', ['duplicate_message']);
        }
      }
    },
  },
  {
    name: 'sotto_restart_at_every_step',
    scope: 'pair',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      for (let round = 0; round < 12; round += 1) {
        await talk.alice.restart();
        await talk.bob.restart();
        await talk.say(round % 2 === 0 ? 'alice' : 'bob');
      }
    },
  },
  {
    name: 'sotto_content_opens_in_its_context_only',
    scope: 'pair',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      await talk.say('alice');
      const letter = await talk.write('alice');
      const other = { ...letter, messageId: damaged(letter.messageId, 3) };
      await expectRefused(talk.decrypt(other), 'a message under another id', ['context_mismatch']);
      await expectRefused(talk.decrypt(letter, { conversation: 'another' }), 'a message in another conversation', ['context_mismatch']);
      await talk.read(letter);
      const carol = await world.client(world.b, 'carol');
      await expectRefused(carol.call('sotto_decrypt', {
        peer: talk.alice.name, peer_device: talk.alice.device, message_id: letter.messageId,
        type: letter.message.type, data: letter.message.data,
      }), 'a message for somebody else');
    },
  },
  {
    name: 'sotto_bundle_of_another_suite_is_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const bundle = await bob.call('sotto_bundle', { one_time: true });
      const plain = await bob.bundle({ oneTime: true });
      for (const lower of [{ ...bundle, suite: 1 }, { ...plain, suite: 1 }, { ...bundle, suite: 0 }, { ...bundle, suite: 3 }]) {
        await expectRefused(alice.call('sotto_process_bundle', { peer: bob.name, peer_device: bob.device, bundle: lower }),
          'a bundle of another suite', ['unsupported_suite']);
      }
      await alice.call('sotto_process_bundle', { peer: bob.name, peer_device: bob.device, bundle });
    },
  },
  {
    name: 'sotto_bundle_with_a_bad_kem_prekey_is_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const bundle = await bob.call('sotto_bundle', { one_time: true });
      const other = await bob.call('sotto_bundle', { one_time: true });
      const bad = [
        { kem_prekey: other.kem_prekey }, { kem_prekey_id: other.kem_prekey_id }, { kem_prekey_kind: 'last_resort' },
        { kem_prekey: damaged(bundle.kem_prekey, 700) }, { kem_prekey: '' },
        { kem_prekey_signature: '' }, { kem_prekey_signature: damaged(bundle.kem_prekey_signature, 9) },
      ];
      for (const change of bad) {
        await expectRefused(alice.call('sotto_process_bundle',
          { peer: bob.name, peer_device: bob.device, bundle: { ...bundle, ...change } }), 'a bundle with a bad KEM prekey');
      }
      await expectRefused(alice.call('sotto_encrypt',
        { peer: bob.name, peer_device: bob.device, message_id: '00'.repeat(16), plaintext: '' }), 'writing after that', ['no_session']);
    },
  },
  {
    name: 'sotto_message_without_the_content_layer_is_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
      const bare = await alice.encrypt(bob, world.plaintext());
      await expectRefused(bob.call('sotto_decrypt', {
        peer: alice.name, peer_device: alice.device, message_id: '00'.repeat(16), type: bare.type, data: bare.data,
      }), 'a message of suite 1');
    },
  },
  {
    name: 'sotto_damaged_message_changes_nothing',
    scope: 'pair',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      const letter = await talk.write('alice');
      const size = letter.message.data.length / 2;
      // Nothing authenticates the registration id: such a message is read. The byte before it is its tag.
      const loose = region(letter.message, 'registration id');
      for (let tried = 0; tried < 7;) {
        const at = world.random.integer(1, size - 1);
        if (at >= loose.start - 1 && at < loose.end) continue;
        tried += 1;
        const message = { ...letter.message, data: damaged(letter.message.data, at) };
        await expectRefused(talk.decrypt({ ...letter, message }), `a message damaged in its byte ${at}`);
      }
      await talk.read(letter);
      await talk.say('bob');
    },
  },
  {
    name: 'sotto_session_record_moves_to_another_client',
    scope: 'single',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      await talk.say('alice');
      await talk.say('bob');
      const late = await talk.write('bob');
      await talk.say('bob');
      const twin = await world.client(world.a, 'alice');
      await twin.setIdentity(await talk.alice.exportIdentity());
      await twin.call('sotto_set_session', { ...talk.peerOf('alice'), record: await talk.record('alice') });
      await expectRefused(twin.call('sotto_get_session', { peer: 'carol', peer_device: 1 }), 'the session with a stranger', ['no_session']);
      talk.alice = twin;
      await twin.restart();
      await talk.read(late);
      await expectRefused(talk.decrypt(late), 'what was read after the move', ['duplicate_message']);
      for (let round = 0; round < 10; round += 1) await talk.say('bob');
    },
  },
  {
    name: 'sotto_rolled_back_state_is_never_read_twice_and_heals',
    scope: 'pair',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      await talk.say('alice');
      await talk.say('bob');
      const old = await talk.record('alice');
      const used = [await talk.write('alice'), await talk.write('alice')];
      for (const letter of used) await talk.read(letter);
      await talk.alice.call('sotto_set_session', { ...talk.peerOf('alice'), record: old });
      for (let n = 0; n < used.length; n += 1) {
        await expectRefused(talk.decrypt(await talk.write('alice')), 'a message under a used key', ['duplicate_message']);
      }
      const { id_: _, ...bundle } = await talk.bob.call('sotto_bundle', { one_time: true });
      await talk.alice.call('sotto_process_bundle', { ...talk.peerOf('alice'), bundle });
      for (let round = 0; round < 6; round += 1) await talk.say(round % 2 === 0 ? 'alice' : 'bob');
    },
  },
  {
    name: 'sotto_broken_session_record_is_refused',
    scope: 'single',
    async run(world) {
      const talk = await HybridConversation.begin(world);
      await talk.say('alice');
      await talk.say('bob');
      const before = await talk.record('alice');
      for (const record of ['', 'ff', '0a05', before.slice(0, 40), `${before}ff`]) {
        await expectRefused(talk.alice.call('sotto_set_session', { ...talk.peerOf('alice'), record }), `the broken record ${record.slice(0, 20)}`);
        expectEqual(await talk.record('alice'), before, 'a refused record changes nothing');
      }
      await talk.say('alice');
      await talk.say('bob');
    },
  },
  {
    name: 'sotto_store_failure_loses_nothing',
    scope: 'pair',
    run: (world) => untilNothingFails(world, 2, async (n) => {
      const talk = await HybridConversation.begin(world);
      const letter = await talk.write('alice');
      await talk.bob.failStore(n);
      const failed = await failedByStore(talk.decrypt(letter), 'sotto_decrypt');
      if (failed) {
        if (n % 2 === 0) await talk.bob.restart();
        await talk.read(letter);
        await talk.say('bob');
        await talk.say('alice');
      }
      return { failed, armed: talk.bob };
    }),
  },
];
