// SPDX-License-Identifier: GPL-3.0-or-later
// What a case may expect. Each takes a sentence that says what was expected, for whoever reads the failure.
// @ts-check
import { DriverBroke, NotOffered, Refused } from './driver.mjs';

export class Unexpected extends Error {}

/** @param {unknown} condition @param {string} sentence @returns {asserts condition} */
export function expect(condition, sentence) {
  if (!condition) throw new Unexpected(sentence);
}

/** @param {unknown} actual @param {unknown} wanted @param {string} sentence */
export function expectEqual(actual, wanted, sentence) {
  if (Buffer.isBuffer(actual) && Buffer.isBuffer(wanted) && actual.equals(wanted)) return;
  if (Object.is(actual, wanted)) return;
  throw new Unexpected(`${sentence}: wanted ${shown(wanted)}, got ${shown(actual)}`);
}

/** Awaits a request that must be refused, with one of `codes` if any are given; gives the code.
 *  @param {Promise<unknown>} request @param {string} sentence @param {readonly string[]} [codes] */
export async function expectRefused(request, sentence, codes = []) {
  const refusal = await refusalOf(request);
  if (refusal === undefined) throw new Unexpected(`${sentence}: it was accepted`);
  if (codes.length > 0 && !codes.includes(refusal.code)) {
    throw new Unexpected(`${sentence}: wanted the code ${codes.join(' or ')}, got ${refusal.message}`);
  }
  return refusal.code;
}

/** The refusal of a request, undefined if it was granted. A broken driver and a missing command stay what they are.
 *  @param {Promise<unknown>} request */
export async function refusalOf(request) {
  try {
    await request;
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    if (error instanceof NotOffered || error instanceof DriverBroke) throw error;
    throw error;
  }
}

/** @param {unknown} value */
function shown(value) {
  const text = Buffer.isBuffer(value) ? `${value.length} bytes ${value.toString('hex')}` : JSON.stringify(value);
  return text !== undefined && text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
