// SPDX-License-Identifier: GPL-3.0-or-later
// The suite's own, small reading of Signal's specifications: what it computes, no implementation under test has made.
// @ts-check
import { createHash } from 'node:crypto';

const FINGERPRINT_VERSION = Buffer.from([0, 0]);
const DIGITS_EACH = 30;

/** One person's half: 30 digits. @param {number} iterations @param {string} id @param {string} key 33 bytes */
function half(iterations, id, key) {
  const publicKey = Buffer.from(key, 'hex');
  let hash = Buffer.concat([FINGERPRINT_VERSION, publicKey, Buffer.from(id)]);
  for (let i = 0; i < iterations; i += 1) hash = createHash('sha512').update(hash).update(publicKey).digest();
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
