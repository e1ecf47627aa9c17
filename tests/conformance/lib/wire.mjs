// SPDX-License-Identifier: GPL-3.0-or-later
// Signal's version 3 messages, taken apart and put together: a version byte, a protobuf, and for an ordinary message
// eight bytes of MAC. Only as much protobuf as these messages have: varints and length-delimited fields.
// @ts-check

const MAC_SIZE = 8;
const VARINT = 0;
const DELIMITED = 2;

/** @typedef {{ number: number, wireType: number, start: number, valueStart: number, end: number, value: number | Buffer }} Field
 *    start..valueStart is tag and length, valueStart..end the value. */
/** @typedef {{ name: string, start: number, end: number }} Region */

/** @type {Record<number, string>} */
const PREKEY_FIELDS = {
  1: 'prekey id', 2: 'base key', 3: 'identity key', 4: 'inner message', 5: 'registration id', 6: 'signed prekey id',
};
/** @type {Record<number, string>} */
const MESSAGE_FIELDS = { 1: 'ratchet key', 2: 'counter', 3: 'previous counter', 4: 'ciphertext' };

/** @param {Buffer} bytes @param {number} at @returns {[number, number]} value and position behind it */
function readVarint(bytes, at) {
  let value = 0;
  for (let shift = 0; at < bytes.length && shift < 49; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
  throw new Error('The message has a broken varint.');
}

/** @param {number} value */
export function varint(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** @param {Buffer} bytes @param {number} start @param {number} end @returns {Field[]} */
export function parseFields(bytes, start, end) {
  const fields = [];
  for (let at = start; at < end;) {
    const [tag, behindTag] = readVarint(bytes, at);
    const [first, behindFirst] = readVarint(bytes, behindTag);
    const wireType = tag % 8;
    if (wireType !== VARINT && wireType !== DELIMITED) throw new Error(`The message has the wire type ${wireType}.`);
    const stop = wireType === VARINT ? behindFirst : behindFirst + first;
    if (stop > end) throw new Error('A field of the message goes beyond its end.');
    fields.push({
      number: Math.floor(tag / 8), wireType, start: at,
      valueStart: wireType === VARINT ? behindTag : behindFirst, end: stop,
      value: wireType === VARINT ? first : bytes.subarray(behindFirst, stop),
    });
    at = stop;
  }
  return fields;
}

/** @param {Array<[number, number | Buffer]>} fields */
export function protobuf(fields) {
  return Buffer.concat(fields.flatMap(([number, value]) => (typeof value === 'number'
    ? [varint(number * 8 + VARINT), varint(value)]
    : [varint(number * 8 + DELIMITED), varint(value.length), value])));
}

/** Every part of a message, in order and without gaps. @param {import('./client.mjs').Message} message @returns {Region[]} */
export function regionsOf(message) {
  const bytes = Buffer.from(message.data, 'hex');
  return message.type === 3 ? prekeyRegions(bytes) : ordinaryRegions(bytes, 0, bytes.length);
}

/** @param {Buffer} bytes */
function prekeyRegions(bytes) {
  return [{ name: 'wrapper version', start: 0, end: 1 }, ...parseFields(bytes, 1, bytes.length).flatMap((field) => {
    const name = PREKEY_FIELDS[field.number] ?? 'unknown field';
    const head = { name: `${name} tag`, start: field.start, end: field.valueStart };
    if (field.number === 4) return [head, ...ordinaryRegions(bytes, field.valueStart, field.end)];
    return [head, { name, start: field.valueStart, end: field.end }];
  })];
}

/** @param {Buffer} bytes @param {number} start @param {number} end */
function ordinaryRegions(bytes, start, end) {
  const fields = parseFields(bytes, start + 1, end - MAC_SIZE).flatMap((field) => {
    const name = MESSAGE_FIELDS[field.number] ?? 'unknown field';
    return [
      { name: `${name} tag`, start: field.start, end: field.valueStart },
      { name, start: field.valueStart, end: field.end },
    ];
  });
  return [{ name: 'version', start, end: start + 1 }, ...fields, { name: 'mac', start: end - MAC_SIZE, end }];
}

/** @param {import('./client.mjs').Message} message @param {string} name */
export function region(message, name) {
  const found = regionsOf(message).find((one) => one.name === name);
  if (!found) throw new Error(`The message has no ${name}.`);
  return found;
}

/** A message with one bit turned over. @param {import('./client.mjs').Message} message @param {number} byte @param {number} bit */
export function flipped(message, byte, bit) {
  const bytes = Buffer.from(message.data, 'hex');
  bytes[byte] ^= 1 << bit;
  return { ...message, data: bytes.toString('hex') };
}

/** A prekey message with some fields of its wrapper replaced, or removed by undefined.
 *  @param {import('./client.mjs').Message} message @param {Record<number, number | Buffer | undefined>} replaced */
export function rewrapped(message, replaced) {
  const bytes = Buffer.from(message.data, 'hex');
  const fields = parseFields(bytes, 1, bytes.length)
    .map(({ number, value }) => /** @type {[number, number | Buffer | undefined]} */ (
      [number, number in replaced ? replaced[number] : value]));
  const kept = /** @type {Array<[number, number | Buffer]>} */ (fields.filter(([, value]) => value !== undefined));
  return { ...message, data: Buffer.concat([bytes.subarray(0, 1), protobuf(kept)]).toString('hex') };
}
