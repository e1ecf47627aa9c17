// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles that a relay or a peer made up: refused, and nothing changed.
// @ts-check
import { expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';
import { CONSTANT_SIGNATURES, LOW_ORDER, LOW_ORDER_NON_CANONICAL, NON_CANONICAL } from '../lib/points.mjs';

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/client.mjs').Client} Client */
/** @typedef {import('../lib/client.mjs').Bundle} Bundle */
/** @typedef {{ what: string, bundle: Record<string, unknown>, codes?: string[] }} Forgery */

/** Alice refuses each: as a stranger, who then has no session and trusts the genuine Bob; and in a conversation, which
 *  goes on. @param {World} world @param {(bob: Client) => Promise<Forgery[]>} forge */
async function refusesAll(world, forge) {
  const { alice: stranger, bob } = await world.strangers();
  const friend = await world.client(world.a, 'alice');
  await friend.processBundle(bob, await bob.bundle({ oneTime: true }));
  await world.say(friend, bob);
  await world.say(bob, friend);
  const before = await friend.peekSession(bob);
  for (const { what, bundle, codes } of await forge(bob)) {
    await expectRefused(stranger.processBundle(bob, bundle), `a bundle with ${what}`, codes);
    await expectRefused(stranger.encrypt(bob, world.plaintext()), `encrypting after a bundle with ${what}`, ['no_session']);
    await expectRefused(friend.processBundle(bob, bundle), `a bundle with ${what}, from a friend`);
    expectEqual(await friend.peekSession(bob), before, `a bundle with ${what} leaves the session as it was`);
  }
  await world.say(friend, bob);
  const newcomer = await world.client(world.b, 'bob');   // the stranger has trusted nobody under this name yet
  await stranger.processBundle(newcomer, await newcomer.bundle({ oneTime: true }));
  await world.say(stranger, newcomer);
}

/** @param {Bundle} bundle @param {string[]} fields */
function without(bundle, fields) {
  return Object.fromEntries(Object.entries(bundle).filter(([field]) => !fields.includes(field)));
}

/** Signed by Bob himself, so that nothing but the key can be wrong. @param {Client} bob @param {Bundle} bundle @param {string} key */
async function withSignedPrekey(bob, bundle, key) {
  return { ...bundle, signed_prekey: key, signed_prekey_signature: await bob.sign(Buffer.from(key, 'hex')) };
}

/** @param {World} world @param {readonly { name: string, key: string }[]} points
 *  @param {import('../lib/profiles.mjs').CapabilityName} capability @param {(bob: Client, bundle: Bundle, key: string) => Promise<Record<string, unknown>>} forge
 *  @param {string} slot */
async function refusesPoints(world, points, capability, forge, slot) {
  const codes = ['low_order_key', 'invalid_key'];
  if (world.has(world.a, capability)) {
    await refusesAll(world, async (bob) => {
      const bundle = await bob.bundle({ oneTime: true });
      const forgeries = [];
      for (const { name, key } of points) forgeries.push({ what: `${name} as ${slot}`, bundle: await forge(bob, bundle, key), codes });
      return forgeries;
    });
    return;
  }
  for (const { name, key } of points) {
    const { alice, bob } = await world.strangers();
    const bundle = await forge(bob, await bob.bundle({ oneTime: true }), key);
    expectEqual((await refusalOf(alice.processBundle(bob, bundle)))?.message, undefined, `${name} as ${slot}, declared as accepted`);
  }
}

/** @type {Array<[string, readonly { name: string, key: string }[], import('../lib/profiles.mjs').CapabilityName]>} */
const POINT_SETS = [
  ['low_order_points', LOW_ORDER, 'refuses_low_order_keys'],
  ['low_order_points_in_disguise', LOW_ORDER_NON_CANONICAL, 'refuses_low_order_keys'],
  ['non_canonical_points', NON_CANONICAL, 'refuses_non_canonical_keys'],
];

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'bundle_with_a_bad_signature_is_refused',
    scope: 'pair',
    run: (world) => refusesAll(world, async (bob) => {
      const bundle = await bob.bundle({ oneTime: true });
      const genuine = bundle.signed_prekey_signature;
      const signature = (/** @type {string} */ what, /** @type {string} */ value) =>
        ({ what, bundle: { ...bundle, signed_prekey_signature: value } });
      const damaged = Buffer.from(genuine, 'hex');
      damaged[world.random.integer(0, 62)] ^= 1 << world.random.integer(0, 7);
      const stranger = await world.client(world.b, 'stranger');
      return [
        { what: 'no signature', bundle: without(bundle, ['signed_prekey_signature']) },
        signature('an empty signature', ''),
        signature('a signature of one byte', genuine.slice(0, 2)),
        signature('a signature of 63 bytes', genuine.slice(0, 126)),
        signature('a signature of 65 bytes', `${genuine}00`),
        signature('a signature of zeros', '00'.repeat(64)),
        signature('a damaged signature', damaged.toString('hex')),
        signature('a signature of somebody else', await stranger.sign(Buffer.from(bundle.signed_prekey, 'hex'))),
        signature('a signature over another key', await bob.sign(Buffer.from(bundle.prekey ?? '', 'hex'))),
        signature('a signature over the key without its type', await bob.sign(Buffer.from(bundle.signed_prekey, 'hex').subarray(1))),
      ];
    }),
  },
  {
    name: 'bundle_with_a_malformed_key_is_refused',
    scope: 'pair',
    run: (world) => refusesAll(world, async (bob) => {
      const bundle = await bob.bundle({ oneTime: true });
      const forgeries = [];
      for (const slot of ['identity_key', 'signed_prekey', 'prekey']) {
        const genuine = String(bundle[slot]);
        /** @type {Array<[string, string]>} */
        const keys = [
          ['no bytes', ''], ['the type alone', '05'], ['32 bytes', genuine.slice(2)], ['31 bytes after its type', genuine.slice(0, 64)],
          ['the type 4', `04${genuine.slice(2)}`], ['the type 0', `00${genuine.slice(2)}`], ['the type 0x85', `85${genuine.slice(2)}`],
        ];
        for (const [what, key] of keys) {
          const forged = slot === 'signed_prekey' ? await withSignedPrekey(bob, bundle, key) : { ...bundle, [slot]: key };
          forgeries.push({ what: `${what} as ${slot}`, bundle: forged });
        }
        forgeries.push({ what: `no ${slot}`, bundle: without(bundle, [slot]) });
      }
      return forgeries;
    }),
  },
  ...POINT_SETS.flatMap(([what, points, capability]) => /** @type {import('../lib/suite.mjs').Case[]} */ ([
    {
      name: `${what}_as_signed_prekey`,
      scope: 'pair',
      run: (world) => refusesPoints(world, points, capability, withSignedPrekey, 'signed prekey'),
    },
    {
      name: `${what}_as_one_time_prekey`,
      scope: 'pair',
      run: (world) => refusesPoints(world, points, capability, async (_, bundle, key) => ({ ...bundle, prekey: key }), 'one-time prekey'),
    },
  ])),
  {
    name: 'bad_points_as_identity_key',
    scope: 'pair',
    run: (world) => refusesAll(world, async (bob) => {
      const bundle = await bob.bundle({ oneTime: true });
      const points = [...LOW_ORDER, ...LOW_ORDER_NON_CANONICAL, ...NON_CANONICAL];
      return points.map(({ name, key }) => ({ what: `${name} as identity key`, bundle: { ...bundle, identity_key: key } }));
    }),
  },
  {
    name: 'low_order_identity_with_a_constant_signature',
    scope: 'pair',
    async run(world) {
      const strict = world.has(world.a, 'refuses_low_order_signing_keys');
      const { bob } = await world.strangers();
      let accepted = 0;
      for (let i = 0; i < 12; i += 1) {
        const alice = await world.client(world.a, 'alice');
        const bundle = { ...await bob.bundle({ oneTime: true }), identity_key: LOW_ORDER[0].key };
        for (const signature of CONSTANT_SIGNATURES) {
          if (!await refusalOf(alice.processBundle(bob, { ...bundle, signed_prekey_signature: signature }))) accepted += 1;
        }
      }
      expectEqual(accepted > 0, !strict, 'an identity of order 2, for which nobody needs a private key, is accepted');
    },
  },
];
