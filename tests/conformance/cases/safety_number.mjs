// SPDX-License-Identifier: GPL-3.0-or-later
// Safety numbers: both see the same 60 digits, and they are the digits that the suite computes itself. Signal's first, then
// those of Sotto's clients, which say what they are for, with the QR code beside them.
// @ts-check
import { expect, expectEqual, expectRefused } from '../lib/expect.mjs';
import { fingerprint, labelledSafetyNumber, safetyCode, safetyNumber } from '../lib/reference.mjs';
import { parseFields } from '../lib/wire.mjs';

const ITERATIONS = [1024, 5200];
const VERSIONS = [0, 1];

/** @param {string} scannable */
function parseScannable(scannable) {
  const bytes = Buffer.from(scannable, 'hex');
  const fields = new Map(parseFields(bytes, 0, bytes.length).map(({ number, value }) => [number, value]));
  return { version: fields.get(1), local: bytesOf(fields.get(2)), remote: bytesOf(fields.get(3)) };
}

/** @param {number | Buffer | undefined} value */
function bytesOf(value) {
  expect(Buffer.isBuffer(value), 'the scannable form has both halves');
  return value;
}

/** Both sides' numbers. @param {import('../lib/world.mjs').World} world @param {number} version @param {number} iterations */
async function numbers(world, version, iterations) {
  const { alice, bob } = await world.strangers();
  const [local, remote] = ['alice', 'bob'];
  return {
    alice, bob,
    ofAlice: await alice.fingerprint({ version, iterations, local, remote, remoteKey: bob.identityKey }),
    ofBob: await bob.fingerprint({ version, iterations, local: remote, remote: local, remoteKey: alice.identityKey }),
  };
}

/** @param {string} name @param {import('../lib/client.mjs').Client} client @returns {[string, string]} */
const named = (name, { identityKey }) => [name, identityKey];

/** What a client of Sotto's shows. @param {import('../lib/client.mjs').Client} own @param {string} local @param {string} remote
 *  @param {string} remoteKey */
async function shown(own, local, remote, remoteKey) {
  const { display, scannable } = await own.call('sotto_fingerprint', { local_id: local, remote_id: remote, remote_key: remoteKey });
  return { display, scannable };
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  ...VERSIONS.flatMap((version) => ITERATIONS.map((iterations) => /** @type {import('../lib/suite.mjs').Case} */ ({
    name: `safety_numbers_are_equal_version_${version}_iterations_${iterations}`,
    scope: 'pair',
    async run(world) {
      const { alice, bob, ofAlice, ofBob } = await numbers(world, version, iterations);
      expect(/^[0-9]{60}$/.test(ofAlice.display), `a safety number has 60 digits, got ${ofAlice.display}`);
      expectEqual(ofBob.display, ofAlice.display, 'both see the same number');
      const wanted = safetyNumber(iterations, ['alice', alice.identityKey], ['bob', bob.identityKey]);
      expectEqual(ofAlice.display, wanted, 'the number is the one that the specification gives');
    },
  }))),
  {
    name: 'scannable_safety_numbers_mirror_each_other',
    scope: 'pair',
    async run(world) {
      const { alice, ofAlice, ofBob } = await numbers(world, 1, 5200);
      const [a, b] = [parseScannable(ofAlice.scannable), parseScannable(ofBob.scannable)];
      expectEqual(a.version, 1, 'the scannable form says its version');
      expectEqual(b.version, 1, 'the scannable form says its version');
      expectEqual(a.local, b.remote, 'what Alice shows of herself is what Bob expects of her');
      expectEqual(a.remote, b.local, 'what Bob shows of himself is what Alice expects of him');
      const wanted = fingerprint(5200, 'alice', alice.identityKey).subarray(0, 32);
      expectEqual(parseFields(a.local, 0, a.local.length)[0].value, wanted, 'Alice\'s own half is the one of the specification');
    },
  },
  {
    name: 'safety_number_changes_with_each_input',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const carol = await world.client(world.b, 'carol');
      const base = { version: 1, iterations: 1024, local: 'alice', remote: 'bob', remoteKey: bob.identityKey };
      const variants = [
        base, { ...base, remoteKey: carol.identityKey }, { ...base, remote: 'carol' }, { ...base, local: 'alicf' },
        { ...base, iterations: 1025 },
      ];
      const displays = [];
      for (const variant of variants) displays.push((await alice.fingerprint(variant)).display);
      expectEqual(new Set(displays).size, variants.length, 'each input changes the number');
      expectEqual((await alice.fingerprint(base)).display, displays[0], 'the number is the same each time');
    },
  },
  {
    name: 'sotto_safety_numbers_are_equal',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const ofAlice = await shown(alice, 'alice', 'bob', bob.identityKey);
      expectEqual((await shown(bob, 'bob', 'alice', alice.identityKey)).display, ofAlice.display, 'both see the same number');
      const [a, b] = [named('alice', alice), named('bob', bob)];
      expectEqual(ofAlice.display, labelledSafetyNumber(a, b), 'the number is the one that the specification gives');
      const signal = await alice.fingerprint({ version: 1, iterations: 5200, local: 'alice', remote: 'bob', remoteKey: bob.identityKey });
      expect(signal.display !== ofAlice.display, 'digits without a label are no safety number');
    },
  },
  {
    name: 'sotto_safety_codes_mirror_each_other',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const [a, b] = [named('alice', alice), named('bob', bob)];
      expectEqual((await shown(alice, 'alice', 'bob', bob.identityKey)).scannable, safetyCode(a, b), 'Alice shows herself first');
      expectEqual((await shown(bob, 'bob', 'alice', alice.identityKey)).scannable, safetyCode(b, a), 'Bob shows himself first');
    },
  },
  {
    name: 'sotto_safety_number_changes_with_each_input',
    scope: 'single',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const carol = await world.client(world.a, 'carol');
      const all = [
        await shown(alice, 'alice', 'bob', bob.identityKey), await shown(alice, 'alice', 'bob', carol.identityKey),
        await shown(alice, 'alice', 'carol', bob.identityKey), await shown(alice, 'alicf', 'bob', bob.identityKey),
        await shown(carol, 'alice', 'bob', bob.identityKey),
      ];
      expectEqual(new Set(all.map(({ display }) => display)).size, all.length, 'each input changes the number');
      expectEqual(new Set(all.map(({ scannable }) => scannable)).size, all.length, 'each input changes the code');
      for (const name of ['', 'Bob Miller', 'b', '4bob']) {
        await expectRefused(shown(alice, 'alice', name, bob.identityKey), `a number of "${name}", who is no user`);
      }
    },
  },
];
