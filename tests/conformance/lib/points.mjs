// SPDX-License-Identifier: GPL-3.0-or-later
// Curve25519's points that nobody should accept, and signatures that nobody should have made.
// @ts-check

const P = 2n ** 255n - 19n;
const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const KEY_TYPE = '05';

/** @param {bigint} value */
function littleEndian(value) {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex');
}

/** @param {string} hex */
const toInteger = (hex) => BigInt(`0x${Buffer.from(hex, 'hex').reverse().toString('hex')}`);

const ORDER_8 = [
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
];
const TOP_BIT = 2n ** 255n;

/** @param {string} name @param {bigint} u */
const point = (name, u) => ({ name, key: KEY_TYPE + littleEndian(u) });

/** Every u with which an agreement gives zero, in its canonical encoding. */
export const LOW_ORDER = [
  point('u=0', 0n), point('u=1', 1n), point('u of order 8, the first', ORDER_8[0]),
  point('u of order 8, the second', ORDER_8[1]), point('u=p-1', P - 1n),
];

/** The same points in encodings that must not be used: beyond p, or with the bit that decoders mask. */
export const LOW_ORDER_NON_CANONICAL = [
  point('u=p', P), point('u=p+1', P + 1n),
  point('u=0 with the top bit', TOP_BIT), point('u=1 with the top bit', TOP_BIT + 1n),
  point('u=p-1 with the top bit', TOP_BIT + P - 1n), point('u=p with the top bit', TOP_BIT + P),
  point('u=p+1 with the top bit', TOP_BIT + P + 1n),
  point('u of order 8, the first, with the top bit', TOP_BIT + ORDER_8[0]),
  point('u of order 8, the second, with the top bit', TOP_BIT + ORDER_8[1]),
];

/** Encodings beyond p of points that are otherwise sound. */
export const NON_CANONICAL = [
  point('u=p+9, which is the base point', P + 9n), point('u=9 with the top bit', TOP_BIT + 9n),
  point('u=2p-1', 2n * P - 1n), point('u=2p', 2n * P), point('u=2p+1', 2n * P + 1n),
];

/** The same point plus the one of order 2, (0, 0): its u is the inverse. Clamped scalars are multiples of 8, so every
 *  agreement with it is the same as with the point itself. @param {Buffer} key 33 bytes */
export function withTorsion(key) {
  const u = toInteger(key.subarray(1).toString('hex'));
  return Buffer.from(KEY_TYPE + littleEndian(power(u, P - 2n)), 'hex');
}

/** @param {bigint} base @param {bigint} exponent */
function power(base, exponent) {
  let result = 1n;
  for (let square = base % P, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % P) {
    if (rest & 1n) result = (result * square) % P;
  }
  return result;
}

/** Signatures with a commitment of small order, the neutral point and the point of order 2, and a scalar of zero. */
export const CONSTANT_SIGNATURES = [littleEndian(1n), littleEndian(P - 1n)].map((point) => point + '00'.repeat(32));

/** The same signature with the group order added to its scalar; undefined where that has no room. XEdDSA keeps the sign
 *  of the key in the top bit. @param {string} signature */
export function addGroupOrder(signature) {
  const scalar = Buffer.from(signature.slice(64), 'hex');
  const sign = scalar[31] & 0x80;
  scalar[31] &= 0x7f;
  const sum = toInteger(scalar.toString('hex')) + GROUP_ORDER;
  if (sum >= TOP_BIT) return undefined;
  const changed = Buffer.from(littleEndian(sum), 'hex');
  changed[31] |= sign;
  return signature.slice(0, 64) + changed.toString('hex');
}
