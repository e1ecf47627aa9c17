// SPDX-License-Identifier: GPL-3.0-or-later
// Groups, what is said in them, and posts: the vectors are what crypto-docs/protocol.md says.
// @ts-check
import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import test from 'node:test';

import { replay, written } from './group_log.mjs';
import { Reader, bytes, codeOf, hmac, isSigned, protobuf, refuse, vector, verifyXeddsa, whisper } from './primitives.mjs';

test('groups_are_as_the_protocol_says', () => {
  const { logs } = vector('group');
  for (const { name, group, entries, state, refused } of logs) {
    /** @type {ReturnType<typeof replay> | undefined} */
    let replayed;
    const code = codeOf(() => { replayed = replay(group, entries.map(bytes)); });
    assert.equal(code, refused ?? 'ok', name);
    if (replayed) assert.deepEqual(written(replayed), state, name);
  }
  assert.ok(logs.length >= 20);
});

/** Signal's sender keys, message version 3. */
class SenderKey {
  /** @param {Buffer} distribution */
  constructor(distribution) {
    assert.equal(distribution[0], 0x33);
    const { 1: id, 2: iteration, 3: chain, 4: signingKey } = protobuf(distribution.subarray(1));
    this.id = id;
    this.next = iteration;
    this.chain = chain;
    this.signingKey = signingKey;
  }

  /** Messages in their order. @param {Buffer} data */
  open(data) {
    if (data[0] >> 4 !== 3) refuse('unsupported_version');
    const { 1: id, 2: iteration, 3: ciphertext } = protobuf(data.subarray(1, -64));
    assert.equal(id, this.id);
    if (!verifyXeddsa(this.signingKey, data.subarray(0, -64), data.subarray(-64))) refuse('undecryptable');
    if (iteration < this.next) refuse('duplicate_message');
    assert.equal(iteration, this.next);
    const keys = whisper(hmac(this.chain, bytes('01')), Buffer.alloc(32), 'WhisperGroup', 48);
    this.chain = hmac(this.chain, bytes('02'));
    this.next += 1;
    const open = createDecipheriv('aes-256-cbc', keys.subarray(16), keys.subarray(0, 16));
    return Buffer.concat([open.update(ciphertext), open.final()]);
  }
}

test('group_messages_are_as_the_protocol_says', () => {
  const { logs, sender_key: said } = vector('group');
  const { state } = logs.find((/** @type {{ name: string }} */ { name }) => name === said.log);
  const key = new SenderKey(bytes(said.distribution));
  for (const { message_id: id, counter, sent_at_ms: sentAt, text, content, data } of said.messages) {
    const padded = key.open(bytes(data));
    assert.equal(padded.toString('hex'), content);
    const inside = protobuf(padded.subarray(0, padded.lastIndexOf(0x80)));
    assert.deepEqual([inside[1], inside[2], inside[8], inside[9]], [1, 2, counter, sentAt]);
    assert.deepEqual([inside[3].toString(), inside[4], inside[7].toString('hex')], [said.sender, said.sender_device, id]);
    assert.equal(inside[5] ?? inside[6], undefined, 'a group stands in place of the recipient');
    const context = protobuf(inside[32]);
    assert.deepEqual([context[1].toString('hex'), context[2], context[3], context[4].toString('hex')],
      [state.group, state.epoch, state.head_sequence, state.head_hash]);
    assert.equal(protobuf(inside[16])[1].toString(), text);
  }
  for (const { why, data, code } of said.refused) assert.equal(codeOf(() => key.open(bytes(data))), code, why);
});

const LONGEST_POST = 8448;
const LONGEST_TEXT = 8192;

/** @param {Buffer} whole */
function readPost(whole) {
  if (whole.length > LONGEST_POST) refuse('too_large');
  if (whole.length < 64) refuse('malformed');
  const from = new Reader(whole.subarray(0, -64));
  if (from.u8() !== 1) refuse('unsupported_version');
  const label = from.oneOf(['sotto/v1/group/post', 'sotto/v1/group/post-removal']);
  const [group, id] = [from.raw(32).toString('hex'), from.raw(16).toString('hex')];
  const [after, time, author] = [Number(from.u64()), from.time(), from.name()];
  const said = label.endsWith('post') ? { text: from.text(1, LONGEST_TEXT) } : { removes: from.raw(16).toString('hex') };
  from.end();
  return { author, group, id, after, time_ms: time, label, ...said };
}

/** @param {string} identity @param {Buffer} whole */
function judgePost(identity, whole) {
  const post = readPost(whole);
  if (!isSigned(post.label, bytes(identity), whole.subarray(0, -64), whole.subarray(-64))) refuse('invalid_signature');
  return post;
}

test('posts_are_as_the_protocol_says', () => {
  for (const { identity_key: identity, signed, signature, changed_bytes: runs, ...said } of vector('post').posts) {
    const whole = bytes(signed + signature);
    assert.deepEqual(judgePost(identity, whole), said);
    const codes = runs.flatMap((/** @type {{ first: number, last: number, code: string }} */ { first, last, code }) => Array(last - first + 1).fill(code));
    assert.equal(codes.length, whole.length);
    for (const [at, wanted] of codes.entries()) {
      const changed = Buffer.from(whole);
      changed[at] ^= 1;
      assert.equal(codeOf(() => judgePost(identity, changed)), wanted, `byte ${at}`);
    }
  }
});

test('refused_posts_are_as_the_protocol_says', () => {
  for (const { why, identity_key: identity, post, code } of vector('post').refused) {
    assert.notEqual(code, 'ok', why);
    assert.equal(codeOf(() => judgePost(identity, bytes(post))), code, why);
  }
});
