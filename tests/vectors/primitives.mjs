// SPDX-License-Identifier: GPL-3.0-or-later
// What crypto-docs/protocol.md is made of, done once more without a line of the engine.
// @ts-check
import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The text of a file of crypto-docs/vectors. @param {string} name */
export const committed = (name) => readFileSync(new URL(`../../crypto-docs/vectors/${name}.json`, import.meta.url), 'utf8');
/** @param {string} name */
export const vector = (name) => JSON.parse(committed(name));
/** @param {string} hex */
export const bytes = (hex) => Buffer.from(hex, 'hex');

/** @param {number} number */
export function u32(number) {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(number);
  return out;
}

/** A number of 64 bits, big-endian. @param {number} number */
export function u64(number) {
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE(BigInt(number));
  return out;
}

/** Each part with its length in front. @param {...(string | number | Buffer)} all */
export function parts(...all) {
  return Buffer.concat(all.flatMap((part) => {
    const body = typeof part === 'number' ? u32(part) : Buffer.from(part);
    return [u32(body.length), body];
  }));
}

/** @param {...(string | Buffer)} pieces */
export const sha256 = (...pieces) => createHash('sha256').update(Buffer.concat(pieces.map((piece) => Buffer.from(piece)))).digest();

/** @param {Buffer} key @param {...Buffer} text */
export const hmac = (key, ...text) => createHmac('sha256', key).update(Buffer.concat(text)).digest();

/** Node's own takes no info of more than 1,024 bytes, and KEM keys are longer.
 *  @param {Buffer} input @param {Buffer} info @param {number} [size] @param {Buffer} [salt] */
export function hkdf(input, info, size = 32, salt = Buffer.alloc(32)) {
  const secret = hmac(salt, input);
  let [block, all] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (let n = 1; all.length < size; n += 1) {
    block = hmac(secret, block, info, Buffer.from([n]));
    all = Buffer.concat([all, block]);
  }
  return all.subarray(0, size);
}

/** Signal's HKDF for version 3. @param {Buffer} input @param {Buffer} salt @param {string} info @param {number} size */
export const whisper = (input, salt, info, size) => hkdf(input, Buffer.from(info), size, salt);

const X25519_PRIVATE = bytes('302e020100300506032b656e04220420');
const X25519_PUBLIC = bytes('302a300506032b656e032100');
const ED25519_PUBLIC = bytes('302a300506032b6570032100');

/** @param {Buffer} prefix @param {Buffer} point 32 bytes */
const publicKey = (prefix, point) => createPublicKey({ key: Buffer.concat([prefix, point]), format: 'der', type: 'spki' });

/** @param {Buffer} secret 32 bytes @param {Buffer} key 33 bytes */
export const agree = (secret, key) => diffieHellman({
  privateKey: createPrivateKey({ key: Buffer.concat([X25519_PRIVATE, secret]), format: 'der', type: 'pkcs8' }),
  publicKey: publicKey(X25519_PUBLIC, key.subarray(1)),
});

const PRIME = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** @param {bigint} base @param {bigint} exponent */
function power(base, exponent) {
  let [result, square] = [1n, base % PRIME];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/** @param {Buffer} little-endian */
const number = (little) => BigInt(`0x${Buffer.from(little).reverse().toString('hex')}`);

/** XEdDSA: the point y = (u - 1) / (u + 1) with the sign that stands in the signature, then Ed25519's equation.
 *  @param {Buffer} key 33 bytes @param {Buffer} message @param {Buffer} signature */
export function verifyXeddsa(key, message, signature) {
  if (signature.length !== 64) return false;
  const plain = Buffer.from(signature);
  const sign = plain[63] & 0x80;
  plain[63] &= 0x7f;
  if (number(plain.subarray(32)) >= ORDER) return false;
  const u = number(key.subarray(1));
  const y = ((u - 1n + PRIME) * power(u + 1n, PRIME - 2n)) % PRIME;
  const point = bytes(y.toString(16).padStart(64, '0')).reverse();
  point[31] |= sign;
  return verify(null, message, publicKey(ED25519_PUBLIC, point), plain);
}

/** A signature under a label. @param {string} label @param {Buffer} key @param {Buffer} message @param {Buffer} signature */
export const isSigned = (label, key, message, signature) =>
  verifyXeddsa(key, Buffer.concat([Buffer.from(`${label}\0`), message]), signature);

/** Field numbers to values. @param {Buffer} message @returns {Record<number, any>} */
export function protobuf(message) {
  /** @type {Record<number, any>} */
  const fields = {};
  let at = 0;
  const varint = () => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = message[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    if (tag % 8 === 0) {
      fields[tag >> 3] = varint();
    } else {
      const size = varint();
      fields[tag >> 3] = message.subarray(at, at + size);
      at += size;
    }
  }
  return fields;
}

/** Something is not as the document says: with the engine's word for it. */
export class Refused extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** @param {string} code @returns {never} */
export function refuse(code) {
  throw new Refused(code);
}

/** The word for what becomes of it. @param {() => void} read */
export function codeOf(read) {
  try {
    read();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'ok';
}

const END_OF_YEAR_9999 = 253_402_300_799_999n;

/** Bytes without a schema: numbers big-endian, texts with their length in front. What doesn't fit is malformed. */
export class Reader {
  /** @param {Buffer} whole */
  constructor(whole) {
    this.rest = whole;
  }

  /** @param {number} size */
  raw(size) {
    if (size > this.rest.length) refuse('malformed');
    const taken = this.rest.subarray(0, size);
    this.rest = this.rest.subarray(size);
    return taken;
  }

  u8 = () => this.raw(1)[0];
  u32 = () => this.raw(4).readUInt32BE();
  u64 = () => this.raw(8).readBigUInt64BE();
  bytes = () => this.raw(this.u32());

  /** A byte that is one of these, counted from 1. @template T @param {T[]} words @returns {T} */
  oneOf(words) {
    const at = this.u8();
    return at >= 1 && at <= words.length ? words[at - 1] : refuse('malformed');
  }

  /** UTF-8 without NUL. @param {number} least @param {number} most */
  text(least, most) {
    const raw = this.bytes();
    if (raw.length > most) refuse('too_large');
    if (raw.length < least || raw.includes(0)) refuse('malformed');
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      return refuse('malformed');
    }
  }

  name() {
    const text = this.bytes().toString('latin1');
    return /^[a-z](?:[_.-]?[a-z0-9])+$/.test(text) && text.length >= 3 && text.length <= 32 ? text : refuse('malformed');
  }

  time() {
    const at = this.u64();
    return at <= END_OF_YEAR_9999 ? Number(at) : refuse('malformed');
  }

  end() {
    if (this.rest.length > 0) refuse('malformed');
  }
}
