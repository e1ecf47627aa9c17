// SPDX-License-Identifier: GPL-3.0-or-later
// Messages to groups by hand: sender keys as libsignal-protocol-c frames them, and inside them a padded Content
// (crypto-docs/wire-format.md).
// @ts-check
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { parseFields, protobuf } from './wire.mjs';

/** @typedef {import('./client.mjs').Client} Client */
/** @typedef {{ group: string, epoch: number, headSequence: number, headHash: string }} GroupPlace what a sender knows of the group */
/** @typedef {{ version?: number, suite?: number, sender: string, device: number, messageId: string, counter: number,
 *    sentAt: number, text: string, place: GroupPlace }} GroupContent */

const VERSION = Buffer.of(0x33);
const SIGNATURE_SIZE = 64;
const SMALLEST_BUCKET = 160;
const FIELD = { version: 1, suite: 2, sender: 3, device: 4, messageId: 7, counter: 8, sentAt: 9, text: 16, place: 32 };

/** @param {Buffer} key @param {number} byte */
const step = (key, byte) => createHmac('sha256', key).update(Buffer.of(byte)).digest();

/** @param {Buffer} chain */
function messageKey(chain) {
  const keys = Buffer.from(hkdfSync('sha256', step(chain, 1), Buffer.alloc(32), Buffer.from('WhisperGroup'), 48));
  return { iv: keys.subarray(0, 16), cipher: keys.subarray(16) };
}

/** Of somebody whose sender key the suite makes itself: their identity signs their messages.  */
export class HandMadeSender {
  /** @param {Client} owner @param {import('./random.mjs').Random} random */
  constructor(owner, random) {
    this.owner = owner;
    this.id = random.integer(1, 2 ** 30);
    this.chain = random.bytes(32);
    this.iteration = 0;
  }

  /** The distribution message, hexadecimal. */
  distribution() {
    const fields = protobuf([[1, this.id], [2, this.iteration], [3, this.chain], [4, Buffer.from(this.owner.identityKey, 'hex')]]);
    return Buffer.concat([VERSION, fields]).toString('hex');
  }

  /** @param {Buffer} plaintext @returns {Promise<string>} */
  async seal(plaintext) {
    const { iv, cipher } = messageKey(this.chain);
    const aes = createCipheriv('aes-256-cbc', cipher, iv);
    const fields = protobuf([[1, this.id], [2, this.iteration], [3, Buffer.concat([aes.update(plaintext), aes.final()])]]);
    const body = Buffer.concat([VERSION, fields]);
    this.chain = step(this.chain, 2);
    this.iteration += 1;
    return body.toString('hex') + await this.owner.sign(body);
  }
}

/** @param {Buffer} bytes @param {number} [start] */
const fieldsOf = (bytes, start = 0) => new Map(parseFields(bytes, start, bytes.length).map(({ number, value }) => [number, value]));

/** Opens a message with the key that was handed out before it. @param {string} distribution @param {string} data */
export function opened(distribution, data) {
  const key = fieldsOf(Buffer.from(distribution, 'hex'), 1);
  const whole = Buffer.from(data, 'hex');
  const body = whole.subarray(0, whole.length - SIGNATURE_SIZE);
  const message = fieldsOf(body, 1);
  if (key.get(1) !== message.get(1)) throw new Error('The message names another key.');
  let chain = /** @type {Buffer} */ (key.get(3));
  for (let at = Number(key.get(2)); at < Number(message.get(2)); at += 1) chain = step(chain, 2);
  const { iv, cipher } = messageKey(chain);
  const aes = createDecipheriv('aes-256-cbc', cipher, iv);
  return {
    version: whole[0], iteration: Number(message.get(2)), body, signature: whole.subarray(body.length).toString('hex'),
    signingKey: /** @type {Buffer} */ (key.get(4)).toString('hex'),
    plaintext: Buffer.concat([aes.update(/** @type {Buffer} */ (message.get(3))), aes.final()]),
  };
}

/** @param {Buffer} content @param {number} [bucket] */
export function padded(content, bucket = bucketFor(content.length)) {
  return Buffer.concat([content, Buffer.of(0x80), Buffer.alloc(bucket - content.length - 1)]);
}

/** @param {number} size */
export function bucketFor(size) {
  let bucket = SMALLEST_BUCKET;
  while (bucket <= size) bucket *= 2;
  return bucket;
}

/** @param {GroupContent} content */
export function contentBytes({ version = 1, suite = 2, sender, device, messageId, counter, sentAt, text, place }) {
  return protobuf([
    [FIELD.version, version], [FIELD.suite, suite], [FIELD.sender, Buffer.from(sender)], [FIELD.device, device],
    [FIELD.messageId, Buffer.from(messageId, 'hex')], [FIELD.counter, counter], [FIELD.sentAt, sentAt],
    [FIELD.text, protobuf([[1, Buffer.from(text)]])],
    [FIELD.place, protobuf([
      [1, Buffer.from(place.group, 'hex')], [2, place.epoch], [3, place.headSequence], [4, Buffer.from(place.headHash, 'hex')],
    ])],
  ]);
}

/** @param {Buffer} plaintext @returns {GroupContent & { recipient: boolean }} */
export function parseContent(plaintext) {
  const end = plaintext.lastIndexOf(0x80);
  if (end < 0 || plaintext.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('The content is not padded.');
  if (bucketFor(end) !== plaintext.length) throw new Error(`${end} bytes are padded to ${plaintext.length}.`);
  const fields = fieldsOf(plaintext.subarray(0, end));
  const bytes = (/** @type {Map<number, number | Buffer>} */ map, /** @type {number} */ number) => (
    /** @type {Buffer} */ (map.get(number) ?? Buffer.alloc(0)));
  const numberOf = (/** @type {Map<number, number | Buffer>} */ map, /** @type {number} */ number) => Number(map.get(number) ?? 0);
  const place = fieldsOf(bytes(fields, FIELD.place));
  return {
    version: numberOf(fields, FIELD.version), suite: numberOf(fields, FIELD.suite), sender: bytes(fields, FIELD.sender).toString(),
    device: numberOf(fields, FIELD.device), messageId: bytes(fields, FIELD.messageId).toString('hex'),
    counter: numberOf(fields, FIELD.counter), sentAt: numberOf(fields, FIELD.sentAt),
    text: bytes(fieldsOf(bytes(fields, FIELD.text)), 1).toString(),
    place: {
      group: bytes(place, 1).toString('hex'), epoch: numberOf(place, 2), headSequence: numberOf(place, 3),
      headHash: bytes(place, 4).toString('hex'),
    },
    recipient: fields.has(5) || fields.has(6),
  };
}
