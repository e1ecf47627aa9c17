// SPDX-License-Identifier: GPL-3.0-or-later
// XEdDSA.
// @ts-check
import { expectEqual } from '../lib/expect.mjs';
import { CONSTANT_SIGNATURES, LOW_ORDER, LOW_ORDER_NON_CANONICAL, addGroupOrder } from '../lib/points.mjs';

const SIZES = [0, 1, 31, 32, 33, 127, 128, 1_000, 65_536];

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'signature_is_valid_elsewhere',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      for (const size of SIZES) {
        const message = world.plaintext(size);
        expectEqual(await bob.verify(alice.identityKey, message, await alice.sign(message)), true, `a signature over ${size} bytes`);
      }
      for (let i = 0; i < 20; i += 1) {
        const signer = await world.client(world.a, 'signer');
        const message = world.plaintext();
        expectEqual(await bob.verify(signer.identityKey, message, await signer.sign(message)), true, 'a signature of any key');
      }
    },
  },
  {
    name: 'signature_over_something_else_is_invalid',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const message = world.plaintext(40);
      const signature = await alice.sign(message);
      const invalid = async (/** @type {string} */ key, /** @type {Buffer} */ over, /** @type {string} */ text, /** @type {string} */ why) =>
        expectEqual(await bob.verify(key, over, text), false, why);
      for (let byte = 0; byte < 64; byte += 1) {
        const damaged = Buffer.from(signature, 'hex');
        damaged[byte] ^= 1 << world.random.integer(0, 7);
        await invalid(alice.identityKey, message, damaged.toString('hex'), `a signature damaged in its byte ${byte}`);
      }
      for (const bit of [0, 1, 2, 3, 4, 5, 6, 7]) {
        const damaged = Buffer.from(signature, 'hex');
        damaged[63] ^= 1 << bit;
        await invalid(alice.identityKey, message, damaged.toString('hex'), `a signature damaged in bit ${bit} of its last byte`);
      }
      for (let i = 0; i < 16; i += 1) {
        const other = Buffer.from(message);
        other[world.random.integer(0, 39)] ^= 1 << world.random.integer(0, 7);
        await invalid(alice.identityKey, other, signature, 'a signature over another message');
      }
      await invalid(alice.identityKey, message.subarray(1), signature, 'a signature over a part of the message');
      await invalid(bob.identityKey, message, signature, 'a signature of somebody else');
      for (const length of [0, 1, 32, 63]) {
        await invalid(alice.identityKey, message, signature.slice(0, 2 * length), `a signature of ${length} bytes`);
      }
      await invalid(alice.identityKey, message, `${signature}00`, 'a signature of 65 bytes');
      await invalid(alice.identityKey, message, '00'.repeat(64), 'a signature of zeros');
      expectEqual(await bob.verify(alice.identityKey, message, signature), true, 'the genuine signature');
    },
  },
  {
    name: 'signature_is_salted',
    scope: 'single',
    async run(world) {
      const alice = await world.client(world.a, 'alice');
      const message = world.plaintext();
      const [one, other] = [await alice.sign(message), await alice.sign(message)];
      expectEqual(one === other, false, 'two signatures over one message differ');
    },
  },
  {
    name: 'malleable_signature_is_invalid',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const strict = world.has(world.b, 'refuses_malleable_signatures');
      for (let i = 0; i < 10; i += 1) {
        const message = world.plaintext();
        const malleated = addGroupOrder(await alice.sign(message));
        if (malleated === undefined) continue;
        expectEqual(await bob.verify(alice.identityKey, message, malleated), !strict, 'a signature with the group order added');
      }
    },
  },
  {
    name: 'signature_under_a_low_order_key_is_invalid',
    scope: 'single',
    async run(world) {
      // Nobody needs a private key for these: one constant signature fits every second message, or every eighth.
      const alice = await world.client(world.a, 'alice');
      const strict = world.has(world.a, 'refuses_low_order_signing_keys');
      for (const { name, key } of [...LOW_ORDER.slice(0, 4), ...LOW_ORDER_NON_CANONICAL.slice(0, 4)]) {
        let valid = 0;
        for (let i = 0; i < 240; i += 1) {
          if (await alice.verify(key, world.plaintext(20), CONSTANT_SIGNATURES[i % 2])) valid += 1;
        }
        expectEqual(valid > 0, !strict, `a constant signature is valid under ${name}`);
      }
    },
  },
];
