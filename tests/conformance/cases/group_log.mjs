// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of groups: what an entry is made of, which ones hold, and what a log amounts to.
// @ts-check
import { readFileSync } from 'node:fs';
import { Club } from '../lib/club.mjs';
import { expect, expectEqual, expectRefused } from '../lib/expect.mjs';
import { NOWHERE, counted, hashOf, parsed, signedBy, signedText, spoilt, u32, u64, u8, unsigned } from '../lib/group_log.mjs';

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/client.mjs').Client} Client */
/** @typedef {import('../lib/group_log.mjs').Entry} Entry */
/** @typedef {{ name: string, group: string, entries: string[], refused?: string, state?: Record<string, unknown> }} Vector */

const [SECURE, MEMBER, ADMIN] = [1, 1, 2];
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;
const NONCE_SIZE = 16;

/** @returns {Vector[]} */
const vectors = () => JSON.parse(readFileSync(new URL('../../../crypto-docs/vectors/group.json', import.meta.url), 'utf8')).logs;

/** With its keys in order, so that two can be compared as text. @param {unknown} value @returns {unknown} */
function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]));
}

/** @param {Record<string, unknown>} answer @param {unknown} wanted @param {string} what */
function expectState({ id_: _, ...answer }, wanted, what) {
  expectEqual(JSON.stringify(ordered(answer)), JSON.stringify(ordered(wanted)), what);
}

/** Entries that the suite makes and its clients only sign, and a client that follows them. */
class HandMadeLog {
  /** @param {Client} judge @param {string} create @param {Entry} first */
  constructor(judge, create, first) {
    this.judge = judge;
    this.id = hashOf(unsigned(first));
    this.entries = [create];
    this.last = first;
    this.epoch = 1;
  }

  /** @param {World} world @param {Client} founder */
  static async begin(world, founder) {
    const body = Buffer.concat([
      u8(SECURE), counted('By hand'), policy(1, 1, MEMBER), Buffer.from(founder.identityKey, 'hex'), world.random.bytes(NONCE_SIZE),
    ]);
    const first = { kind: 'create', group: NOWHERE, sequence: 0, previous: NOWHERE, epoch: 0, at: Date.now(), author: founder.name, body };
    const log = new HandMadeLog(await world.client(world.b, 'judge'), await signedBy(founder, first), first);
    await log.extend(0, log.entries);
    return log;
  }

  /** @param {number} first @param {string[]} entries */
  extend(first, entries) {
    return this.judge.call('sotto_group_extend', { group: this.id.toString('hex'), first, entries });
  }

  /** What follows, if it is signed. @param {Client} author @param {string} kind @param {Buffer} [body] @returns {Entry} */
  next(author, kind, body = Buffer.alloc(0)) {
    return {
      kind, group: this.id, sequence: this.last.sequence + 1, previous: hashOf(unsigned(this.last)), epoch: this.epoch, at: this.last.at,
      author: author.name, body,
    };
  }

  /** @param {string} entry */
  try(entry) {
    return this.extend(this.entries.length, [entry]);
  }

  /** @param {Client} author @param {string} kind @param {Buffer} [body] */
  async add(author, kind, body) {
    const next = this.next(author, kind, body);
    const entry = await signedBy(author, next);
    const state = await this.try(entry);
    this.entries.push(entry);
    this.last = next;
    this.epoch = state.epoch;
    return state;
  }

  /** @param {Client} newcomer @param {Client} approver @param {Buffer} nonce */
  async admit(newcomer, approver, nonce) {
    const party = Buffer.concat([Buffer.from(newcomer.identityKey, 'hex'), nonce]);
    await this.add(newcomer, 'request', party);
    await this.add(approver, 'approve', Buffer.concat([counted(newcomer.name), party, u64(this.last.at + WEEK_MS)]));
    return this.add(newcomer, 'join', party);
  }
}

/** @param {number} version @param {number} approvals @param {number} approvers */
const policy = (version, approvals, approvers) => Buffer.concat([u32(version), u32(approvals), u8(approvers)]);

/** Entries of every kind, each with what its body should be. @param {Club} club @param {{ alice: Client, bob: Client, carol: Client }} people */
async function everyKind(club, { alice, bob, carol }) {
  /** @type {Array<[Client, string, Record<string, unknown>, Buffer]>} */
  const acts = [
    [alice, 'rename', { name: 'Клуб' }, counted('Клуб')],
    [alice, 'picture', { picture: '010203' }, counted(Buffer.of(1, 2, 3))],
    [alice, 'role', { user: bob.name, role: 'admin' }, Buffer.concat([counted(bob.name), u8(ADMIN)])],
    [alice, 'policy', { approvals: 1, approvers: 'admin' }, policy(2, 1, ADMIN)],
    [bob, 'remove', { user: carol.name }, counted(carol.name)],
    [alice, 'leave', {}, Buffer.alloc(0)],
  ];
  /** @type {Map<number, Buffer>} */
  const bodies = new Map();
  for (const [author, kind, fields, body] of acts) {
    bodies.set(club.entries.length, body);
    await club.act(author, kind, fields);
  }
  return bodies;
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'sotto_group_logs_amount_to_their_states',
    scope: 'single',
    async run(world) {
      for (const { name, group, entries, state } of vectors().filter((one) => one.state)) {
        const reader = await world.client(world.a, 'reader');
        expectState(await reader.call('sotto_group_extend', { group, first: 0, entries }), state, `the state of "${name}"`);
        await reader.restart();
        expectState(await reader.call('sotto_group_state', { group }), state, `the state of "${name}" after a restart`);
      }
    },
  },
  {
    name: 'sotto_group_logs_that_do_not_hold_are_refused',
    scope: 'single',
    async run(world) {
      const reader = await world.client(world.a, 'reader');
      for (const { name, group, entries, refused } of vectors().filter((one) => one.refused)) {
        await expectRefused(reader.call('sotto_group_extend', { group, first: 0, entries }), `"${name}"`, [String(refused)]);
      }
    },
  },
  {
    name: 'sotto_group_entries_are_made_by_the_specification',
    scope: 'pair',
    async run(world) {
      const { club, ...people } = await Club.ofThree(world);
      const bodies = await everyKind(club, people);
      const identities = new Map(Object.values(people).map(({ name, identityKey }) => [name, identityKey]));
      let [previous, at] = [NOWHERE, 0];
      for (const [sequence, hex] of club.entries.entries()) {
        const { entry, bytes, signature } = parsed(hex);
        const what = `the entry ${sequence}, ${entry.kind}`;
        expectEqual(unsigned(entry), bytes, `${what} is spelt as it should be`);
        expectEqual(entry.sequence, sequence, `the place of ${what}`);
        expectEqual(entry.group.toString('hex'), sequence === 0 ? NOWHERE.toString('hex') : club.id, `the group of ${what}`);
        expectEqual(entry.previous, previous, `what comes before ${what}`);
        expect(entry.at >= at && entry.at <= Date.now() + WEEK_MS, `the time of ${what}`);
        if (bodies.has(sequence)) expectEqual(entry.body, bodies.get(sequence), `the body of ${what}`);
        const key = String(identities.get(entry.author));
        expectEqual(await people.bob.verify(key, signedText(entry.kind, bytes), signature), true, `the signature of ${what}`);
        [previous, at] = [hashOf(bytes), entry.at];
      }
      expectEqual(hashOf(parsed(club.entries[0]).bytes).toString('hex'), club.id, 'the group\'s id is the hash of its first entry');
    },
  },
  {
    name: 'sotto_group_entries_made_by_hand_hold',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const log = await HandMadeLog.begin(world, alice);
      const joined = await log.admit(bob, alice, world.random.bytes(NONCE_SIZE));
      expectEqual(joined.epoch, 2, 'the epoch after a join');
      expectEqual(joined.members.map((/** @type {any} */ one) => `${one.name} ${one.role}`).join(), 'alice owner,bob member', 'the members');
      expectEqual(joined.members[1].identity, bob.identityKey, 'the newcomer\'s identity');
      expectEqual(joined.head_hash, hashOf(unsigned(log.last)).toString('hex'), 'the head');
      expectEqual((await log.add(alice, 'rename', counted('Another name'))).name, 'Another name', 'the name');
      expectEqual((await log.add(alice, 'remove', counted(bob.name))).epoch, 3, 'the epoch after a removal');
    },
  },
  {
    name: 'sotto_group_entries_that_do_not_hold_are_refused',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.strangers();
      const carol = await world.client(world.a, 'carol');
      const log = await HandMadeLog.begin(world, alice);
      await log.admit(bob, alice, world.random.bytes(NONCE_SIZE));
      const next = log.next(alice, 'rename', counted('Another name'));
      /** @type {Array<[string, string, string]>} */
      const bad = [
        ['of another group', await signedBy(alice, { ...next, group: spoilt(next.group) }), 'context_mismatch'],
        ['in a place that is taken', await signedBy(alice, { ...next, sequence: next.sequence - 1 }), 'stale_state'],
        ['that leaves a gap', await signedBy(alice, { ...next, sequence: next.sequence + 1 }), 'invalid_state'],
        ['after another one', await signedBy(alice, { ...next, previous: spoilt(next.previous) }), 'forked_log'],
        ['of an earlier epoch', await signedBy(alice, { ...next, epoch: next.epoch - 1 }), 'stale_state'],
        ['of an earlier time', await signedBy(alice, { ...next, at: next.at - 1 }), 'malformed'],
        ['of somebody who is no member', await signedBy(carol, log.next(carol, 'rename', next.body)), 'not_permitted'],
        ['of somebody who may not do this', await signedBy(bob, log.next(bob, 'rename', next.body)), 'not_permitted'],
        ['that somebody else has signed', await signedBy(bob, next), 'invalid_signature'],
        ['under the label of another kind', await signedBy(alice, next, 'picture'), 'invalid_signature'],
        ['with something behind it', `${await signedBy(alice, next)}00`, 'malformed'],
      ];
      for (const [why, entry, code] of bad) await expectRefused(log.try(entry), `an entry ${why}`, [code]);
      await log.add(alice, 'rename', next.body);
    },
  },
  {
    name: 'sotto_group_history_only_grows',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.ofThree(world);
      club.followers.delete(bob);
      const elsewhere = await club.sign(alice, 'rename', { name: 'Elsewhere' });
      await club.act(alice, 'rename', { name: 'Here' });
      await club.act(alice, 'picture', { picture: '00' });
      const size = club.entries.length;
      await expectRefused(club.tell(bob, size - 1), 'a page that leaves a gap', ['invalid_state']);
      await club.tell(bob, size - 4);
      await club.call(bob, 'extend', { first: 0, entries: club.entries.slice(0, 2) });
      await expectRefused(club.call(bob, 'extend', { first: size - 2, entries: [elsewhere] }), 'another history', ['forked_log']);
      await bob.restart();
      expectState(await club.state(bob), await club.state(alice).then(({ id_: _, ...state }) => state), 'what both know');
    },
  },
  {
    name: 'sotto_group_entry_is_not_signed_in_vain',
    scope: 'pair',
    async run(world) {
      const { club, alice, bob } = await Club.ofThree(world);
      const dave = await world.client(world.a, 'dave');
      await expectRefused(dave.call('sotto_group_sign', { group: club.id, kind: 'request' }), 'an entry for a group that is unknown', ['not_found']);
      await club.tell(dave);
      club.followers.add(dave);
      await expectRefused(club.sign(dave, 'join'), 'a join without a request', ['not_found']);
      await club.act(dave, 'request');
      await expectRefused(club.sign(dave, 'join'), 'a join without approvals', ['not_approved']);
      await club.act(alice, 'approve', { user: dave.name });
      await expectRefused(club.sign(dave, 'join'), 'a join with one approval of two', ['not_approved']);
      await expectRefused(club.sign(dave, 'approve', { user: dave.name }), 'a newcomer\'s approval of themselves', ['not_permitted']);
      await expectRefused(club.sign(bob, 'remove', { user: alice.name }), 'a member\'s removal of the owner', ['not_permitted']);
      const twin = await world.client(world.a, 'dave');
      await bob.processBundle(twin, await twin.bundle({ oneTime: true }));
      await expectRefused(club.sign(bob, 'approve', { user: dave.name }), 'a newcomer whom one knows under another key', ['untrusted_identity']);
    },
  },
];
