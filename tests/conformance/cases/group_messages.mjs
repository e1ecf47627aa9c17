// SPDX-License-Identifier: GPL-3.0-or-later
// Messages to secure groups: sender keys for the members of the log, and a context inside every message.
// @ts-check
import { Club } from '../lib/club.mjs';
import { expect, expectEqual, expectRefused } from '../lib/expect.mjs';
import { spoilt } from '../lib/group_log.mjs';
import { HandMadeSender, bucketFor, contentBytes, opened, padded, parseContent } from '../lib/group_message.mjs';
import { failedByStore, untilNothingFails } from '../lib/store_failure.mjs';

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/client.mjs').Client} Client */
/** @typedef {import('../lib/club.mjs').GroupLetter} GroupLetter */
/** @typedef {import('../lib/group_message.mjs').GroupContent} GroupContent */

const MESSAGES_OF_A_KEY = 500;
const DAMAGES = 25;

/** What a client knows of the group. @param {Club} club @param {Client} member */
async function placeOf(club, member) {
  const state = await club.state(member);
  return { group: club.id, epoch: state.epoch, headSequence: state.head_sequence, headHash: state.head_hash };
}

/** Alice, whose messages the suite makes itself, and Bob, who reads them. */
class Forger {
  /** @param {World} world @param {Club} club @param {Client} alice @param {Client} bob @param {GroupContent['place']} place */
  constructor(world, club, alice, bob, place) {
    this.world = world;
    this.club = club;
    this.alice = alice;
    this.bob = bob;
    this.place = place;
    this.key = new HandMadeSender(alice, world.random);
    this.written = 0;
  }

  /** @param {World} world */
  static async begin(world) {
    const { club, alice, bob } = await Club.ofThree(world);
    const forger = new Forger(world, club, alice, bob, await placeOf(club, alice));
    await club.processKey(bob, alice, forger.key.distribution());
    return forger;
  }

  /** @param {Partial<GroupContent>} [lies] what is said inside otherwise than it is
   *  @param {(content: Buffer) => Buffer} [pad] @returns {Promise<GroupLetter>} */
  async write(lies = {}, pad = padded) {
    this.written += 1;
    const truth = {
      sender: this.alice.name, device: this.alice.device, messageId: this.club.freshId(), counter: this.written, sentAt: Date.now(),
      text: 'By hand', place: this.place,
    };
    const data = await this.key.seal(pad(contentBytes({ ...truth, ...lies })));
    return { from: this.alice, messageId: truth.messageId, counter: truth.counter, text: truth.text, data };
  }
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'sotto_group_messages_are_read_by_all_members',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob, carol } = await Club.talking(world);
      const others = new Map([[alice, [bob, carol]], [bob, [alice, carol]], [carol, [alice, bob]]]);
      for (const [from, to] of others) {
        for (const text of ['e4', 'Ünïcödé 🙂 "\\', 'x'.repeat(20_000)]) await club.say(from, to, text);
      }
      for (const member of others.keys()) await member.restart();
      for (const [from, to] of others) {
        const letters = [];
        for (let i = 0; i < 20; i += 1) letters.push(await club.write(from));
        for (const member of to) {
          for (const letter of world.random.shuffled(letters)) await club.read(member, letter);
        }
        await club.say(from, to);
      }
    },
  },
  {
    name: 'sotto_group_messages_are_padded',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob, carol } = await Club.talking(world);
      await club.say(alice, [bob, carol]);
      const sizes = [];
      for (const size of [1, 2, 20, 30]) sizes.push((await club.say(alice, [bob], 'x'.repeat(size))).data.length);
      expectEqual(new Set(sizes).size, 1, 'short texts have one length');
      expect((await club.say(alice, [bob], 'x'.repeat(300))).data.length > sizes[0], 'a text of 300 bytes is in another bucket');
    },
  },
  {
    name: 'sotto_group_message_is_made_by_the_specification',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.talking(world);
      const distribution = await club.giveKey(alice, []);
      const place = await placeOf(club, alice);
      for (const text of ['one', 'two', 'x'.repeat(1_000)]) {
        const letter = await club.write(alice, text);
        const { version, iteration, body, signature, signingKey, plaintext } = opened(distribution, letter.data);
        expectEqual(version, 0x33, 'the version of a sender-key message');
        expectEqual(iteration, letter.counter - 1, 'its place in the chain');
        expectEqual(await bob.verify(signingKey, body, signature), true, 'its signature');
        const { place: named, sentAt, ...content } = parseContent(plaintext);
        expectEqual(JSON.stringify(named), JSON.stringify(place), 'group, epoch and head inside');
        expect(Math.abs(sentAt - Date.now()) < 24 * 60 * 60 * 1_000, 'the time inside is the sender\'s');
        expectEqual(JSON.stringify(content), JSON.stringify({
          version: 1, suite: 2, sender: alice.name, device: alice.device, messageId: letter.messageId, counter: letter.counter, text,
          recipient: false,
        }), 'sender, id and text inside');
      }
    },
  },
  {
    name: 'sotto_group_message_made_by_hand_is_read',
    scope: 'pair',
    async run(world) {
      const forger = await Forger.begin(world);
      for (let i = 0; i < 3; i += 1) await forger.club.read(forger.bob, await forger.write(), { missing: 0 });
    },
  },
  {
    name: 'sotto_group_content_opens_in_its_context_only',
    scope: 'pair',
    async run(world) {
      const forger = await Forger.begin(world);
      const { club, alice, bob, place } = forger;
      await club.read(bob, await forger.write());
      /** @type {Array<[string, Partial<GroupContent>]>} */
      const lies = [
        ['another group', { place: { ...place, group: spoilt(Buffer.from(place.group, 'hex')).toString('hex') } }],
        ['an earlier epoch', { place: { ...place, epoch: place.epoch - 1 } }],
        ['a later epoch', { place: { ...place, epoch: place.epoch + 1 } }],
        ['another sender', { sender: 'carol' }],
        ['another device', { device: alice.device + 1 }],
        ['another id', { messageId: club.freshId() }],
        ['no number', { counter: 0 }],
        ['another version', { version: 2 }],
        ['another suite', { suite: 1 }],
      ];
      for (const [what, lie] of lies) {
        await expectRefused(club.decrypt(bob, await forger.write(lie)), `a message that names ${what}`, ['context_mismatch']);
      }
      /** @type {Array<[string, (content: Buffer) => Buffer]>} */
      const paddings = [
        ['no padding', (content) => content],
        ['a larger bucket than it needs', (content) => padded(content, 2 * bucketFor(content.length))],
      ];
      for (const [what, pad] of paddings) {
        await expectRefused(club.decrypt(bob, await forger.write({}, pad)), `a message with ${what}`, ['context_mismatch']);
      }
      const letter = await forger.write();
      await expectRefused(club.decrypt(bob, letter, { message_id: club.freshId() }), 'a message under another id', ['context_mismatch']);
      await expectRefused(club.decrypt(bob, letter, { peer: 'carol' }), 'a message as another member\'s', ['no_session']);
      const device = { peer_device: alice.device + 1 };
      await expectRefused(club.decrypt(bob, letter, device), 'a message as another device\'s', ['no_session']);
      await club.call(bob, 'process_key', { peer: alice.name, ...device, data: forger.key.distribution() });
      const later = await forger.write();
      await expectRefused(club.decrypt(bob, later, device), 'a message as another device\'s that has the same key', ['context_mismatch']);
      await club.read(bob, letter);
      await club.read(bob, later);
    },
  },
  {
    name: 'sotto_group_message_moved_to_another_group_is_refused',
    scope: 'pair',
    async run(world) {
      const forger = await Forger.begin(world);
      const { club, alice, bob } = forger;
      const other = await Club.found(world, alice);
      await other.admit(bob, alice);
      await other.processKey(bob, alice, forger.key.distribution());
      const letter = await forger.write();
      await expectRefused(other.decrypt(bob, letter), 'a message in another group with the same key', ['context_mismatch']);
      await club.read(bob, letter);
      await club.giveKey(alice);
      await other.giveKey(alice);
      const genuine = await club.call(alice, 'encrypt', { message_id: letter.messageId, text: letter.text });
      await expectRefused(other.decrypt(bob, { ...letter, data: genuine.data }), 'a message in another group with another key', ['no_session']);
      const unknown = await Club.found(world, alice);
      await expectRefused(unknown.decrypt(bob, letter), 'a message in a group that is unknown', ['not_found']);
      await expectRefused(unknown.processKey(bob, alice, forger.key.distribution()), 'a key of a group that is unknown', ['not_found']);
    },
  },
  {
    name: 'sotto_group_message_is_read_once',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.talking(world);
      const [first, second] = [await club.write(alice), await club.write(alice)];
      for (const letter of [second, first]) await club.read(bob, letter);
      for (let round = 0; round < 2; round += 1) {
        for (const letter of [first, second]) await expectRefused(club.decrypt(bob, letter), 'a message for the second time', ['duplicate_message']);
        await bob.restart();
        await club.giveKey(alice);
      }
      await club.say(alice, [bob]);
    },
  },
  {
    name: 'sotto_group_lost_messages_are_counted',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.talking(world);
      const letters = [];
      for (let i = 0; i < 8; i += 1) letters.push(await club.write(alice));
      /** @type {Array<[number, number]>} */
      const missingAt = [[0, 0], [2, 1], [5, 2], [1, 0], [6, 0]];
      for (const [at, missing] of missingAt) await club.read(bob, letters[at], { missing });
      await bob.restart();
      await club.read(bob, letters[7], { missing: 0 });
    },
  },
  {
    name: 'sotto_group_damaged_message_changes_nothing',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.talking(world);
      const letter = await club.write(alice);
      const genuine = Buffer.from(letter.data, 'hex');
      for (let i = 0; i < DAMAGES; i += 1) {
        const data = spoilt(genuine, world.random.integer(0, genuine.length - 1)).toString('hex');
        await expectRefused(club.decrypt(bob, { ...letter, data }), 'a damaged message');
      }
      for (const length of [0, 1, 64, genuine.length - 1]) {
        await expectRefused(club.decrypt(bob, { ...letter, data: letter.data.slice(0, 2 * length) }), `a message cut to ${length} bytes`);
      }
      await club.read(bob, letter, { missing: 0 });
      await club.say(alice, [bob]);
    },
  },
  {
    name: 'sotto_group_removed_member_is_out',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob, carol } = await Club.talking(world);
      const early = await club.write(carol);
      club.followers.delete(carol);
      await club.act(alice, 'remove', { user: carol.name });
      for (const member of [alice, bob]) {
        await expectRefused(club.encrypt(member), 'a message under a key that a removed member has', ['stale_state']);
        await club.giveKey(member);
      }
      const letter = await club.say(alice, [bob]);
      await expectRefused(club.decrypt(carol, letter), 'a message from after their removal', ['no_session']);
      for (const late of [early, await club.write(carol)]) {
        await expectRefused(club.decrypt(bob, late), 'a message of somebody who was removed', ['not_permitted']);
      }
      await club.tell(carol);
      await expectRefused(club.encrypt(carol), 'writing after one\'s removal', ['not_permitted']);
      await expectRefused(club.call(carol, 'key'), 'a key after one\'s removal', ['not_permitted']);
      await club.say(bob, [alice]);
    },
  },
  {
    name: 'sotto_group_newcomer_reads_nothing_earlier',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob, carol } = await Club.talking(world);
      const earlier = [await club.write(alice), await club.write(alice)];
      const dave = await world.client(world.b, 'dave');
      await club.admit(dave, alice, bob);
      await expectRefused(club.encrypt(alice), 'a message under a key from before a join', ['stale_state']);
      await club.giveKey(alice);
      const later = await club.write(alice);
      for (const letter of earlier) await expectRefused(club.decrypt(dave, letter), 'a message from before a join', ['no_session']);
      await club.read(dave, later);
      for (const member of [bob, carol]) {
        for (const letter of [...earlier, later]) await club.read(member, letter, { missing: 0 });
      }
    },
  },
  {
    name: 'sotto_group_key_ends_with_its_500th_message',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.talking(world);
      let letter = await club.write(alice);
      for (let i = 1; i < MESSAGES_OF_A_KEY; i += 1) letter = await club.write(alice);
      await expectRefused(club.encrypt(alice), 'a message with a key that is worn out', ['stale_state']);
      await alice.restart();
      await expectRefused(club.encrypt(alice), 'a message with a key that is worn out, after a restart', ['stale_state']);
      const key = await club.giveKey(alice);
      expectEqual(await club.giveKey(alice), key, 'the key that is handed out again');
      await club.read(bob, await club.write(alice));
      await club.read(bob, letter);
    },
  },
  {
    name: 'sotto_group_newer_history_stops_writing',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob, carol } = await Club.talking(world);
      club.followers.delete(bob);
      await club.act(alice, 'rename', { name: 'Renamed' });
      await club.read(bob, await club.write(alice), { history: 'ahead' });
      await bob.restart();
      await expectRefused(club.encrypt(bob), 'writing while somebody knows a newer history', ['stale_state']);
      await club.tell(bob);
      await club.say(bob, [alice, carol]);
      await club.act(alice, 'remove', { user: carol.name });
      await club.giveKey(alice, [bob]);
      await club.read(bob, await club.write(alice), { history: 'ahead' });
      await expectRefused(club.encrypt(bob), 'writing under an epoch that is over', ['stale_state']);
      await club.tell(bob);
      await club.giveKey(bob, [alice]);
      await club.say(bob, [alice]);
    },
  },
  {
    name: 'sotto_group_fork_is_noticed_with_one_message',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob, carol } = await Club.talking(world);
      const elsewhere = await club.sign(alice, 'rename', { name: 'Elsewhere' });
      club.followers.delete(carol);
      await club.act(alice, 'rename', { name: 'Here' });
      await club.call(carol, 'extend', { first: club.entries.length - 1, entries: [elsewhere] });
      await club.read(bob, await club.write(carol), { history: 'forked' });
      await bob.restart();
      await expectRefused(club.encrypt(bob), 'writing while there are two histories', ['forked_log']);
      await club.read(carol, await club.write(alice), { history: 'forked' });
      await expectRefused(club.encrypt(carol), 'writing while there are two histories', ['forked_log']);
      await expectRefused(club.tell(carol), 'the other history', ['forked_log']);
      await club.act(alice, 'remove', { user: carol.name });
      await club.giveKey(bob);
      await club.say(bob, [alice]);
    },
  },
  {
    name: 'sotto_group_member_under_another_identity_is_refused',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob, carol } = await Club.talking(world);
      const twin = await world.client(world.a, 'alice');
      await bob.processBundle(twin, await twin.bundle({ oneTime: true }));
      const letter = await club.write(alice);
      await expectRefused(club.decrypt(bob, letter), 'a member whom one knows under another key', ['identity_mismatch']);
      await club.read(carol, letter);
      await club.tell(twin);
      await expectRefused(club.call(twin, 'key'), 'a key of somebody with a member\'s name', ['not_permitted']);
    },
  },
  {
    name: 'sotto_group_open_group_has_no_messages',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.talking(world);
      const letter = await club.write(alice);
      const open = await Club.found(world, alice, { kind: 'open' });
      await open.tell(bob);
      open.followers.add(bob);
      await open.act(bob, 'join');
      await expectRefused(open.call(alice, 'key'), 'a sender key for an open group', ['not_permitted']);
      await expectRefused(open.encrypt(alice), 'an encrypted message to an open group', ['not_permitted']);
      const data = await club.giveKey(alice);
      await expectRefused(open.processKey(bob, alice, data), 'a sender key in an open group', ['context_mismatch']);
      await expectRefused(open.decrypt(bob, letter), 'an encrypted message in an open group', ['context_mismatch']);
      await club.read(bob, letter);
    },
  },
  {
    name: 'sotto_group_store_failure_loses_nothing',
    scope: 'pair',
    async run(world) {
      const talk = async () => {
        const { alice, bob } = await world.strangers();
        const club = await Club.found(world, alice);
        await club.admit(bob, alice);
        await club.giveKey(alice);
        return { club, alice, bob };
      };
      await untilNothingFails(world, 2, async (n) => {
        const { club, alice, bob } = await talk();
        const letter = await club.write(alice);
        await bob.failStore(n);
        const failed = await failedByStore(club.decrypt(bob, letter), 'sotto_group_decrypt');
        if (failed) {
          if (n % 2 === 0) await bob.restart();
          await club.read(bob, letter);
          await expectRefused(club.decrypt(bob, letter), 'the message for the second time', ['duplicate_message']);
        }
        return { failed, armed: bob };
      });
      await untilNothingFails(world, 2, async (n) => {
        const { club, alice, bob } = await talk();
        await alice.failStore(n);
        const failed = await failedByStore(club.encrypt(alice), 'sotto_group_encrypt');
        if (failed) await club.say(alice, [bob]);
        return { failed, armed: alice };
      });
      await untilNothingFails(world, 1, async (n) => {
        const { club, alice, bob } = await talk();
        const entry = await club.sign(alice, 'rename', { name: 'Renamed' });
        await bob.failStore(n);
        const failed = await failedByStore(club.call(bob, 'extend', { first: club.entries.length, entries: [entry] }), 'sotto_group_extend');
        if (failed) {
          expectEqual((await club.state(bob)).name, 'Chess club', 'the state as it was');
          await club.append(entry);
        }
        return { failed, armed: bob };
      });
    },
  },
];
