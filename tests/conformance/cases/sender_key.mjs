// SPDX-License-Identifier: GPL-3.0-or-later
// Sender keys. Signal's library and libsignal-protocol-c frame them differently, so the two don't read each other's.
// @ts-check
import { NotOffered } from '../lib/driver.mjs';
import { expect, expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';
import { failedByStore, untilNothingFails } from '../lib/store_failure.mjs';

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/client.mjs').Client} Client */

const GROUP = 'a group';

/** @param {Client} member @param {string} [group] */
async function create(member, group = GROUP) {
  return member.hex(await member.call('sk_create', { group }), 'data');
}

/** @param {Client} member @param {Client} from @param {string} data @param {string} [group] */
const process = (member, from, data, group = GROUP) =>
  member.call('sk_process', { group, peer: from.name, peer_device: from.device, data });

/** @param {Client} from @param {Buffer} plaintext @param {string} [group] */
async function seal(from, plaintext, group = GROUP) {
  return from.hex(await from.call('sk_encrypt', { group, plaintext: plaintext.toString('hex') }), 'data');
}

/** @param {Client} member @param {Client} from @param {string} data @param {string} [group] */
async function open(member, from, data, group = GROUP) {
  const answer = await member.call('sk_decrypt', { group, peer: from.name, peer_device: from.device, data });
  return Buffer.from(member.hex(answer, 'plaintext'), 'hex');
}

/** Alice in A, who writes to a group; Bob in B, who reads. @param {World} world */
async function group(world) {
  const [one, other] = [world.a, world.b].map(({ profile }) => profile.senderKeys);
  if (one !== other) {
    throw new NotOffered(`${world.a.name} frames sender keys like ${one}, ${world.b.name} like ${other}: they don't read each other's`);
  }
  const { alice, bob } = await world.strangers();
  const distribution = await create(alice);
  await process(bob, alice, distribution);
  return { alice, bob, distribution };
}

/** @param {World} world @param {Client} from @param {number} count */
async function write(world, from, count) {
  const letters = [];
  for (let i = 0; i < count; i += 1) {
    const plaintext = world.plaintext();
    letters.push({ plaintext, data: await seal(from, plaintext) });
  }
  return letters;
}

/** @param {Client} member @param {Client} from @param {Array<{ plaintext: Buffer, data: string }>} letters */
async function read(member, from, letters) {
  for (const { plaintext, data } of letters) {
    expectEqual(await open(member, from, data), plaintext, `${member.name} reads what ${from.name} wrote to the group`);
  }
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'sender_key_messages_are_read',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await group(world);
      for (const size of [0, 1, 15, 16, 17, 1_000, 65_536]) {
        const plaintext = world.plaintext(size);
        expectEqual(await open(bob, alice, await seal(alice, plaintext)), plaintext, `a message of ${size} bytes`);
      }
      await read(bob, alice, await write(world, alice, 100));
      const back = await create(bob);
      await process(alice, bob, back);
      await read(alice, bob, await write(world, bob, 10));
    },
  },
  {
    name: 'sender_key_messages_out_of_order',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await group(world);
      const letters = world.random.shuffled(await write(world, alice, 100));
      await read(bob, alice, letters.slice(0, 50));
      await bob.restart();
      await alice.restart();
      await read(bob, alice, letters.slice(50));
      await read(bob, alice, await write(world, alice, 3));
    },
  },
  {
    name: 'sender_key_message_is_read_once',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await group(world);
      const [first, second] = await write(world, alice, 2);
      await read(bob, alice, [second, first]);
      for (const { data } of [first, second]) await expectRefused(open(bob, alice, data), 'a group message for the second time', ['duplicate_message']);
      await bob.restart();
      for (const { data } of [first, second]) await expectRefused(open(bob, alice, data), 'a group message after a restart', ['duplicate_message']);
    },
  },
  {
    name: 'repeated_sender_key_distribution_does_not_turn_back',
    scope: 'pair',
    async run(world) {
      const { alice, bob, distribution } = await group(world);
      const letters = await write(world, alice, 3);
      await read(bob, alice, letters);
      const repeated = await refusalOf(process(bob, alice, distribution));
      expect(repeated === undefined || repeated.code !== 'store_unavailable', 'a repeated distribution is ignored or refused');
      if (world.has(world.b, 'ignores_repeated_distribution')) {
        for (const { data } of letters) await expectRefused(open(bob, alice, data), 'a group message after its distribution came again');
      }
      await read(bob, alice, await write(world, alice, 2));
    },
  },
  {
    name: 'later_member_reads_nothing_earlier',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await group(world);
      const earlier = await write(world, alice, 5);
      const carol = await world.client(world.b, 'carol');
      await process(carol, alice, await create(alice));
      for (const { data } of earlier) await expectRefused(open(carol, alice, data), 'a message from before she was in');
      const later = await write(world, alice, 5);
      await read(carol, alice, later);
      await read(bob, alice, [...earlier, ...later]);
    },
  },
  {
    name: 'damaged_sender_key_message_is_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await group(world);
      const [letter] = await write(world, alice, 1);
      const size = letter.data.length / 2;
      for (let byte = 0; byte < size; byte += 1) {
        const damaged = Buffer.from(letter.data, 'hex');
        damaged[byte] ^= 1 << (byte < 8 ? byte : world.random.integer(0, 7));
        await expectRefused(open(bob, alice, damaged.toString('hex')), `a group message damaged in its byte ${byte}`);
      }
      for (const length of [0, 1, 10, 63, 64, 65, size - 1]) {
        await expectRefused(open(bob, alice, letter.data.slice(0, 2 * length)), `a group message cut to ${length} bytes`);
      }
      await read(bob, alice, [letter]);
    },
  },
  {
    name: 'sender_key_belongs_to_its_sender_and_group',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await group(world);
      const mallory = await world.client(world.a, 'mallory');
      await process(bob, mallory, await create(mallory));
      await process(bob, alice, await create(alice, 'another group'), 'another group');
      const [letter] = await write(world, alice, 1);
      await expectRefused(open(bob, mallory, letter.data), 'Alice\'s message as Mallory\'s');
      await expectRefused(open(bob, alice, letter.data, 'another group'), 'a message of one group in another');
      await expectRefused(open(bob, alice, letter.data, 'a group without keys'), 'a message in a group without keys');
      await read(bob, alice, [letter]);
    },
  },
  {
    name: 'store_failure_while_reading_a_group_message',
    scope: 'pair',
    run: (world) => untilNothingFails(world, 1, async (n) => {
      const { alice, bob } = await group(world);
      const letters = await write(world, alice, 2);
      await bob.call('fail_store', { after: n });
      const failed = await failedByStore(open(bob, alice, letters[1].data), 'sk_decrypt');
      if (failed) {
        await read(bob, alice, [letters[1]]);
        await expectRefused(open(bob, alice, letters[1].data), 'the group message for the second time', ['duplicate_message']);
        await read(bob, alice, [letters[0]]);
      }
      return { failed, armed: bob };
    }),
  },
  {
    name: 'store_failure_while_writing_to_a_group',
    scope: 'pair',
    run: (world) => untilNothingFails(world, 1, async (n) => {
      const { alice, bob } = await group(world);
      await alice.call('fail_store', { after: n });
      const failed = await failedByStore(seal(alice, world.plaintext()), 'sk_encrypt');
      if (failed) await read(bob, alice, await write(world, alice, 2));
      return { failed, armed: alice };
    }),
  },
  {
    name: 'store_failure_while_taking_a_sender_key',
    scope: 'pair',
    run: (world) => untilNothingFails(world, 1, async (n) => {
      const { alice, distribution } = await group(world);
      const carol = await world.client(world.b, 'carol');
      await carol.call('fail_store', { after: n });
      const failed = await failedByStore(process(carol, alice, distribution), 'sk_process');
      if (failed) {
        const letters = await write(world, alice, 1);
        await expectRefused(open(carol, alice, letters[0].data), 'a group message without its key');
        await process(carol, alice, distribution);
        await read(carol, alice, letters);
      }
      return { failed, armed: carol };
    }),
  },
];
