// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of groups' logs, taken apart and put together after crypto-docs/protocol.md, "Groups".
// @ts-check
import { createHash } from 'node:crypto';

/** @typedef {import('./client.mjs').Client} Client */
/** @typedef {{ kind: string, group: Buffer, sequence: number, previous: Buffer, epoch: number, at: number, author: string,
 *    body: Buffer }} Entry */

/** In the order of their numbers, from 1. */
const KINDS = ['create', 'request', 'approve', 'join', 'leave', 'remove', 'role', 'policy', 'rename', 'picture'];
const VERSION = 1;
const HASH_SIZE = 32;
const SIGNATURE_SIZE = 64;

export const NOWHERE = Buffer.alloc(HASH_SIZE);

/** @param {number} value */
export const u8 = (value) => Buffer.of(value);
/** @param {number} value */
export function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
/** @param {number} value */
export function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
/** @param {string | Buffer} value */
export const counted = (value) => Buffer.concat([u32(Buffer.byteLength(value)), Buffer.from(value)]);

/** What is signed and hashed. @param {Entry} entry */
export function unsigned({ kind, group, sequence, previous, epoch, at, author, body }) {
  return Buffer.concat([u8(VERSION), u8(KINDS.indexOf(kind) + 1), group, u64(sequence), previous, u64(epoch), u64(at), counted(author), body]);
}

/** @param {string} label @param {Buffer} message */
const labelled = (label, message) => Buffer.concat([Buffer.from(label), Buffer.of(0), message]);

/** What the next entry names, and for a create the group's id. @param {Buffer} bytes without the signature */
export const hashOf = (bytes) => createHash('sha256').update(labelled('sotto/v1/group/entry', bytes)).digest();

/** What an entry's signature is over. @param {string} kind @param {Buffer} bytes without the signature */
export const signedText = (kind, bytes) => labelled(`sotto/v1/group/${kind}`, bytes);

/** @param {Client} signer @param {Entry} entry @param {string} [label] the kind whose label it gets */
export async function signedBy(signer, entry, label = entry.kind) {
  const bytes = unsigned(entry);
  return bytes.toString('hex') + await signer.sign(signedText(label, bytes));
}

/** @param {string} hex @returns {{ entry: Entry, bytes: Buffer, signature: string }} bytes: without the signature */
export function parsed(hex) {
  const whole = Buffer.from(hex, 'hex');
  const bytes = whole.subarray(0, whole.length - SIGNATURE_SIZE);
  let at = 0;
  const take = (/** @type {number} */ size) => bytes.subarray(at, at += size);
  const number = () => Number(take(8).readBigUInt64BE());
  const version = take(1)[0];
  if (version !== VERSION) throw new Error(`The entry has the version ${version}.`);
  const entry = {
    kind: KINDS[take(1)[0] - 1], group: take(HASH_SIZE), sequence: number(), previous: take(HASH_SIZE), epoch: number(), at: number(),
    author: take(take(4).readUInt32BE()).toString(), body: bytes.subarray(at),
  };
  return { entry, bytes, signature: whole.subarray(bytes.length).toString('hex') };
}

/** A Buffer with one bit turned over. @param {Buffer} bytes @param {number} [at] */
export function spoilt(bytes, at = 0) {
  const changed = Buffer.from(bytes);
  changed[at] ^= 1;
  return changed;
}
