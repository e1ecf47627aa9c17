// SPDX-License-Identifier: GPL-3.0-or-later
// What is inside a message: the vectors are what content.proto and crypto-docs/wire-format.md say, read here by hand.
// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { bytes, codeOf, refuse, vector } from './primitives.mjs';

const LONGEST_TEXT = 65_536;
const LONGEST_DURATION = 366 * 24 * 60 * 60;
const LARGEST_FILE = 2 ** 41;
const LAST_DEVICE = 2 ** 31 - 1;
const END_OF_YEAR_9999 = 253_402_300_799_999;
const MOST_IDS = 64;
const MOST_MENTIONS = 32;

/** @typedef {number | Buffer} Value */
/** @typedef {(value: Value | undefined) => unknown} ReadValue what stands in a field, or the default of one that isn't there */
/** @typedef {{ fields: Record<number, [string, ReadValue]>, lists?: Record<number, [string, ReadValue]>,
 *    oneOf?: Record<number, [string, ReadValue]>, check?: (message: any) => void }} Shape */

/** Every field of a message, known or not. @param {Buffer} message @returns {Map<number, Value[]>} */
function valuesOf(message) {
  /** @type {Map<number, Value[]>} */
  const values = new Map();
  let at = 0;
  const varint = () => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      if (at >= message.length) refuse('malformed');
      const byte = message[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const lengthAndBytes = () => {
    const size = varint();
    if (size > message.length - at) refuse('malformed');
    at += size;
    return message.subarray(at - size, at);
  };
  while (at < message.length) {
    const tag = varint();
    const [number, type] = [Math.floor(tag / 8), tag % 8];
    if (type !== 0 && type !== 2) refuse('malformed');
    values.set(number, [...(values.get(number) ?? []), type === 0 ? varint() : lengthAndBytes()]);
  }
  return values;
}

/** @param {unknown} value */
const isDefault = (value) => value === 0 || value === false || value === '';

/** A message of a shape; what the shape doesn't know is passed over. @param {Shape} shape @returns {(value: Value | undefined) => any} */
const message = (shape) => (value) => {
  const values = valuesOf(/** @type {Buffer} */ (value));
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const [number, [name, read]] of Object.entries(shape.fields)) {
    const found = read(values.get(Number(number))?.at(-1));
    if (found !== undefined && !isDefault(found)) out[name] = found;
  }
  for (const [number, [name, read]] of Object.entries(shape.lists ?? {})) {
    const found = values.get(Number(number))?.map(read);
    if (found) out[name] = found;
  }
  if (shape.oneOf) {
    const [there, ...others] = Object.entries(shape.oneOf).filter(([number]) => values.has(Number(number)));
    if (!there || others.length > 0) return refuse('malformed');
    const [number, [name, read]] = there;
    out[name] = read(values.get(Number(number))?.at(-1));
  }
  shape.check?.(out);
  return out;
};

/** A message that may be missing. @param {Shape} shape @returns {ReadValue} */
const optional = (shape) => (value) => (value === undefined ? undefined : message(shape)(value));

/** @param {number} [least] @param {number} [most] @param {string} [code] @returns {ReadValue} */
const number = (least = 0, most = Number.MAX_SAFE_INTEGER, code = 'malformed') => (value) => {
  const found = /** @type {number} */ (value ?? 0);
  if (found > most) refuse(code);
  return found < least ? refuse('malformed') : found;
};
const flag = (/** @type {Value | undefined} */ value) => value === 1;
const revision = number(1);
const duration = number(0, LONGEST_DURATION, 'too_large');
const time = number(0, END_OF_YEAR_9999);
const device = number(1, LAST_DEVICE);

/** @param {number} least @param {number} most @returns {ReadValue} */
const raw = (least, most) => (value) => {
  const found = /** @type {Buffer} */ (value ?? Buffer.alloc(0));
  if (found.length > most) refuse('too_large');
  return found.length < least ? refuse('malformed') : found.toString('hex');
};
/** @param {number} size @returns {ReadValue} */
const id = (size) => (value) => (/** @type {Buffer | undefined} */ (value)?.length === size ? raw(size, size)(value) : refuse('malformed'));
/** @type {ReadValue} */
const optionalId = (value) => (value === undefined ? undefined : id(16)(value));

/** UTF-8 without NUL; sizes in bytes. @param {number} least @param {number} most @returns {(value: Value | undefined) => string} */
const text = (least, most) => (value) => {
  const found = /** @type {Buffer} */ (value ?? Buffer.alloc(0));
  if (found.length > most) refuse('too_large');
  if (found.length < least || found.includes(0)) refuse('malformed');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(found);
  } catch {
    return refuse('malformed');
  }
};

/** @param {string} written */
const isName = (written) => /^[a-z](?:[_.-]?[a-z0-9])+$/.test(written) && written.length >= 3 && written.length <= 32;
/** @type {ReadValue} */
const name = (value) => {
  const written = text(0, LONGEST_TEXT)(value);
  return isName(written) ? written : refuse('malformed');
};
/** A user's, or # and a group's id. @type {ReadValue} */
const conversation = (value) => {
  const written = text(0, LONGEST_TEXT)(value);
  return isName(written) || /^#[\w-]{43}$/.test(written) ? written : refuse('malformed');
};

/** Places in bytes. @param {{ body?: string, mentions?: { offset?: number, length: number, user: string }[] }} message */
function checkMentions({ body = '', mentions = [] }) {
  if (mentions.length > MOST_MENTIONS) refuse('too_large');
  const written = Buffer.from(body).toString('latin1');
  let from = 0;
  for (const { offset = 0, length, user } of mentions) {
    const word = /^@([\w.-]*[a-z0-9])/i.exec(written.slice(offset))?.[1];
    const apart = offset === 0 || !/[\w.-]/.test(written[offset - 1]);
    if (offset < from || !apart || word?.toLowerCase() !== user || length !== word.length + 1) refuse('malformed');
    from = offset + length;
  }
}

/** @param {{ message_ids?: string[] }} message */
function checkIds({ message_ids: ids = [] }) {
  if (ids.length > MOST_IDS) refuse('too_large');
  if (ids.length === 0) refuse('malformed');
}

/** @type {Shape} */
const FILE = {
  fields: {
    1: ['blob', id(16)], 2: ['key', raw(32, 32)], 3: ['size', number(0, LARGEST_FILE, 'too_large')],
    4: ['digest', raw(32, 32)], 5: ['name', text(1, 255)], 6: ['media_type', text(0, 127)],
  },
};
/** @type {Record<number, [string, ReadValue]>} */
const MENTIONS = { 33: ['mentions', message({ fields: { 1: ['offset', number()], 2: ['length', number()], 3: ['user', name] } })] };
/** @type {Shape} */
const IDS = { fields: {}, lists: { 1: ['message_ids', id(16)] }, check: checkIds };

const readText = message({
  fields: { 1: ['body', text(0, LONGEST_TEXT)], 2: ['quoted', optionalId], 3: ['duration_s', duration], 28: ['attachment', optional(FILE)] },
  lists: MENTIONS,
  check(said) {
    if (!said.body && !said.attachment) refuse('malformed');
    checkMentions(said);
  },
});
const readEdit = message({
  fields: { 1: ['target', id(16)], 2: ['revision', revision], 3: ['body', text(1, LONGEST_TEXT)], 4: ['duration_s', duration] },
  lists: MENTIONS,
  check: checkMentions,
});
const readDeletion = message({ fields: { 1: ['target', id(16)] } });
const readReaction = message({ fields: { 1: ['target', id(16)], 2: ['revision', revision], 3: ['emoji', text(0, 40)] } });
const readSetting = message({ fields: { 1: ['revision', revision], 2: ['duration_s', duration] } });

/** @type {Record<number, [string, ReadValue]>} */
const SAID = {
  16: ['text', readText], 20: ['edit', readEdit], 21: ['deletion', readDeletion], 22: ['reaction', readReaction],
  23: ['duration_setting', readSetting],
};
const readCopy = message({
  fields: { 1: ['conversation', name], 2: ['message_id', id(16)], 4: ['sent_at_ms', time] },
  oneOf: { 3: SAID[16], 5: SAID[20], 6: SAID[21], 7: SAID[22], 8: SAID[23] },
});
const readDraft = message({ fields: { 1: ['revision', revision], 2: ['text', text(0, LONGEST_TEXT)] } });
/** @type {Record<number, [string, ReadValue]>} */
const BODIES = {
  ...SAID,
  17: ['delivery_receipt', message(IDS)],
  18: ['sent_copy', readCopy],
  19: ['resend_request', message(IDS)],
  24: ['sender_key', message({ fields: { 1: ['group', id(32)], 2: ['distribution', raw(1, 256)] } })],
  25: ['sender_key_request', message({ fields: { 1: ['group', id(32)] } })],
  26: ['read_receipt', message(IDS)],
  27: ['typing', message({ fields: {} })],
  29: ['off_record_text', message({ fields: { 1: ['body', text(1, LONGEST_TEXT)] } })],
  30: ['off_record_receipt', message({ fields: { 1: ['message_id', id(16)] } })],
  34: ['archive_root', message({ fields: { 1: ['size', number()], 2: ['root', raw(32, 32)], 3: ['asks', flag] } })],
  35: ['own_state', message({ fields: { 1: ['conversation', conversation] }, oneOf: { 2: ['read_up_to', id(16)], 3: ['draft', readDraft] } })],
};
/** @type {Shape} */
const CONTEXT = { fields: { 1: ['group', id(32)], 2: ['epoch', number()], 3: ['head_sequence', number()], 4: ['head_hash', raw(32, 32)] } };

/** @type {Record<number, [string, ReadValue]>} */
const OUTSIDE = {
  1: ['version', (value) => (value === 1 ? 1 : refuse('unsupported_version'))],
  2: ['suite', (value) => (value === 2 ? 2 : refuse('unsupported_suite'))],
  3: ['sender', name],
  4: ['sender_device', device],
  7: ['message_id', id(16)],
  8: ['counter', number()],
  9: ['sent_at_ms', time],
};
/** @type {ReadValue} */
const absent = (value) => (value === undefined ? undefined : refuse('malformed'));

/** @type {Record<string, (value: Buffer) => any>} */
const readers = {
  content: message({
    fields: {
      ...OUTSIDE,
      5: ['recipient', name],
      6: ['recipient_device', device],
      31: ['device_list', number()],
      32: ['group', absent],
      36: ['text_number', number()],
      37: ['void_text_numbers', number()],
    },
    oneOf: BODIES,
  }),
  group_content: message({
    fields: { ...OUTSIDE, 5: ['recipient', absent], 32: ['group', (value) => (value === undefined ? refuse('malformed') : message(CONTEXT)(value))] },
    oneOf: SAID,
  }),
};

test('contents_are_as_the_wire_format_says', () => {
  const { contents, group_contents: ofGroups } = vector('content');
  const bodies = new Set();
  for (const { fields, content } of contents) {
    assert.deepEqual(readers.content(bytes(content)), fields);
    for (const [body] of Object.values(BODIES)) if (body in fields) bodies.add(body);
  }
  assert.equal(bodies.size, Object.keys(BODIES).length);
  for (const { fields, content } of ofGroups) assert.deepEqual(readers.group_content(bytes(content)), fields);
});

test('fields_of_a_later_version_are_passed_over', () => {
  const { passed_over: passedOver } = vector('content');
  for (const { what, content, fields } of passedOver) {
    assert.ok(valuesOf(bytes(content)).has(99), what);
    assert.deepEqual(readers[what](bytes(content)), fields);
  }
});

test('refused_contents_are_as_the_wire_format_says', () => {
  for (const { why, what, content, code } of vector('content').refused) {
    assert.notEqual(code, 'ok', why);
    assert.equal(codeOf(() => readers[what](bytes(content))), code, why);
  }
});
