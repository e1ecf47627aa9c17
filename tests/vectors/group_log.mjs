// SPDX-License-Identifier: GPL-3.0-or-later
// Groups as crypto-docs/protocol.md has them: entries read, chained, verified and judged by the rules.
// @ts-check
import { Reader, isSigned, refuse, sha256 } from './primitives.mjs';

const KINDS = ['create', 'request', 'approve', 'join', 'leave', 'remove', 'role', 'policy', 'rename', 'picture'];
const GROUP_KINDS = ['secure', 'open'];
const ROLES = ['member', 'admin', 'owner'];
const DAY = 24 * 60 * 60 * 1000;
const REQUEST_LIFETIME = 7 * DAY;
const LONGEST_APPROVAL = 7 * DAY;
const MOST_REQUESTS = 50;
const MOST_MEMBERS = 1000;
const LONGEST_NAME = 64;

/** @param {Reader} from */
const readPolicy = (from) => ({ version: from.u32(), approvals: from.u32(), approvers: from.oneOf(ROLES) });
/** @param {Reader} from */
const readIdentity = (from) => from.raw(33).toString('hex');
/** @param {Reader} from */
const readNonce = (from) => from.raw(16).toString('hex');
/** @param {Reader} from */
const readKeyAndNonce = (from) => ({ identity: readIdentity(from), nonce: readNonce(from) });

/** @type {Record<string, (from: Reader) => any>} */
const BODIES = {
  create: (from) => ({ kind: from.oneOf(GROUP_KINDS), name: from.text(1, LONGEST_NAME), policy: readPolicy(from), ...readKeyAndNonce(from) }),
  request: readKeyAndNonce,
  approve: (from) => ({ user: from.name(), ...readKeyAndNonce(from), end: from.time() }),
  join: readKeyAndNonce,
  leave: () => ({}),
  remove: (from) => ({ user: from.name() }),
  role: (from) => ({ user: from.name(), role: from.oneOf(ROLES) }),
  policy: readPolicy,
  rename: (from) => ({ name: from.text(1, LONGEST_NAME) }),
  picture: (from) => ({ picture: from.bytes().toString('hex') }),
};

/** @param {Buffer} whole */
export function readEntry(whole) {
  const unsigned = whole.subarray(0, -64);
  const from = new Reader(unsigned);
  if (from.u8() !== 1) refuse('unsupported_version');
  const kind = from.oneOf(KINDS);
  const entry = {
    kind,
    unsigned,
    signature: whole.subarray(-64),
    hash: sha256('sotto/v1/group/entry\0', unsigned).toString('hex'),
    group: from.raw(32).toString('hex'),
    sequence: Number(from.u64()),
    previous: from.raw(32).toString('hex'),
    epoch: Number(from.u64()),
    at: from.time(),
    author: from.name(),
    body: BODIES[kind](from),
  };
  from.end();
  if ((kind === 'create') !== (entry.sequence === 0 && entry.epoch === 0)) refuse('malformed');
  return entry;
}

/** @typedef {ReturnType<typeof readEntry>} Entry */
/** @typedef {{ identity: string, role: string, sinceEpoch: number, sinceSequence: number }} Member */
/** @typedef {{ identity: string, nonce: string, askedAt: number, approvals: Map<string, { epoch: number, end: number }> }} Pending */
/** @typedef {{ version: number, approvals: number, approvers: string }} Policy */

/** @param {string} role @param {string} least */
const isAtLeast = (role, least) => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** @param {Entry} entry @param {string} identity */
function verifyEntry(entry, identity) {
  if (!isSigned(`sotto/v1/group/${entry.kind}`, Buffer.from(identity, 'hex'), entry.unsigned, entry.signature)) refuse('invalid_signature');
}

/** What a log amounts to. */
class Membership {
  /** @param {Entry} create */
  constructor(create) {
    const { kind, name, policy, identity } = create.body;
    if (policy.version !== 1) refuse('malformed');
    verifyEntry(create, identity);
    this.group = create.hash;
    this.kind = kind;
    this.name = name;
    /** @type {Policy} */
    this.policy = policy;
    this.picture = '';
    this.epoch = 1;
    this.head = { sequence: 0, hash: create.hash, at: create.at };
    /** @type {Map<string, Member>} */
    this.members = new Map([[create.author, { identity, role: 'owner', sinceEpoch: 1, sinceSequence: 0 }]]);
    /** @type {Map<string, Pending>} */
    this.requests = new Map();
    /** @type {Set<string>} */
    this.removed = new Set();
  }

  /** @param {Entry} entry */
  append(entry) {
    this.checkPlace(entry);
    for (const [user, { askedAt }] of this.requests) if (askedAt + REQUEST_LIFETIME < entry.at) this.requests.delete(user);
    verifyEntry(entry, this.keyOf(entry));
    RULES[entry.kind](this, entry);
    this.head = { sequence: entry.sequence, hash: entry.hash, at: entry.at };
  }

  /** @param {Entry} entry */
  checkPlace(entry) {
    if (entry.group !== this.group) refuse('context_mismatch');
    if (entry.sequence > this.head.sequence + 1) refuse('invalid_state');
    if (entry.sequence <= this.head.sequence) refuse('stale_state');
    if (entry.previous !== this.head.hash) refuse('forked_log');
    if (entry.epoch !== this.epoch) refuse('stale_state');
    if (entry.at < this.head.at) refuse('malformed');
  }

  /** @param {Entry} entry @returns {string} */
  keyOf({ kind, author, body }) {
    if (kind === 'request' || kind === 'join') return body.identity;
    const pending = kind === 'leave' ? this.requests.get(author) : undefined;
    return (pending ?? this.members.get(author))?.identity ?? refuse('not_permitted');
  }

  /** @param {string} author @param {string} least */
  require(author, least) {
    if (!isAtLeast(this.members.get(author)?.role ?? '', least)) refuse('not_permitted');
  }

  /** @param {string} author @param {string} identity */
  requireNew(author, identity) {
    if (this.members.has(author) || [...this.members.values()].some((member) => member.identity === identity)) refuse('already_exists');
  }

  mayApprove = (/** @type {Member} */ { role }) => isAtLeast(role, this.policy.approvers);
  neededApprovals = () => Math.max(1, Math.min(this.policy.approvals, [...this.members.values()].filter(this.mayApprove).length));

  /** @param {Pending} request @param {number} at */
  validApprovals(request, at) {
    return [...request.approvals].filter(([user, { epoch, end }]) => {
      const member = this.members.get(user);
      return end >= at && member !== undefined && this.mayApprove(member) && member.sinceEpoch <= epoch;
    }).length;
  }

  /** After the only owner comes who has the highest role, and among those who has been here longest. @param {string} user */
  takeOut(user) {
    this.members.delete(user);
    this.epoch += 1;
    const rest = [...this.members.values()];
    if (rest.some(({ role }) => role === 'owner')) return;
    const [heir] = rest.sort((a, b) => ROLES.indexOf(b.role) - ROLES.indexOf(a.role) || a.sinceSequence - b.sinceSequence);
    if (heir) heir.role = 'owner';
  }
}

/** @type {Record<string, (state: Membership, entry: Entry) => void>} */
const RULES = {
  create: () => refuse('invalid_state'),
  request(state, { author, at, body: { identity, nonce } }) {
    if (state.kind === 'open') refuse('invalid_state');
    state.requireNew(author, identity);
    if (state.requests.has(author)) refuse('already_exists');
    if (state.requests.size >= MOST_REQUESTS) refuse('too_large');
    state.requests.set(author, { identity, nonce, askedAt: at, approvals: new Map() });
  },
  approve(state, { author, at, epoch, body: { user, identity, nonce, end } }) {
    state.require(author, state.policy.approvers);
    const request = state.requests.get(user) ?? refuse('not_found');
    if (request.identity !== identity || request.nonce !== nonce) refuse('context_mismatch');
    if (end <= at || end > at + LONGEST_APPROVAL) refuse('malformed');
    request.approvals.set(author, { epoch, end });
  },
  join(state, { author, at, sequence, body: { identity, nonce } }) {
    state.requireNew(author, identity);
    if (state.kind === 'secure') {
      const request = state.requests.get(author) ?? refuse('not_approved');
      if (request.identity !== identity || request.nonce !== nonce) refuse('context_mismatch');
      if (state.validApprovals(request, at) < state.neededApprovals()) refuse('not_approved');
    } else if (state.removed.has(author)) {
      refuse('not_permitted');
    }
    if (state.members.size >= MOST_MEMBERS) refuse('too_large');
    state.requests.delete(author);
    state.removed.delete(author);
    state.epoch += 1;
    state.members.set(author, { identity, role: 'member', sinceEpoch: state.epoch, sinceSequence: sequence });
  },
  leave(state, { author }) {
    if (!state.requests.delete(author)) state.takeOut(author);
  },
  remove(state, { author, body: { user } }) {
    state.require(author, 'admin');
    if (state.requests.delete(user)) return;
    const target = state.members.get(user) ?? refuse('not_found');
    if (isAtLeast(target.role, state.members.get(author)?.role ?? '')) refuse('not_permitted');
    state.takeOut(user);
    state.removed.add(user);
  },
  role(state, { author, body: { user, role } }) {
    state.require(author, 'owner');
    const target = state.members.get(user) ?? refuse('not_found');
    const owners = [...state.members.values()].filter((member) => member.role === 'owner');
    if (role !== 'owner' && target.role === 'owner' && owners.length === 1) refuse('invalid_state');
    target.role = role;
  },
  policy(state, { author, body }) {
    state.require(author, 'owner');
    if (body.version !== state.policy.version + 1) refuse('stale_state');
    state.policy = body;
  },
  rename(state, { author, body: { name } }) {
    state.require(author, 'admin');
    state.name = name;
  },
  picture(state, { author, body: { picture } }) {
    state.require(author, 'admin');
    state.picture = picture;
  },
};

/** From the first entry on; the group's id is that one's hash. @param {string} group @param {Buffer[]} entries */
export function replay(group, [first, ...rest]) {
  const create = readEntry(first);
  if (create.kind !== 'create') refuse('malformed');
  if (create.hash !== group) refuse('context_mismatch');
  const state = new Membership(create);
  for (const entry of rest) state.append(readEntry(entry));
  return state;
}

/** @param {Map<string, any>} users */
const byName = (users) => [...users].sort(([a], [b]) => (a < b ? -1 : 1));

/** As it stands in group.json. @param {Membership} state */
export function written(state) {
  return {
    group: state.group,
    kind: state.kind,
    name: state.name,
    policy: state.policy,
    picture: state.picture,
    epoch: state.epoch,
    head_sequence: state.head.sequence,
    head_hash: state.head.hash,
    needed_approvals: state.neededApprovals(),
    members: byName(state.members).map(([name, { identity, role, sinceEpoch }]) => ({ name, identity, role, since_epoch: sinceEpoch })),
    requests: byName(state.requests).map(([name, request]) => ({
      name,
      identity: request.identity,
      nonce: request.nonce,
      approvals: state.validApprovals(request, state.head.at),
    })),
  };
}
