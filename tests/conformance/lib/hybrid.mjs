// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation over the sotto_ commands: ids and counters are kept here, as a client keeps them.
// @ts-check
import { expectEqual } from './expect.mjs';

/** @typedef {import('./client.mjs').Client} Client */
/** @typedef {import('./client.mjs').Message} Message */
/** @typedef {import('./world.mjs').World} World */
/** @typedef {'alice' | 'bob'} Side */
/** @typedef {{ from: Side, messageId: string, counter: number, plaintext: Buffer, message: Message }} HybridLetter */

export class HybridConversation {
  /** @param {World} world @param {Client} alice @param {Client} bob */
  constructor(world, alice, bob) {
    this.world = world;
    this.alice = alice;
    this.bob = bob;
    /** @type {Record<Side, number>} */
    this.sent = { alice: 0, bob: 0 };
  }

  /** Alice has processed Bob's bundle. @param {World} world @param {{ oneTime?: boolean }} [options] */
  static async begin(world, { oneTime = true } = {}) {
    const { alice, bob } = await world.strangers();
    const { id_: _, ...bundle } = await bob.call('sotto_bundle', { one_time: oneTime });
    await alice.call('sotto_process_bundle', { peer: bob.name, peer_device: bob.device, bundle });
    return new HybridConversation(world, alice, bob);
  }

  /** @param {Side} from @param {Buffer} [plaintext] @returns {Promise<HybridLetter>} */
  async write(from, plaintext = this.world.plaintext()) {
    const [writer, reader] = from === 'alice' ? [this.alice, this.bob] : [this.bob, this.alice];
    const messageId = this.world.random.bytes(16).toString('hex');
    const answer = await writer.call('sotto_encrypt', {
      peer: reader.name, peer_device: reader.device, message_id: messageId, plaintext: plaintext.toString('hex'),
    });
    this.sent[from] += 1;
    expectEqual(answer.counter, this.sent[from], 'the counter counts the messages');
    return { from, messageId, counter: answer.counter, plaintext, message: { type: answer.type, data: writer.hex(answer, 'data') } };
  }

  /** @param {HybridLetter} letter @param {Record<string, unknown>} [more] */
  decrypt({ from, messageId, message }, more = {}) {
    const [writer, reader] = from === 'alice' ? [this.alice, this.bob] : [this.bob, this.alice];
    return reader.call('sotto_decrypt', {
      peer: writer.name, peer_device: writer.device, message_id: messageId, type: message.type, data: message.data, ...more,
    });
  }

  /** Whom this side writes to. @param {Side} side */
  peerOf(side) {
    const peer = side === 'alice' ? this.bob : this.alice;
    return { peer: peer.name, peer_device: peer.device };
  }

  /** The whole session as the driver keeps it. @param {Side} side */
  async record(side) {
    const owner = side === 'alice' ? this.alice : this.bob;
    return owner.hex(await owner.call('sotto_get_session', this.peerOf(side)), 'record');
  }

  /** @param {HybridLetter} letter */
  async read(letter) {
    const answer = await this.decrypt(letter);
    expectEqual(answer.plaintext, letter.plaintext.toString('hex'), 'the content is what was written');
    expectEqual(answer.counter, letter.counter, 'the counter is the writer\'s');
  }

  /** @param {Side} from @param {Buffer} [plaintext] @returns {Promise<Message>} */
  async say(from, plaintext) {
    const letter = await this.write(from, plaintext);
    await this.read(letter);
    return letter.message;
  }
}
