// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that the suite makes itself, by the specification: what no honest implementation would send, keyed as if one did.
// @ts-check
import { Unexpected, expect, expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';
import { LOW_ORDER, LOW_ORDER_NON_CANONICAL } from '../lib/points.mjs';
import { ReferenceInitiator, keyPair, openPrekeyMessage } from '../lib/reference.mjs';

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/client.mjs').Client} Client */
/** @typedef {import('../lib/reference.mjs').Forgery} Forgery */
/** @typedef {import('../lib/reference.mjs').InitiatorKeys} InitiatorKeys */

/** Alice's address only: who writes in her name is the suite. */
const ALICE = /** @type {Client} */ (/** @type {unknown} */ ({ name: 'alice', device: 1 }));
const BAD_KEY = ['low_order_key', 'invalid_key'];
const HUGE = 0xffffffff;

/** @param {World} world @returns {InitiatorKeys} */
function freshKeys(world) {
  const pair = () => keyPair(world.random.bytes(32));
  return { identity: pair(), base: pair(), ratchet: pair(), registrationId: world.random.integer(1, 16_380) };
}

/** @param {World} world @param {boolean} oneTime @param {Partial<InitiatorKeys>} [keys] */
async function meet(world, oneTime, keys = {}) {
  const bob = await world.client(world.a, 'bob');
  const bundle = await bob.bundle({ oneTime });
  return { bob, bundle, alice: new ReferenceInitiator({ ...freshKeys(world), ...keys }, bundle) };
}

/** Bob has refused something: he has no session with Alice, keeps his one-time prekey and trusts nobody as Alice yet.
 *  @param {World} world @param {Client} bob @param {import('../lib/client.mjs').Bundle} bundle @param {string} what */
async function untouched(world, bob, bundle, what) {
  await expectRefused(bob.encrypt(ALICE, world.plaintext()), `encrypting after ${what}`, ['no_session']);
  if (bundle.prekey_id !== undefined) expectEqual(await bob.hasPrekey(bundle.prekey_id), true, `the one-time prekey after ${what}`);
  const genuine = new ReferenceInitiator(freshKeys(world), bundle);
  const plaintext = world.plaintext();
  expectEqual(await bob.decrypt(ALICE, genuine.seal(plaintext, 0)), plaintext, `a genuine message after ${what}`);
}

/** @param {Buffer} key @param {World} world */
const withPublic = (world, key) => ({ ...keyPair(world.random.bytes(32)), public: key });

/** @param {World} world @param {readonly { name: string, key: string }[]} points @param {import('../lib/profiles.mjs').CapabilityName} capability
 *  @param {readonly ('identity' | 'base' | 'ratchet')[]} slots */
async function pointsInMessages(world, points, capability, slots) {
  const strict = world.has(world.a, capability);
  for (const slot of slots) {
    for (const { name, key } of points) {
      const what = `a message with ${name} as ${slot} key`;
      const { bob, bundle, alice } = await meet(world, true, { [slot]: withPublic(world, Buffer.from(key, 'hex')) });
      const request = bob.decrypt(ALICE, alice.seal(world.plaintext(), 0));
      if (strict) {
        await expectRefused(request, what, BAD_KEY);
        await untouched(world, bob, bundle, what);
      } else {
        expectEqual((await refusalOf(request))?.message, undefined, `${what}, declared as accepted`);
      }
    }
  }
}

/** @param {World} world @param {Array<[string, Forgery]>} forgeries */
async function refusesForgeries(world, forgeries) {
  for (const [what, forgery] of forgeries) {
    const { bob, bundle, alice } = await meet(world, true);
    await expectRefused(bob.decrypt(ALICE, alice.seal(world.plaintext(), 0, forgery)), `a message with ${what}`);
    await untouched(world, bob, bundle, `a message with ${what}`);
  }
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'message_made_by_the_specification_is_read',
    scope: 'single',
    async run(world) {
      for (const oneTime of [true, false]) {
        const { bob, alice } = await meet(world, oneTime);
        for (const counter of [3, 0, 1, 2, 7]) {
          const plaintext = world.plaintext();
          expectEqual(await bob.decrypt(ALICE, alice.seal(plaintext, counter)), plaintext, `the reference's message ${counter}`);
        }
        for (let i = 0; i < 3; i += 1) {
          const plaintext = world.plaintext();
          const reply = await bob.encrypt(ALICE, plaintext);
          expectEqual(alice.open(reply), plaintext, 'the reference reads the reply');
          expect([0x33, 0x34].includes(parseInt(reply.data.slice(0, 2), 16)), 'the reply says version 3');
        }
      }
    },
  },
  {
    name: 'message_is_made_by_the_specification',
    scope: 'single',
    async run(world) {
      for (const oneTime of [true, false]) {
        const alice = await world.client(world.a, 'alice');
        const [identity, signedPrekey, prekey] = [1, 2, 3].map(() => keyPair(world.random.bytes(32)));
        const bob = await world.client(world.a, 'bob');   // signs for the reference, which has no XEdDSA of its own
        await bob.setIdentity({ public: identity.public.toString('hex'), private: identity.private.toString('hex') });
        await alice.processBundle(bob, {
          registration_id: 77, device_id: 1, identity_key: identity.public.toString('hex'),
          signed_prekey_id: 1_234_567, signed_prekey: signedPrekey.public.toString('hex'),
          signed_prekey_signature: await bob.sign(signedPrekey.public),
          ...(oneTime ? { prekey_id: 7_654_321, prekey: prekey.public.toString('hex') } : {}),
        });
        for (let i = 0; i < 3; i += 1) {
          const plaintext = world.plaintext();
          const message = await alice.encrypt(bob, plaintext);
          const opened = openPrekeyMessage({ identity, signedPrekey, ...(oneTime ? { prekey } : {}) }, message);
          expectEqual(opened.plaintext, plaintext, 'the reference reads the message');
          expectEqual(opened.identity.toString('hex'), alice.identityKey, 'the message names its sender\'s identity');
          expectEqual(opened.prekeyId, oneTime ? 7_654_321 : undefined, 'the message names the one-time prekey it used');
          expectEqual(opened.signedPrekeyId, 1_234_567, 'the message names the signed prekey');
          expectEqual(opened.registrationId, alice.registrationId, 'the message names its sender\'s registration id');
          expect(opened.version === 0x33 || opened.version === 0x34, 'the message says version 3');
        }
      }
    },
  },
  {
    name: 'low_order_points_in_a_genuine_message',
    scope: 'single',
    run: (world) => pointsInMessages(world, [...LOW_ORDER, ...LOW_ORDER_NON_CANONICAL.slice(0, 3)], 'refuses_low_order_keys_in_messages',
      ['identity', 'base', 'ratchet']),
  },
  {
    name: 'non_canonical_points_in_a_genuine_message',
    scope: 'single',
    async run(world) {
      // A decoder masks the top bit, so whoever has the private half can also use the key with the bit set.
      const strict = world.has(world.a, 'refuses_non_canonical_keys');
      for (const slot of /** @type {const} */ (['identity', 'base', 'ratchet'])) {
        const pair = keyPair(world.random.bytes(32));
        const disguised = Buffer.from(pair.public);
        disguised[32] |= 0x80;
        const { bob, bundle, alice } = await meet(world, true, { [slot]: { ...pair, public: disguised } });
        const [what, plaintext] = [`a message with the top bit set in its ${slot} key`, world.plaintext()];
        const message = alice.seal(plaintext, 0);
        if (strict) {
          await expectRefused(bob.decrypt(ALICE, message), what, BAD_KEY);
          await untouched(world, bob, bundle, what);
        } else {
          expectEqual(await bob.decrypt(ALICE, message), plaintext, `${what}, declared as accepted`);
        }
      }
    },
  },
  {
    name: 'jump_within_the_cap_is_followed',
    scope: 'single',
    async run(world) {
      const { bob, alice } = await meet(world, true);
      const far = world.a.profile.limits.jumpAccepted;
      for (const counter of [far, 0, far - 1, 1]) {
        const plaintext = world.plaintext();
        expectEqual(await bob.decrypt(ALICE, alice.seal(plaintext, counter)), plaintext, `message ${counter} of a chain`);
      }
    },
  },
  {
    name: 'jump_beyond_the_cap_is_refused',
    scope: 'single',
    async run(world) {
      const { bob, alice } = await meet(world, true);
      expectEqual((await bob.decrypt(ALICE, alice.seal(Buffer.alloc(3), 0))).length, 3, 'the first message');
      const before = await bob.peekSession(ALICE);
      const far = world.a.profile.limits.jumpRefused + 1;   // behind the first message, so that so many are skipped
      for (const counter of [far, far + 1, far * 4]) {
        await expectRefused(bob.decrypt(ALICE, alice.seal(world.plaintext(), counter)), `a jump to message ${counter}`);
      }
      await expectRefused(bob.decrypt(ALICE, alice.seal(world.plaintext(), 1, { fields: { 2: HUGE } })), 'the largest counter');
      expectEqual(await bob.peekSession(ALICE), before, 'a refused jump leaves the session as it was');
      const plaintext = world.plaintext();
      expectEqual(await bob.decrypt(ALICE, alice.seal(plaintext, 1)), plaintext, 'the next message');
    },
  },
  {
    name: 'missing_parts_of_a_message_are_refused',
    scope: 'single',
    run: (world) => refusesForgeries(world, [
      ['no ratchet key', { fields: { 1: undefined } }],
      ['no ciphertext', { fields: { 4: undefined } }],
      ['no base key', { wrapper: { 2: undefined } }],
      ['no identity key', { wrapper: { 3: undefined } }],
      ['no inner message', { wrapper: { 4: undefined } }],
      ['no signed prekey id', { wrapper: { 6: undefined } }],
      ['an empty ratchet key', { fields: { 1: Buffer.alloc(0) } }],
      ['a ratchet key of 32 bytes', { fields: { 1: Buffer.alloc(32, 5) } }],
      ['a ratchet key of another type', { fields: { 1: Buffer.alloc(33, 4) } }],
      ['an empty base key', { wrapper: { 2: Buffer.alloc(0) } }],
      ['a base key of 32 bytes', { wrapper: { 2: Buffer.alloc(32, 5) } }],
      ['an empty identity key', { wrapper: { 3: Buffer.alloc(0) } }],
      ['an inner message of nine bytes', { wrapper: { 4: Buffer.alloc(9, 0x33) } }],
      ['an empty inner message', { wrapper: { 4: Buffer.alloc(0) } }],
      ['an unknown signed prekey', { wrapper: { 6: 5 } }],
    ]),
  },
  {
    name: 'keyed_message_of_another_version_is_refused',
    scope: 'single',
    run: (world) => refusesForgeries(world, [0x13, 0x23, 0x44, 0x54, 0xf3].flatMap((version) =>
      /** @type {Array<[string, Forgery]>} */ ([
        [`the version ${version.toString(16)}`, { version }],
        [`the version ${version.toString(16)} within and without`, { version, wrapperVersion: version }],
      ]))),
  },
  {
    name: 'keyed_message_with_a_bad_ciphertext_is_refused',
    scope: 'single',
    run: (world) => refusesForgeries(world, [
      ['an empty ciphertext', { ciphertext: Buffer.alloc(0) }],
      ['a ciphertext of 15 bytes', { ciphertext: Buffer.alloc(15) }],
      ['a ciphertext of 17 bytes', { ciphertext: Buffer.alloc(17) }],
      ['a padding longer than a block', { padded: Buffer.alloc(48, 0x11) }],
      ['a padding of no bytes', { padded: Buffer.alloc(48) }],
      ['a padding whose bytes differ', { padded: Buffer.concat([Buffer.alloc(46), Buffer.of(1, 2)]) }],
    ]),
  },
  {
    name: 'bad_ciphertext_in_a_conversation_changes_nothing',
    scope: 'single',
    async run(world) {
      const { bob, alice } = await meet(world, false);
      await bob.decrypt(ALICE, alice.seal(world.plaintext(), 0));
      const before = await bob.peekSession(ALICE);
      await expectRefused(bob.decrypt(ALICE, alice.seal(Buffer.alloc(1), 1, { padded: Buffer.alloc(32, 0x11) })), 'bad padding');
      expectEqual(await bob.peekSession(ALICE), before, 'a message that can\'t be unpadded leaves the session as it was');
      const plaintext = world.plaintext();
      expectEqual(await bob.decrypt(ALICE, alice.seal(plaintext, 1)), plaintext, 'the genuine message with the same number');
      if ((await bob.peekSession(ALICE)) === before && before !== undefined) throw new Unexpected('a message that was read changes the session');
    },
  },
];
