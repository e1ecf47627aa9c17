// SPDX-License-Identifier: GPL-3.0-or-later
// All cases, in the order of the matrix's rows.
// @ts-check
import { cases as handshake } from './handshake.mjs';
import { cases as ratchet } from './ratchet.mjs';
import { cases as limits } from './limits.mjs';
import { cases as replay } from './replay.mjs';
import { cases as damage } from './damage.mjs';
import { cases as restart } from './restart.mjs';
import { cases as trust } from './trust.mjs';
import { cases as safetyNumber } from './safety_number.mjs';
import { cases as signature } from './signature.mjs';
import { cases as record } from './record.mjs';
import { cases as store } from './store.mjs';
import { cases as bundle } from './bundle.mjs';
import { cases as handMade } from './hand_made.mjs';
import { cases as senderKey } from './sender_key.mjs';
import { cases as hybrid } from './hybrid.mjs';
import { cases as groupLog } from './group_log.mjs';
import { cases as groupMessages } from './group_messages.mjs';
import { cases as garbage } from './garbage.mjs';
import { cases as protocol } from './protocol.mjs';

/** @type {readonly import('../lib/suite.mjs').Case[]} */
export const cases = [
  ...protocol, ...handshake, ...ratchet, ...limits, ...replay, ...damage, ...restart, ...trust, ...safetyNumber, ...signature,
  ...record, ...store, ...bundle, ...handMade, ...garbage, ...senderKey, ...hybrid,
  ...groupLog, ...groupMessages,
];
