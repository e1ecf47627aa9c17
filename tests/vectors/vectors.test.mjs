// SPDX-License-Identifier: GPL-3.0-or-later
// crypto-docs/vectors is what the native build and the wasm build make from their seeds, byte for byte; and what
// crypto-docs/protocol.md says, which is done here once more without a line of the engine.
// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { agree, bytes, committed, hkdf, hmac, parts, protobuf, sha256, u32, u64, vector, whisper } from './primitives.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = 'tests/vectors/sotto-vectors';
const native = path.resolve(root, process.env.SOTTO_BUILD ?? 'build/dev', program);
const wasm = path.resolve(root, process.env.SOTTO_WASM_BUILD ?? 'build/wasm', `${program}.js`);
const NAMES = ['archive', 'attachment', 'content', 'device-list', 'group', 'hybrid', 'linking', 'padding', 'post', 'safety-code', 'safety-number', 'session'];

/** What a program prints. Into a file: what a program under Node has not yet put into a pipe when it ends is lost. */
function printed(program, args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sotto-vectors-'));
  const file = path.join(folder, 'out');
  const out = openSync(file, 'w');
  try {
    execFileSync(program, args, { stdio: ['ignore', out, 'inherit'] });
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(out);
    rmSync(folder, { recursive: true });
  }
}

for (const name of NAMES) {
  test(`native_makes_${name}`, () => assert.equal(printed(native, [name]), committed(name)));
  test(`wasm_makes_${name}`, () => {
    assert.ok(existsSync(wasm), `${wasm} is built`);
    assert.equal(printed(process.execPath, ['--no-experimental-fetch', wasm, name]), committed(name));
  });
}

test('seals_are_as_the_protocol_says', () => {
  for (const seal of vector('hybrid').seals) {
    const { context, header } = seal;
    const associated = parts('sotto/v1/content-context', 1, 2, context.sender, context.sender_device, context.recipient,
      context.recipient_device, context.conversation, bytes(context.message_id), bytes(header));
    assert.equal(associated.toString('hex'), seal.associated_data);
    const salt = bytes(header).subarray(14, 30);
    const both = hkdf(Buffer.concat([bytes(seal.epoch_secret), bytes(seal.message_secret)]), parts('sotto/v1/content', salt), 64);
    assert.equal(both.toString('hex'), seal.key + seal.commitment);
    const sealed = bytes(seal.sealed_content).subarray(bytes(header).length);
    assert.equal(sealed.subarray(0, 32).toString('hex'), seal.commitment);
    const open = createDecipheriv('aes-256-gcm', bytes(seal.key), Buffer.alloc(12));
    open.setAAD(associated);
    open.setAuthTag(sealed.subarray(-16));
    const content = Buffer.concat([open.update(sealed.subarray(32, -16)), open.final()]);
    assert.equal(content.toString('hex'), seal.content);
  }
});

test('epochs_are_as_the_protocol_says', () => {
  const { epoch_0: first, epoch_1: second } = vector('hybrid');
  const root0 = hkdf(bytes(first.kem_prekey.shared_secret), parts('sotto/v1/kem-handshake', bytes(first.initiator_identity_key),
    bytes(first.responder_identity_key), bytes(first.base_key), first.kem_prekey_id, bytes(first.kem_prekey.encapsulation_key),
    bytes(first.kem_prekey.ciphertext)));
  assert.equal(root0.toString('hex'), first.root);
  assert.equal(hkdf(root0, parts('sotto/v1/kem-epoch')).toString('hex'), first.epoch_secret);
  const root1 = hkdf(Buffer.concat([root0, bytes(second.offer.shared_secret)]),
    parts('sotto/v1/kem-ratchet', 1, bytes(second.offer.encapsulation_key), bytes(second.offer.ciphertext)));
  assert.equal(root1.toString('hex'), second.root);
  assert.equal(hkdf(root1, parts('sotto/v1/kem-epoch')).toString('hex'), second.epoch_secret);
});

test('padding_is_as_the_wire_format_says', () => {
  const { sizes, padded } = vector('padding');
  for (const { content_bytes: size, padded_bytes: bucket } of sizes) {
    let wanted = 160;
    while (wanted < size + 1) wanted *= 2;
    assert.equal(bucket, wanted);
  }
  for (const { content, padded: whole } of padded) {
    const mark = `${content}80`;
    assert.equal(whole.slice(0, mark.length), mark);
    assert.match(whole.slice(mark.length), /^0*$/);
  }
});

/** The hash of one side. @param {{ name: string, identity_key: string }} party @param {number} rounds */
function fingerprint({ name, identity_key: key }, rounds) {
  let hash = createHash('sha512').update(parts('sotto/v1/safety-number', name, bytes(key))).digest();
  for (let round = 0; round < rounds; round += 1) {
    hash = createHash('sha512').update(hash).update(bytes(key)).digest();
  }
  return hash;
}

/** @param {Buffer} hash */
const digits = (hash) => [0, 5, 10, 15, 20, 25].map((at) => String(hash.readUIntBE(at, 5) % 100_000).padStart(5, '0')).join('');

test('safety_numbers_are_as_the_protocol_says', () => {
  const { rounds, pairs } = vector('safety-number');
  for (const { a, b, seen_by_a: seenByA, seen_by_b: seenByB } of pairs) {
    const number = [digits(fingerprint(a, rounds)), digits(fingerprint(b, rounds))].sort().join('');
    assert.equal(seenByA, number);
    assert.equal(seenByB, number);
  }
});

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding. @param {Buffer} whole */
function base32(whole) {
  const bits = [...whole].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** @typedef {{ name: string, identity_key: string }} Identity */

/** What one client shows, in parts. @param {Identity} own @param {Identity} other */
function safetyCode(own, other) {
  const label = (/** @type {string} */ last) => `sotto/v1/safety-code/${last}`;
  const party = (/** @type {Identity} */ { name, identity_key: key }) => sha256(parts(label('party'), name, bytes(key)));
  const users = sha256(parts(label('users'), own.name, other.name)).subarray(0, 16);
  const body = Buffer.concat([Buffer.from([1]), users, party(own), party(other)]);
  const code = Buffer.concat([body, sha256(parts(label('check'), body)).subarray(0, 4)]);
  return { users, code, text: `SOTTO:${base32(code)}` };
}

test('safety_codes_are_as_the_protocol_says', () => {
  for (const { a, b, shown_by_a: shownByA, shown_by_b: shownByB } of vector('safety-code').pairs) {
    assert.equal(shownByA, safetyCode(a, b).text);
    assert.equal(shownByB, safetyCode(b, a).text);
  }
});

/** The bytes of a text that is a whole code, or null. @param {string} text */
function readSafetyCode(text) {
  if (!/^SOTTO:[A-Z2-7]{136}$/.test(text)) return null;
  const bits = [...text.slice(6)].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const code = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
  const check = sha256(parts('sotto/v1/safety-code/check', code.subarray(0, 81))).subarray(0, 4);
  return code[0] === 1 && check.equals(code.subarray(81)) ? code : null;
}

test('safety_codes_compare_as_the_protocol_says', () => {
  const { own, other, codes } = vector('safety-code').comparisons;
  const wanted = safetyCode(other, own);
  for (const { what, code: text, match } of codes) {
    const code = readSafetyCode(text);
    const ofThese = code?.subarray(1, 17).equals(wanted.users) ?? false;
    const found = !ofThese ? 'other_code' : code?.equals(wanted.code) ? 'same' : 'different_key';
    assert.equal(match, found, what);
  }
  assert.deepEqual(new Set(codes.map((/** @type {{ match: string }} */ { match }) => match)), new Set(['same', 'different_key', 'other_code']));
});

/** Bob's chain for what Alice writes. @param {any} bob @param {Record<number, any>} prekeyMessage @param {Buffer} ratchetKey */
function receivingChain(bob, prekeyMessage, ratchetKey) {
  const [signed, base] = [bytes(bob.signed_prekey_private), prekeyMessage[2]];
  const master = Buffer.concat([Buffer.alloc(32, 0xff), agree(signed, prekeyMessage[3]),
    agree(bytes(bob.identity_private), base), agree(signed, base), agree(bytes(bob.prekey_private), base)]);
  const root = whisper(master, Buffer.alloc(32), 'WhisperText', 64).subarray(0, 32);
  return whisper(agree(signed, ratchetKey), root, 'WhisperRatchet', 64).subarray(32);
}

test('session_is_as_the_protocol_says', () => {
  const { alice, bob, messages, epoch_0_secret: epochSecret } = vector('session');
  /** @type {Buffer | undefined} */
  let chain;
  for (const [index, { type, data, counter, content, message_id: id }] of messages.entries()) {
    assert.equal(type, 3);
    const outer = protobuf(bytes(data).subarray(1));
    assert.deepEqual([outer[1], outer[6]], [bob.prekey_id, bob.signed_prekey_id]);
    const inner = outer[4];
    const message = protobuf(inner.subarray(1, -8));
    assert.equal(message[2] ?? 0, index);
    chain ??= receivingChain(bob, outer, message[1]);
    const keys = whisper(hmac(chain, bytes('01')), Buffer.alloc(32), 'WhisperMessageKeys', 80);
    chain = hmac(chain, bytes('02'));
    const authenticated = Buffer.concat([bytes(alice.identity_key), bytes(bob.identity_key), inner.subarray(0, -8)]);
    assert.equal(hmac(keys.subarray(32, 64), authenticated).subarray(0, 8).toString('hex'), inner.subarray(-8).toString('hex'));
    const decipher = createDecipheriv('aes-256-cbc', keys.subarray(0, 32), keys.subarray(64));
    const sealed = Buffer.concat([decipher.update(message[4]), decipher.final()]);
    assert.deepEqual([...sealed.subarray(0, 6)], [2, 1, 0, 0, 0, 0]);
    assert.equal(sealed.readBigUInt64BE(6), BigInt(counter));
    assert.equal(sealed.readUInt32BE(30), bob.kem_prekey_id);
    const header = sealed.subarray(0, 30 + 4 + 1088);
    const messageSecret = hkdf(keys, parts('sotto/v1/message-secret'));
    const both = hkdf(Buffer.concat([bytes(epochSecret), messageSecret]), parts('sotto/v1/content', sealed.subarray(14, 30)), 64);
    const body = sealed.subarray(header.length);
    assert.equal(body.subarray(0, 32).toString('hex'), both.subarray(32).toString('hex'));
    const open = createDecipheriv('aes-256-gcm', both.subarray(0, 32), Buffer.alloc(12));
    open.setAAD(parts('sotto/v1/content-context', 1, 2, alice.name, alice.device_id, bob.name, bob.device_id, 'direct', bytes(id), header));
    open.setAuthTag(body.subarray(-16));
    const padded = Buffer.concat([open.update(body.subarray(32, -16)), open.final()]);
    assert.equal(padded.toString('hex').replace(/80(00)*$/, ''), content);
  }
});

/** RFC 9162, section 2.1.1. @param {Buffer[]} leaves @returns {Buffer} */
function merkleRoot(leaves) {
  if (leaves.length === 1) return sha256('\0', leaves[0]);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256('\x01', merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

test('archive_is_as_the_protocol_says', () => {
  const { archive_key: archiveKey, owner, entries_key: entriesKey, entries, last_one_shredded: shredded, merkle_root: root } =
    vector('archive');
  /** @param {string} label */
  const key = (label) => hkdf(bytes(archiveKey), parts(`sotto/v1/archive/${label}`, owner));
  assert.equal(key('entries').toString('hex'), entriesKey);
  /** @type {Buffer[]} */
  const hashes = [];
  for (const { record, id, pseudonym, entry, hash } of entries) {
    const raw = bytes(entry);
    const named = hmac(key('names'), parts('sotto/v1/archive/message', record.conversation, record.sender, bytes(record.message_id)));
    assert.equal(named.subarray(0, 16).toString('hex'), id);
    const chat = hmac(key('names'), parts('sotto/v1/archive/conversation', record.conversation));
    assert.equal(chat.subarray(0, 16).toString('hex'), pseudonym);
    const sequence = Buffer.concat([u32(0), u32(hashes.length)]);
    const previous = hashes.at(-1) ?? Buffer.alloc(32);
    const body = raw.subarray(106);
    const header = Buffer.concat([Buffer.from([1]), sequence, bytes(id), bytes(pseudonym), previous, sha256('sotto/v1/archive/body\0', body)]);
    assert.equal(raw.subarray(0, 105).toString('hex'), header.toString('hex'));
    assert.equal(raw[105], 1);
    hashes.push(sha256('sotto/v1/archive/entry\0', header));
    assert.equal(hashes.at(-1)?.toString('hex'), hash);
    const both = hkdf(bytes(entriesKey), parts('sotto/v1/content', body.subarray(0, 16)), 64);
    assert.equal(body.subarray(16, 48).toString('hex'), both.subarray(32).toString('hex'));
    const open = createDecipheriv('aes-256-gcm', both.subarray(0, 32), Buffer.alloc(12));
    open.setAAD(Buffer.concat([parts('sotto/v1/archive/context', owner), bytes(pseudonym), bytes(id), sequence, previous]));
    open.setAuthTag(body.subarray(-16));
    const padded = Buffer.concat([open.update(body.subarray(48, -16)), open.final()]);
    const plain = Buffer.concat([parts(record.conversation, record.sender), bytes(record.message_id), parts(bytes(record.content)), Buffer.from([0x80])]);
    assert.equal(padded.subarray(0, plain.length).toString('hex'), plain.toString('hex'));
  }
  const last = entries.at(-1);
  const proof = hmac(key('shredding'), parts('sotto/v1/archive/shred', bytes(last.id)));
  assert.equal(proof.toString('hex'), shredded.proof);
  assert.equal(shredded.entry, `${last.entry.slice(0, 210)}02${shredded.proof}`);
  assert.equal(merkleRoot(hashes).toString('hex'), root);
});

const CHUNK = 32_768;

/** PADMÉ, at least 1,024. @param {number} size */
function padme(size) {
  const length = Math.max(size, 1024);
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(length / step) * step;
}

/** The associated data of a chunk. @param {number} size @param {number} number */
const chunkContext = (size, number) => Buffer.concat([parts('sotto/v1/attachment-chunk'), u64(size), u64(number)]);

test('attachment_sizes_are_as_the_protocol_says', () => {
  for (const { file_bytes: size, padded_bytes: padded, chunks, sealed_bytes: sealed } of vector('attachment').sizes) {
    assert.equal(padded, padme(size));
    assert.equal(chunks, Math.ceil(padded / CHUNK));
    assert.equal(sealed, padded + chunks * (16 + 32 + 16));
  }
});

test('attachments_are_as_the_protocol_says', () => {
  for (const { file_bytes: size, key, digest_of_none: none, chunks, digest } of vector('attachment').files) {
    const padded = Buffer.alloc(padme(size));
    for (let n = 0; n < size; n += 1) padded[n] = n % 251;
    let chain = sha256(parts('sotto/v1/attachment-digest'), u64(size));
    assert.equal(chain.toString('hex'), none);
    assert.equal(chunks.length, Math.ceil(padded.length / CHUNK));
    for (const [number, chunk] of chunks.entries()) {
      const context = chunkContext(size, number);
      assert.equal(context.toString('hex'), chunk.associated_data);
      const both = hkdf(bytes(key), parts('sotto/v1/content', bytes(chunk.salt)), 64);
      const seal = createCipheriv('aes-256-gcm', both.subarray(0, 32), Buffer.alloc(12));
      seal.setAAD(context);
      const text = Buffer.concat([seal.update(padded.subarray(number * CHUNK, (number + 1) * CHUNK)), seal.final()]);
      const sealed = Buffer.concat([bytes(chunk.salt), both.subarray(32), text, seal.getAuthTag()]);
      assert.equal(sha256(sealed).toString('hex'), chunk.sha256);
      if (sealed.length <= 2048) assert.equal(sealed.toString('hex'), chunk.sealed);
      chain = sha256(chain, sealed);
    }
    assert.equal(chain.toString('hex'), digest);
  }
});

/** Why a receiver refuses the only chunk of a file. @param {Record<string, any>} refused */
function refusal({ file_bytes: size, key, digest, sealed: hex }) {
  const sealed = bytes(hex);
  if (sealed.length !== padme(size) + 64) return 'malformed';
  const both = hkdf(bytes(key), parts('sotto/v1/content', sealed.subarray(0, 16)), 64);
  if (!both.subarray(32).equals(sealed.subarray(16, 48))) return 'undecryptable';
  const open = createDecipheriv('aes-256-gcm', both.subarray(0, 32), Buffer.alloc(12));
  open.setAAD(chunkContext(size, 0));
  open.setAuthTag(sealed.subarray(-16));
  try {
    Buffer.concat([open.update(sealed.subarray(48, -16)), open.final()]);
  } catch {
    return 'context_mismatch';
  }
  const chain = sha256(sha256(parts('sotto/v1/attachment-digest'), u64(size)), sealed);
  return chain.equals(bytes(digest)) ? 'accepted' : 'context_mismatch';
}

test('refused_attachments_are_as_the_protocol_says', () => {
  for (const refused of vector('attachment').refused) assert.equal(refusal(refused), refused.code, refused.why);
});
