// SPDX-License-Identifier: GPL-3.0-or-later
// The suite's own parts.
// @ts-check
import assert from 'node:assert/strict';
import { createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { cases } from '../cases/index.mjs';
import { LOW_ORDER, LOW_ORDER_NON_CANONICAL, NON_CANONICAL, addGroupOrder, withTorsion } from '../lib/points.mjs';
import { agree, keyPair } from '../lib/reference.mjs';
import { Random } from '../lib/random.mjs';
import { junit, legend, matrix, totals } from '../lib/report.mjs';
import { pairings } from '../lib/suite.mjs';
import { flipped, parseFields, protobuf, regionsOf, rewrapped } from '../lib/wire.mjs';

/** Whether an agreement with this key gives zero; Node refuses exactly that. @param {string} key */
function agreesToZero(key) {
  const der = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), Buffer.from(key.slice(2), 'hex')]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  try {
    diffieHellman({ privateKey: generateKeyPairSync('x25519').privateKey, publicKey });
    return false;
  } catch {
    return true;
  }
}

test('low_order_points_are_of_low_order', () => {
  for (const { name, key } of [...LOW_ORDER, ...LOW_ORDER_NON_CANONICAL]) assert.ok(agreesToZero(key), name);
});

test('non_canonical_points_are_otherwise_sound', () => {
  for (const { name, key } of NON_CANONICAL) assert.ok(!agreesToZero(key), name);
});

test('all_points_are_different_keys_of_33_bytes', () => {
  const keys = [...LOW_ORDER, ...LOW_ORDER_NON_CANONICAL, ...NON_CANONICAL].map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
  for (const key of keys) assert.match(key, /^05[0-9a-f]{64}$/);
});

test('torsion_changes_a_key_and_no_agreement', () => {
  const random = new Random('torsion');
  for (let i = 0; i < 10; i += 1) {
    const [ours, theirs] = [keyPair(random.bytes(32)), keyPair(random.bytes(32))];
    const changed = withTorsion(theirs.public);
    assert.notDeepEqual(changed, theirs.public);
    assert.deepEqual(agree(ours.private, changed), agree(ours.private, theirs.public));
    assert.deepEqual(withTorsion(changed), theirs.public);
  }
});

test('malleated_signature_differs_and_keeps_the_sign', () => {
  const signature = '11'.repeat(32) + '02'.padEnd(62, '0') + '8f';
  const changed = addGroupOrder(signature);
  assert.ok(changed && changed !== signature);
  assert.equal(parseInt(changed.slice(-2), 16) & 0x80, 0x80);
  assert.equal(changed.slice(0, 64), signature.slice(0, 64));
});

test('same_seed_gives_the_same_choices', () => {
  const draw = (/** @type {string} */ seed) => {
    const random = new Random(seed);
    return JSON.stringify([random.bytes(5).toString('hex'), random.integer(0, 1e6), random.shuffled([1, 2, 3, 4, 5, 6, 7, 8]), random.bytes(1_000).toString('hex')]);
  };
  assert.equal(draw('one'), draw('one'));
  assert.notEqual(draw('one'), draw('other'));
});

test('every_ordered_pairing_is_run_once', () => {
  const of = (/** @type {string} */ name) => ({ name, command: name, profile: 'strict' });
  const pairs = pairings([of('a'), of('b'), of('c')]).map(([a, b]) => `${a.name}${b.name}`);
  assert.deepEqual([...pairs].sort(), ['aa', 'ab', 'ac', 'ba', 'bb', 'bc', 'ca', 'cb', 'cc']);
});

test('case_names_are_unique_and_say_what_holds', () => {
  assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
  for (const { name } of cases) assert.match(name, /^[a-z0-9_]+$/);
});

const message = {
  type: 3,
  data: Buffer.concat([Buffer.of(0x33), protobuf([
    [1, 300], [2, Buffer.alloc(33, 5)], [3, Buffer.alloc(33, 6)],
    [4, Buffer.concat([Buffer.of(0x33), protobuf([[1, Buffer.alloc(33, 7)], [2, 1], [3, 0], [4, Buffer.alloc(16)]]), Buffer.alloc(8)])],
    [5, 77], [6, 1_000_000],
  ])]).toString('hex'),
};

test('regions_cover_a_message_without_gaps', () => {
  let at = 0;
  for (const { start, end } of regionsOf(message)) {
    assert.equal(start, at);
    at = end;
  }
  assert.equal(at, message.data.length / 2);
});

test('rewrapping_changes_only_what_is_named', () => {
  assert.equal(rewrapped(message, {}).data, message.data);
  const bytes = Buffer.from(rewrapped(message, { 5: 78, 1: undefined }).data, 'hex');
  const fields = new Map(parseFields(bytes, 1, bytes.length).map(({ number, value }) => [number, value]));
  assert.equal(fields.get(5), 78);
  assert.equal(fields.has(1), false);
  assert.equal(fields.get(6), 1_000_000);
});

test('a_flipped_bit_is_one_bit', () => {
  assert.equal(flipped(flipped(message, 3, 5), 3, 5).data, message.data);
  assert.notEqual(flipped(message, 3, 5).data, message.data);
});

/** @type {import('../lib/report.mjs').Result[]} */
const results = [
  { case: 'one', pairing: 'a→a', outcome: 'passed', ms: 1, deviations: [], seed: 's' },
  { case: 'two', pairing: 'a→a', outcome: 'failed', ms: 1, message: '"<&>\u0001', deviations: [], seed: 's' },
  { case: 'three', pairing: 'a→a', outcome: 'not_offered', ms: 1, message: 'x is not offered by a', deviations: [], seed: 's' },
  { case: 'one', pairing: 'a→b', outcome: 'not_applicable', ms: 0, deviations: [], seed: 's' },
  { case: 'two', pairing: 'a→b', outcome: 'passed', ms: 1, deviations: ['b: lax – because'], seed: 's' },
];

test('not_offered_is_skipped_in_junit_and_counted_apart', () => {
  assert.deepEqual(totals(results), { passed: 2, failed: 1, notOffered: 1 });
  const xml = junit(results);
  assert.match(xml, /<testsuite name="conformance a→a" tests="3" failures="1" errors="0" skipped="1"/);
  assert.match(xml, /<skipped message="not offered: x is not offered by a"\/>/);
  assert.match(xml, /&quot;&lt;&amp;&gt;\?/);
  assert.match(xml, /seed s/);
  assert.doesNotMatch(xml, /a→b[^]*name="one"/, 'what does not apply is no test');
});

test('matrix_has_a_row_for_each_case_and_a_column_for_each_pairing', () => {
  const lines = matrix(results).trimEnd().split('\n');
  assert.equal(lines.length, 2 + 3);
  assert.match(lines[0], /case +a→a +a→b/);
  assert.match(lines[2], /one +ok +·/);
  assert.match(lines[3], /two +FAIL +ok\*/);
  assert.match(lines[4], /three +n\/o/);
  assert.match(legend(results), /b: lax – because/);
});
