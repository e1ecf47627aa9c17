// SPDX-License-Identifier: GPL-3.0-or-later
// Where implementations may differ, and what is then expected of each. "strict" is what Sotto promises and the default
// for every driver; a profile that offers less says why, and the suite checks that it says the truth: an implementation
// that is declared lax and refuses after all fails too, so that this file can't grow stale.
// @ts-check

/** @typedef {'refuses_low_order_keys' | 'refuses_low_order_keys_in_messages' | 'refuses_non_canonical_keys' | 'refuses_low_order_signing_keys'
 *    | 'refuses_malleable_signatures' | 'remembers_initial_messages' | 'ignores_repeated_distribution'
 *    | 'refuses_short_jumps' | 'reads_records_of_libsignal_client' | 'dates_unanswered_sessions' | 'throttles_failures'
 *    | 'forgets_oldest_skipped_keys' | 'forgets_replaced_sessions' | 'refuses_keys_of_mixed_order'} CapabilityName */
/** @typedef {{ offered: boolean, reason: string }} Capability */
/** @typedef {{ name: string, capabilities: Record<CapabilityName, Capability>, limits: Limits, senderKeys: Library, records: Library }} Profile
 *    senderKeys, records: whose framing sender keys and session records have. */
/** @typedef {'libsignal-protocol-c' | 'libsignal-client'} Library */
/** @typedef {{ jumpAccepted: number, jumpRefused: number }} Limits
 *    jumpAccepted: so many skipped messages in one chain must do no harm; jumpRefused: so many must be refused. */

/** What each capability means. @type {Record<CapabilityName, string>} */
export const CAPABILITIES = {
  refuses_low_order_keys: 'a small-order Curve25519 point is refused in every key slot of a bundle, before anything changes',
  refuses_low_order_keys_in_messages: 'a small-order point is refused as identity, base and ratchet key of a message that is otherwise genuine',
  refuses_non_canonical_keys: 'an encoding of 2^255-19 or more is refused in every key slot',
  refuses_keys_of_mixed_order: 'a base key that has a part of small order is refused: it agrees like the one without and so hides a replay',
  refuses_low_order_signing_keys: 'no signature verifies under a small-order identity key',
  refuses_malleable_signatures: 'a signature whose scalar is not reduced is invalid',
  remembers_initial_messages: 'an initial message is accepted once, even after its session was forgotten',
  ignores_repeated_distribution: 'a sender-key distribution message that is processed again doesn\'t turn the chain back',
  reads_records_of_libsignal_client: 'session records as Signal\'s newer library writes them are understood whole: an index of zero is absent, keys of skipped messages are seeds',
  dates_unanswered_sessions: 'the record of an unanswered session says when it began; Signal\'s library gives it up after 30 days',
  throttles_failures: 'after ten messages of a peer that failed within a minute no more are tried',
  forgets_oldest_skipped_keys: 'of 400 skipped messages in one chain the oldest keys are dropped, so that a record stays small',
  forgets_replaced_sessions: 'a session that several newer ones have replaced reads no more',
  refuses_short_jumps: 'a jump over more than 2,000 messages is refused',
};

/** @returns {Record<CapabilityName, Capability>} */
function everything() {
  const names = /** @type {CapabilityName[]} */ (Object.keys(CAPABILITIES));
  return /** @type {Record<CapabilityName, Capability>} */ (
    Object.fromEntries(names.map((name) => [name, { offered: true, reason: '' }])));
}

/** @param {string} reason */
const without = (reason) => ({ offered: false, reason });

/** @type {Record<string, Profile>} */
export const PROFILES = {
  strict: {
    name: 'strict',
    capabilities: everything(),
    limits: { jumpAccepted: 200, jumpRefused: 2_001 },
    senderKeys: 'libsignal-protocol-c',
    records: 'libsignal-protocol-c',
  },
  signal: {
    name: 'signal',
    capabilities: {
      ...everything(),
      refuses_low_order_keys: without('libsignal 0.72 agrees with small-order points in signed and one-time prekeys; the signature over a signed prekey is all that it asks for'),
      refuses_low_order_keys_in_messages: without('libsignal 0.72 agrees with small-order points in messages too'),
      refuses_non_canonical_keys: without('libsignal 0.72 takes public keys of any encoding and reduces them'),
      refuses_keys_of_mixed_order: without('libsignal 0.72 compares base keys and agrees with any'),
      refuses_low_order_signing_keys: without('libsignal 0.72 verifies signatures under keys of small order, where one constant signature fits many messages'),
      refuses_malleable_signatures: without('libsignal 0.72 doesn\'t ask that a signature\'s scalar is reduced'),
      remembers_initial_messages: without('libsignal 0.72 knows an initial message by its session, and keeps 40 archived ones'),
      throttles_failures: without('libsignal 0.72 tries every message'),
      forgets_oldest_skipped_keys: without('libsignal 0.72 keeps the keys of 2,000 skipped messages'),
      forgets_replaced_sessions: without('libsignal 0.72 keeps 40 replaced sessions'),
      refuses_short_jumps: without('libsignal 0.72 follows a jump of up to 25,000 messages'),
    },
    limits: { jumpAccepted: 2_000, jumpRefused: 25_001 },
    senderKeys: 'libsignal-client',
    records: 'libsignal-client',
  },
};

/** @param {string} name */
export function profile(name) {
  const found = PROFILES[name];
  if (!found) throw new Error(`There is no profile "${name}"; there are ${Object.keys(PROFILES).join(', ')}.`);
  return found;
}
