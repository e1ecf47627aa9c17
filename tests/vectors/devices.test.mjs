// SPDX-License-Identifier: GPL-3.0-or-later
// An account's devices: the vectors of their list and of linking are what crypto-docs/protocol.md says.
// @ts-check
import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import test from 'node:test';

import { Reader, agree, bytes, codeOf, hkdf, isSigned, parts, refuse, sha256, vector } from './primitives.mjs';

const MOST_DEVICES = 16;
const LAST_REGISTRATION = 16_380;

/** @typedef {{ device_id: number, registration_id: number }} Device */
/** @typedef {{ version: number, gone_up_to: number, devices: Device[] }} DeviceList */

/** @param {string} owner @param {Buffer} whole @returns {DeviceList} */
function readList(owner, whole) {
  const from = new Reader(whole);
  if (from.u8() !== 1) refuse('malformed');
  const user = from.bytes().toString();
  const [version, goneUpTo, size] = [Number(from.u64()), from.u32(), from.u32()];
  if (version === 0 || size > MOST_DEVICES) refuse('malformed');
  const devices = Array.from({ length: size }, () => ({ device_id: from.u32(), registration_id: from.u32() }));
  from.end();
  for (const [at, { device_id: device, registration_id: registration }] of devices.entries()) {
    if (device <= (devices[at - 1]?.device_id ?? 0)) refuse('malformed');
    if (registration < 1 || registration > LAST_REGISTRATION) refuse('malformed');
  }
  if (user !== owner) refuse('context_mismatch');
  return { version, gone_up_to: goneUpTo, devices };
}

/** @param {{ owner: string, identity_key: string }} account @param {{ list: string, signature: string }} one */
function openList({ owner, identity_key: identity }, { list, signature }) {
  if (!isSigned('sotto/v1/device-list', bytes(identity), bytes(list), bytes(signature))) refuse('invalid_signature');
  return readList(owner, bytes(list));
}

/** @param {DeviceList} known @param {DeviceList} next */
function follows(known, next) {
  if (next.version < known.version) return 'stale_state';
  if (next.version === known.version) return JSON.stringify(next) === JSON.stringify(known) ? 'ok' : 'forked_log';
  const isGone = (/** @type {Device} */ { device_id: device }) =>
    device <= known.gone_up_to && !known.devices.some(({ device_id: kept }) => kept === device);
  return next.devices.some(isGone) ? 'stale_state' : 'ok';
}

test('device_lists_are_as_the_protocol_says', () => {
  const all = vector('device-list');
  /** @type {DeviceList[]} */
  const lists = all.lists.map((/** @type {any} */ one) => {
    const list = openList(all, one);
    assert.deepEqual(list, { version: one.version, gone_up_to: one.gone_up_to, devices: one.devices }, one.what);
    return list;
  });
  assert.deepEqual(all.follows, lists.map((known) => lists.map((next) => follows(known, next))));
});

test('refused_device_lists_are_as_the_protocol_says', () => {
  const all = vector('device-list');
  for (const refused of all.refused) {
    assert.notEqual(refused.code, 'ok', refused.why);
    assert.equal(codeOf(() => openList(all, refused)), refused.code, refused.why);
  }
});

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 28;

/** The code of a secret, without its hyphens. @param {Buffer} secret */
function linkCode(secret) {
  const packed = Buffer.concat([secret, sha256(parts('sotto/v1/link-code', secret)).subarray(0, 2)]);
  const bits = [...packed].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return [...Array(CODE_LENGTH).keys()].map((at) => ALPHABET[parseInt(bits.slice(5 * at, 5 * at + 5), 2)]).join('');
}

/** What somebody has typed. @param {string} text */
function readLinkCode(text) {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const values = [...code].map((letter) => ALPHABET.indexOf(letter));
  if (values.length !== CODE_LENGTH || values.includes(-1)) refuse('malformed');
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.slice(0, 128).match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
  return linkCode(secret) === code ? secret : refuse('malformed');
}

test('link_codes_are_as_the_protocol_says', () => {
  const { owner, codes } = vector('linking');
  assert.equal(linkCode(bytes(owner.code_secret)), owner.code.replaceAll('-', ''));
  for (const { what, text, code } of codes) {
    const found = codeOf(() => assert.equal(readLinkCode(text).toString('hex'), owner.code_secret));
    assert.equal(found, code, what);
  }
});

/** AES-256-GCM with its tag behind. @param {Buffer} key @param {Buffer} nonce @param {Buffer} sealed @param {Buffer} associated */
function open(key, nonce, sealed, associated) {
  const cipher = createDecipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associated);
  cipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  } catch {
    return refuse('undecryptable');
  }
}

/** Text in a field that is filled up with zeros. @param {Buffer} field */
const unpadded = (field) => field.subarray(0, field.indexOf(0)).toString();

/** The steps of a linking that take no ML-KEM, from what the file says of the keys. */
class Linking {
  /** @param {any} all */
  constructor({ owner, newcomer, offer, kem_shared_secret: shared }) {
    this.secret = bytes(owner.code_secret);
    this.ownPrivate = bytes(newcomer.private_key);
    this.rendezvous = hkdf(this.secret, parts('sotto/v1/link-rendezvous'), 16);
    this.commitment = this.commitTo(bytes(owner.public_key), owner.user_name);
    this.offer = bytes(offer);
    this.shared = bytes(shared);
  }

  /** @param {Buffer} key @param {string} user */
  commitTo = (key, user) => sha256(parts('sotto/v1/link-commitment', key, user));

  /** A message in one of the two directions. @param {string} label @param {Buffer} sealed */
  openUnderCode(label, sealed) {
    const key = hkdf(this.secret, parts(label));
    return open(key, sealed.subarray(0, 12), sealed.subarray(12), parts(label, this.rendezvous, this.commitment));
  }

  /** @param {Buffer} sealed */
  openOffer(sealed) {
    const inside = this.openUnderCode('sotto/v1/link-offer', sealed);
    return {
      public_key: inside.subarray(0, 33).toString('hex'),
      encapsulation_key: inside.subarray(33, 33 + 1184).toString('hex'),
      device_name: unpadded(inside.subarray(33 + 1184)),
    };
  }

  /** @param {Buffer} sealed */
  openReveal(sealed) {
    const inside = this.openUnderCode('sotto/v1/link-reveal', sealed);
    const [key, user] = [inside.subarray(0, 33), unpadded(inside.subarray(33))];
    if (!this.commitTo(key, user).equals(this.commitment)) refuse('identity_mismatch');
    return { key, user, transcript: sha256(parts('sotto/v1/link-transcript', this.rendezvous, this.commitment, this.offer, key, user)) };
  }

  /** @param {Buffer} key @param {Buffer} transcript @param {Buffer} grant */
  openGrant(key, transcript, grant) {
    if (grant.length < 1088) refuse('malformed');
    const [ciphertext, sealed] = [grant.subarray(0, 1088), grant.subarray(1088)];
    const input = Buffer.concat([this.secret, agree(this.ownPrivate, key), this.shared]);
    const inside = open(hkdf(input, parts('sotto/v1/link-grant', transcript)), Buffer.alloc(12), sealed, parts('sotto/v1/link-grant', transcript, ciphertext));
    return {
      identity_private: inside.subarray(0, 32).toString('hex'),
      archive_key: inside.subarray(32, 64).toString('hex'),
      device_id: inside.readUInt32BE(64),
      device_list_version: Number(inside.readBigUInt64BE(68)),
    };
  }
}

/** Six digits. @param {Buffer} transcript */
const linkNumber = (transcript) =>
  String(sha256(parts('sotto/v1/link-number', transcript)).readBigUInt64BE() % 1_000_000n).padStart(6, '0');

test('linking_is_as_the_protocol_says', () => {
  const all = vector('linking');
  const linking = new Linking(all);
  const { owner, newcomer } = all;
  assert.equal(linking.rendezvous.toString('hex'), owner.rendezvous);
  assert.equal(linking.commitment.toString('hex'), owner.commitment);
  const { public_key: publicKey, encapsulation_key: encapsulationKey, device_name: deviceName } = newcomer;
  assert.deepEqual(linking.openOffer(linking.offer), { public_key: publicKey, encapsulation_key: encapsulationKey, device_name: deviceName });
  const { key, user, transcript } = linking.openReveal(bytes(all.reveal));
  assert.equal(key.toString('hex'), owner.public_key);
  assert.equal(user, owner.user_name);
  assert.equal(transcript.toString('hex'), all.transcript);
  assert.equal(linkNumber(transcript), all.number);
  assert.deepEqual(linking.openGrant(key, transcript, bytes(all.grant)), all.account);
  const theirs = agree(bytes(owner.private_key), bytes(newcomer.public_key));
  assert.equal(theirs.toString('hex'), agree(linking.ownPrivate, key).toString('hex'));
});

test('refused_messages_of_a_linking_are_as_the_protocol_says', () => {
  const all = vector('linking');
  const linking = new Linking(all);
  const { key, transcript } = linking.openReveal(bytes(all.reveal));
  /** @type {Record<string, (data: Buffer) => void>} */
  const readers = {
    offer: (data) => linking.openOffer(data),
    reveal: (data) => linking.openReveal(data),
    grant: (data) => linking.openGrant(key, transcript, data),
  };
  for (const { what, why, data, code } of all.refused) {
    assert.notEqual(code, 'ok', why);
    assert.equal(codeOf(() => readers[what](bytes(data))), code, `${what}: ${why}`);
  }
});
