// SPDX-License-Identifier: GPL-3.0-or-later
// The suite's own, small reading of Signal's specifications: what it computes, no implementation under test has made.
// @ts-check
import {
  createCipheriv, createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync,
} from 'node:crypto';
import { parseFields, protobuf } from './wire.mjs';

const FINGERPRINT_VERSION = Buffer.from([0, 0]);
const DIGITS_EACH = 30;
const LABELLED_ROUNDS = 5_200;

/** One person's fingerprint, 64 bytes. @param {number} iterations @param {string} id @param {string} key 33 bytes */
export function fingerprint(iterations, id, key) {
  const publicKey = Buffer.from(key, 'hex');
  let hash = Buffer.concat([FINGERPRINT_VERSION, publicKey, Buffer.from(id)]);
  for (let i = 0; i < iterations; i += 1) hash = createHash('sha512').update(hash).update(publicKey).digest();
  return hash;
}

/** One person's half of the number: 30 digits. @param {number} iterations @param {string} id @param {string} key 33 bytes */
function half(iterations, id, key) {
  return digitsOf(fingerprint(iterations, id, key));
}

/** @param {Buffer} hash */
function digitsOf(hash) {
  let digits = '';
  for (let at = 0; digits.length < DIGITS_EACH; at += 5) {
    digits += String(hash.readUIntBE(at, 5) % 100_000).padStart(5, '0');
  }
  return digits;
}

/** @param {number} iterations @param {[string, string]} one id and key @param {[string, string]} other */
export function safetyNumber(iterations, one, other) {
  return [half(iterations, ...one), half(iterations, ...other)].sort().join('');
}

/** Each part with its length in front. @param {...(string | Buffer)} all */
function parts(...all) {
  return Buffer.concat(all.flatMap((part) => {
    const body = Buffer.from(part);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(body.length);
    return [size, body];
  }));
}

/** One user's half of what Sotto's clients show. @param {string} user @param {Buffer} key */
function labelledHalf(user, key) {
  let hash = createHash('sha512').update(parts('sotto/v1/safety-number', user, key)).digest();
  for (let round = 0; round < LABELLED_ROUNDS; round += 1) hash = createHash('sha512').update(hash).update(key).digest();
  return digitsOf(hash);
}

/** What Sotto's clients show. @param {[string, string]} one name and key @param {[string, string]} other */
export function labelledSafetyNumber(one, other) {
  return [one, other].map(([user, key]) => labelledHalf(user, Buffer.from(key, 'hex'))).sort().join('');
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What one of Sotto's clients shows as a QR code. @param {[string, string]} own name and key @param {[string, string]} other */
export function safetyCode(own, other) {
  const hash = (/** @type {string} */ label, /** @type {(string | Buffer)[]} */ ...of) =>
    createHash('sha256').update(parts(`sotto/v1/safety-code/${label}`, ...of)).digest();
  const party = (/** @type {[string, string]} */ [user, key]) => hash('party', user, Buffer.from(key, 'hex'));
  const body = Buffer.concat([Buffer.of(1), hash('users', own[0], other[0]).subarray(0, 16), party(own), party(other)]);
  const bits = [...body, ...hash('check', body).subarray(0, 4)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return `SOTTO:${(bits.match(/.{5}/g) ?? []).map((five) => BASE32[parseInt(five, 2)]).join('')}`;
}

// Curve25519 of Node's own crypto library, with raw keys.

const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');
const KEY_TYPE = Buffer.of(5);

/** @typedef {{ public: Buffer, private: Buffer }} KeyPair the public half with its type, 33 bytes; the private one 32 */

/** @param {Buffer} privateKey @returns {KeyPair} */
export function keyPair(privateKey) {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, privateKey]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { private: privateKey, public: Buffer.concat([KEY_TYPE, spki.subarray(SPKI.length)]) };
}

/** The agreement; zeros for a point of low order, as an implementation without a check has them.
 *  @param {Buffer} privateKey @param {Buffer} publicKey 33 bytes */
export function agree(privateKey, publicKey) {
  try {
    return diffieHellman({
      privateKey: createPrivateKey({ key: Buffer.concat([PKCS8, privateKey]), format: 'der', type: 'pkcs8' }),
      publicKey: createPublicKey({ key: Buffer.concat([SPKI, publicKey.subarray(1)]), format: 'der', type: 'spki' }),
    });
  } catch {
    return Buffer.alloc(32);
  }
}

/** @param {Buffer} key @param {...Buffer} parts */
function hmac(key, ...parts) {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** @param {Buffer} secret @param {Buffer} salt @param {string} label @param {number} size */
const hkdf = (secret, salt, label, size) => Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(label), size));

const NO_SALT = Buffer.alloc(32);
const DISCONTINUITY = Buffer.alloc(32, 0xff);
const MAC_SIZE = 8;
const VERSION = Buffer.of(0x33);

/** @param {Buffer[]} agreements */
function initialKeys(agreements) {
  const keys = hkdf(Buffer.concat([DISCONTINUITY, ...agreements]), NO_SALT, 'WhisperText', 64);
  return { root: keys.subarray(0, 32), chain: keys.subarray(32) };
}

/** @param {Buffer} root @param {Buffer} agreement */
function ratchetStep(root, agreement) {
  const keys = hkdf(agreement, root, 'WhisperRatchet', 64);
  return { root: keys.subarray(0, 32), chain: keys.subarray(32) };
}

/** The keys of the message with this number in a chain. @param {Buffer} chain @param {number} counter */
function messageKeys(chain, counter) {
  let key = chain;
  for (let i = 0; i < counter; i += 1) key = hmac(key, Buffer.of(2));
  const keys = hkdf(hmac(key, Buffer.of(1)), NO_SALT, 'WhisperMessageKeys', 80);
  return { cipher: keys.subarray(0, 32), mac: keys.subarray(32, 64), iv: keys.subarray(64) };
}

/** @param {ReturnType<typeof messageKeys>} keys @param {Buffer} plaintext @param {boolean} [isPadded] whether it brings its own padding */
function encrypt(keys, plaintext, isPadded = false) {
  const cipher = createCipheriv('aes-256-cbc', keys.cipher, keys.iv).setAutoPadding(!isPadded);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]);
}

/** What a forger may change; everything else is as the specification wants it. What is `padded` is encrypted as it stands:
 *  only so is a bad padding surely bad, since one of 256 ciphertexts of any bytes ends in a good one.
 *  @typedef {{ version?: number, wrapperVersion?: number, counter?: number, ciphertext?: Buffer, padded?: Buffer,
 *    fields?: Record<number, number | Buffer | undefined>, wrapper?: Record<number, number | Buffer | undefined> }} Forgery */

/** @param {Array<[number, number | Buffer]>} fields @param {Record<number, number | Buffer | undefined>} [changes] */
function encode(fields, changes = {}) {
  const changed = fields.map(([number, value]) => /** @type {[number, number | Buffer | undefined]} */ (
    [number, number in changes ? changes[number] : value]));
  return protobuf(/** @type {Array<[number, number | Buffer]>} */ (changed.filter(([, value]) => value !== undefined)));
}

/** The initiator of a session: sends any message of its first chain, reads the peer's first answers.
 *  @typedef {{ identity: KeyPair, registrationId: number, base: KeyPair, ratchet: KeyPair }} InitiatorKeys */
export class ReferenceInitiator {
  /** @param {InitiatorKeys} keys @param {import('./client.mjs').Bundle} bundle */
  constructor(keys, bundle) {
    this.keys = keys;
    this.bundle = bundle;
    this.peerIdentity = Buffer.from(bundle.identity_key, 'hex');
    const signedPrekey = Buffer.from(bundle.signed_prekey, 'hex');
    // A public half of low order has no private one: every agreement with it is zero.
    const own = (/** @type {KeyPair} */ pair, /** @type {Buffer} */ theirs) =>
      (isLowOrder(pair.public) ? Buffer.alloc(32) : agree(pair.private, theirs));
    const first = initialKeys([
      own(keys.identity, signedPrekey), own(keys.base, this.peerIdentity), own(keys.base, signedPrekey),
      ...(bundle.prekey ? [own(keys.base, Buffer.from(bundle.prekey, 'hex'))] : []),
    ]);
    const sending = ratchetStep(first.root, own(keys.ratchet, signedPrekey));
    this.root = sending.root;
    this.chain = sending.chain;
  }

  /** @param {Buffer} plaintext @param {number} counter @param {Forgery} [forgery] @returns {import('./client.mjs').Message} */
  seal(plaintext, counter, forgery = {}) {
    const keys = messageKeys(this.chain, counter);
    const ciphertext = forgery.padded ? encrypt(keys, forgery.padded, true) : forgery.ciphertext ?? encrypt(keys, plaintext);
    const body = encode([
      [1, this.keys.ratchet.public], [2, counter], [3, 0], [4, ciphertext],
    ], forgery.fields);
    const versioned = Buffer.concat([forgery.version === undefined ? VERSION : Buffer.of(forgery.version), body]);
    const mac = hmac(keys.mac, this.keys.identity.public, this.peerIdentity, versioned).subarray(0, MAC_SIZE);
    const { prekey_id: prekeyId, signed_prekey_id: signedPrekeyId } = this.bundle;
    const wrapper = encode([
      ...(prekeyId === undefined ? [] : [/** @type {[number, number]} */ ([1, prekeyId])]),
      [2, this.keys.base.public], [3, this.keys.identity.public], [4, Buffer.concat([versioned, mac])],
      [5, this.keys.registrationId], [6, signedPrekeyId],
    ], forgery.wrapper);
    const wrapperVersion = forgery.wrapperVersion === undefined ? VERSION : Buffer.of(forgery.wrapperVersion);
    return { type: 3, data: Buffer.concat([wrapperVersion, wrapper]).toString('hex') };
  }

  /** Reads an answer of the peer's first chain. @param {import('./client.mjs').Message} message */
  open(message) {
    const parts = parseOrdinary(Buffer.from(message.data, 'hex'));
    const { chain } = ratchetStep(this.root, agree(this.keys.ratchet.private, parts.ratchet));
    return openWith(messageKeys(chain, parts.counter), parts, this.peerIdentity, this.keys.identity.public);
  }
}

/** The responder: reads a prekey message that an implementation made for the reference's own bundle.
 *  @param {{ identity: KeyPair, signedPrekey: KeyPair, prekey?: KeyPair }} keys @param {import('./client.mjs').Message} message */
export function openPrekeyMessage(keys, message) {
  const bytes = Buffer.from(message.data, 'hex');
  const fields = new Map(parseFields(bytes, 1, bytes.length).map(({ number, value }) => [number, value]));
  const [base, identity, inner] = [2, 3, 4].map((number) => /** @type {Buffer} */ (fields.get(number)));
  const first = initialKeys([
    agree(keys.signedPrekey.private, identity), agree(keys.identity.private, base), agree(keys.signedPrekey.private, base),
    ...(keys.prekey ? [agree(keys.prekey.private, base)] : []),
  ]);
  const parts = parseOrdinary(inner);
  const { chain } = ratchetStep(first.root, agree(keys.signedPrekey.private, parts.ratchet));
  const plaintext = openWith(messageKeys(chain, parts.counter), parts, identity, keys.identity.public);
  return { plaintext, identity, prekeyId: fields.get(1), registrationId: fields.get(5), signedPrekeyId: fields.get(6), version: bytes[0] };
}

/** @param {Buffer} bytes */
function parseOrdinary(bytes) {
  const authenticated = bytes.subarray(0, bytes.length - MAC_SIZE);
  const fields = new Map(parseFields(authenticated, 1, authenticated.length).map(({ number, value }) => [number, value]));
  return {
    authenticated, mac: bytes.subarray(bytes.length - MAC_SIZE), ratchet: /** @type {Buffer} */ (fields.get(1)),
    counter: Number(fields.get(2) ?? 0), ciphertext: /** @type {Buffer} */ (fields.get(4)),
  };
}

/** @param {ReturnType<typeof messageKeys>} keys @param {ReturnType<typeof parseOrdinary>} parts @param {Buffer} sender @param {Buffer} receiver */
function openWith(keys, parts, sender, receiver) {
  const mac = hmac(keys.mac, sender, receiver, parts.authenticated).subarray(0, MAC_SIZE);
  if (!mac.equals(parts.mac)) throw new Error('The reference finds the MAC wrong.');
  const decipher = createDecipheriv('aes-256-cbc', keys.cipher, keys.iv);
  return Buffer.concat([decipher.update(parts.ciphertext), decipher.final()]);
}

/** @param {Buffer} key */
function isLowOrder(key) {
  return agree(Buffer.alloc(32, 0x55), key).equals(Buffer.alloc(32));
}
