// SPDX-License-Identifier: GPL-3.0-or-later
// A group over the sotto_group_ commands. The suite is its relay: it keeps the log and the messages, and hands them out.
// @ts-check
import { expect, expectEqual } from './expect.mjs';

/** @typedef {import('./client.mjs').Client} Client */
/** @typedef {import('./world.mjs').World} World */
/** @typedef {{ from: Client, messageId: string, counter: number, text: string, data: string }} GroupLetter */
/** @typedef {{ kind?: 'secure' | 'open', approvals?: number, approvers?: 'member' | 'admin' | 'owner' }} Founding */

export class Club {
  /** @param {World} world @param {Client} founder @param {string} id @param {string} create */
  constructor(world, founder, id, create) {
    this.world = world;
    this.id = id;
    /** @type {string[]} */
    this.entries = [create];
    /** Who is told of new entries. @type {Set<Client>} */
    this.followers = new Set([founder]);
    /** @type {Map<Client, number>} */
    this.sent = new Map();
  }

  /** @param {World} world @param {Client} founder @param {Founding} [founding] */
  static async found(world, founder, { kind = 'secure', approvals = 1, approvers = 'member' } = {}) {
    const made = await founder.call('sotto_group_create', { name: 'Chess club', kind, approvals, approvers });
    return new Club(world, founder, founder.hex(made, 'group'), founder.hex(made, 'entry'));
  }

  /** Alice in A, who founded it, Bob and Carol in B. @param {World} world */
  static async ofThree(world) {
    const { alice, bob } = await world.strangers();
    const carol = await world.client(world.b, 'carol');
    const club = await Club.found(world, alice, { approvals: 2 });
    await club.admit(bob, alice);
    await club.admit(carol, alice, bob);
    return { club, alice, bob, carol };
  }

  /** The same with everybody's keys given to everybody. @param {World} world */
  static async talking(world) {
    const there = await Club.ofThree(world);
    for (const member of [there.alice, there.bob, there.carol]) await there.club.giveKey(member);
    return there;
  }

  /** @param {Client} member @param {string} command without its prefix @param {Record<string, unknown>} [fields] */
  call(member, command, fields = {}) {
    return member.call(`sotto_group_${command}`, { group: this.id, ...fields });
  }

  /** @param {Client} member */
  state(member) {
    return this.call(member, 'state');
  }

  /** Tells a client all of the log from an entry on. @param {Client} member @param {number} [first] */
  tell(member, first = 0) {
    return this.call(member, 'extend', { first, entries: this.entries.slice(first) });
  }

  /** An entry that its author says follows; nobody is told. @param {Client} author @param {string} kind @param {Record<string, unknown>} [fields] */
  async sign(author, kind, fields = {}) {
    return author.hex(await this.call(author, 'sign', { kind, ...fields }), 'entry');
  }

  /** @param {string} entry */
  async append(entry) {
    this.entries.push(entry);
    for (const follower of this.followers) await this.tell(follower, this.entries.length - 1);
  }

  /** @param {Client} author @param {string} kind @param {Record<string, unknown>} [fields] */
  async act(author, kind, fields) {
    await this.append(await this.sign(author, kind, fields));
  }

  /** @param {Client} newcomer @param {...Client} approvers */
  async admit(newcomer, ...approvers) {
    await this.tell(newcomer);
    this.followers.add(newcomer);
    await this.act(newcomer, 'request');
    for (const approver of approvers) await this.act(approver, 'approve', { user: newcomer.name });
    await this.act(newcomer, 'join');
  }

  /** @param {Client} owner @param {Iterable<Client>} [others] */
  async giveKey(owner, others = this.followers) {
    const data = owner.hex(await this.call(owner, 'key'), 'data');
    for (const member of others) {
      if (member !== owner) await this.processKey(member, owner, data);
    }
    return data;
  }

  /** @param {Client} member @param {Client} owner @param {string} data */
  processKey(member, owner, data) {
    return this.call(member, 'process_key', { peer: owner.name, peer_device: owner.device, data });
  }

  freshId() {
    return this.world.random.bytes(16).toString('hex');
  }

  /** @param {Client} from @param {string} [text] */
  encrypt(from, text = 'Does the knight go to f3?') {
    return this.call(from, 'encrypt', { message_id: this.freshId(), text });
  }

  /** @param {Client} from @param {string} [text] @returns {Promise<GroupLetter>} */
  async write(from, text = this.world.plaintext().toString('base64')) {
    const messageId = this.freshId();
    const answer = await this.call(from, 'encrypt', { message_id: messageId, text });
    const counter = (this.sent.get(from) ?? 0) + 1;
    this.sent.set(from, counter);
    expectEqual(answer.counter, counter, 'the counter counts what a device says in the group');
    return { from, messageId, counter, text, data: from.hex(answer, 'data') };
  }

  /** @param {Client} member @param {GroupLetter} letter @param {Record<string, unknown>} [more] */
  decrypt(member, { from, messageId, data }, more = {}) {
    return this.call(member, 'decrypt', { peer: from.name, peer_device: from.device, message_id: messageId, data, ...more });
  }

  /** @param {Client} member @param {GroupLetter} letter @param {{ missing?: number, history?: string }} [expected] */
  async read(member, letter, { missing, history = 'known' } = {}) {
    const answer = await this.decrypt(member, letter);
    expectEqual(answer.text, letter.text, `${member.name} reads what ${letter.from.name} wrote`);
    expectEqual(answer.counter, letter.counter, 'the counter is the writer\'s');
    expectEqual(answer.history, history, 'how the writer\'s history stands to the reader\'s');
    expect(Number.isInteger(answer.missing) && answer.missing >= 0, 'missing is a number');
    if (missing !== undefined) expectEqual(answer.missing, missing, 'how many messages before it never came');
  }

  /** @param {Client} from @param {readonly Client[]} to @param {string} [text] */
  async say(from, to, text) {
    const letter = await this.write(from, text);
    for (const member of to) await this.read(member, letter);
    return letter;
  }
}
