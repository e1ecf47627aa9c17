// SPDX-License-Identifier: GPL-3.0-or-later
// Input that no program would make: no crash, no hang, no state, and no plaintext but the genuine one.
// @ts-check
import { Unexpected, expectEqual, refusalOf } from '../lib/expect.mjs';
import { regionsOf } from '../lib/wire.mjs';

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/client.mjs').Client} Client */

const MUTANTS = 150;
const RECORDS = 60;

/** One to three changes at the edges of a message's parts or anywhere. @param {World} world @param {Buffer} bytes @param {number[]} edges */
function mutated(world, bytes, edges) {
  let changed = Buffer.from(bytes);
  for (let i = world.random.integer(1, 3); i > 0; i -= 1) changed = mutatedOnce(world, changed, edges);
  return changed;
}

/** @param {World} world @param {Buffer} bytes @param {number[]} edges */
function mutatedOnce({ random }, bytes, edges) {
  if (bytes.length === 0) return Buffer.from(random.bytes(1));
  const at = Math.min(random.integer(0, 1) ? random.pick(edges) : random.integer(0, bytes.length - 1), bytes.length - 1);
  const size = random.integer(1, Math.min(40, bytes.length - at));
  const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, at + size), bytes.subarray(at + size)];
  switch (random.integer(0, 6)) {
    case 0: return Buffer.concat([head, tail]);
    case 1: return Buffer.concat([head, part, part, tail]);
    case 2: return Buffer.concat([head, random.bytes(size), tail]);
    case 3: return Buffer.concat([head, Buffer.alloc(size, random.pick([0x00, 0x7f, 0x80, 0xff])), tail]);
    case 4: return Buffer.concat([head, random.bytes(random.integer(1, 20)), part, tail]);
    case 5: return Buffer.concat([head, Buffer.of((part[0] + random.pick([1, 2, 8, 127, 255])) & 0xff), part.subarray(1), tail]);
    default: return Buffer.concat([tail, part, head]);
  }
}

/** A sender of whom nothing is known yet: failures of one don't count for another. @param {number} index */
const stranger = (index) => /** @type {Client} */ (/** @type {unknown} */ ({ name: `stranger${index}`, device: 1 }));

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'mutated_prekey_messages_are_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated({ oneTime: false });
      const plaintext = world.plaintext(40);
      const message = await alice.encrypt(bob, plaintext);
      const edges = regionsOf(message).map(({ start }) => start);
      const genuine = Buffer.from(message.data, 'hex');
      for (let i = 0; i < MUTANTS; i += 1) {
        const data = mutated(world, genuine, edges).toString('hex');
        let read = plaintext;   // what nothing authenticates may change; then the plaintext is the genuine one
        await refusalOf(bob.decrypt(stranger(i), { ...message, data }).then((got) => { read = got; }));
        if (!read.equals(plaintext)) throw new Unexpected(`the mutated message ${data} was read as something else`);
      }
      expectEqual(await bob.decrypt(alice, message), plaintext, 'the genuine message is read after all others');
      await world.say(bob, alice);
    },
  },
  {
    name: 'random_bytes_are_refused',
    scope: 'single',
    async run(world) {
      const { alice, bob } = await world.conversation();
      for (let i = 0; i < MUTANTS; i += 1) {
        const data = Buffer.concat([Buffer.of(0x33), world.random.bytes(world.random.integer(0, 200))]).toString('hex');
        for (const type of [2, 3]) {
          const refusal = await refusalOf(bob.decrypt(stranger(i), { type, data }));
          if (!refusal) throw new Unexpected(`random bytes were read: ${data}`);
        }
      }
      await world.say(alice, bob);
    },
  },
  {
    name: 'mutated_session_records_end_nothing',
    scope: 'single',
    async run(world) {
      // A record is the client's own, but disks rot: an error is right, and so is carrying on; dying is not.
      const { alice, bob } = await world.conversation();
      const [, late] = await world.write(alice, bob, 2);
      const genuine = await bob.getSession(alice);
      const bytes = Buffer.from(genuine, 'hex');
      for (let i = 0; i < RECORDS; i += 1) {
        const record = mutated(world, bytes, [0, 2, 4]).toString('hex');
        if (await refusalOf(bob.setSession(alice, record))) continue;
        await refusalOf(bob.decrypt(alice, late.message));
        await refusalOf(bob.encrypt(alice, world.plaintext()));
        await bob.restart();
      }
      await bob.setSession(alice, genuine);
      await world.deliver([late]);
      await world.say(bob, alice);
    },
  },
];
