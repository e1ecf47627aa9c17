// SPDX-License-Identifier: GPL-3.0-or-later
// Defects: each takes a good driver's part between the suite and it, and spoils one thing.
// @ts-check
import { Driver } from '../lib/driver.mjs';
import { safetyCode } from '../lib/reference.mjs';
import { flipped, region, rewrapped } from '../lib/wire.mjs';

/** @typedef {Record<string, any>} Json */
/** @typedef {{ request?: (request: Json, inner: (request: Json) => Promise<Json>) => Promise<Json>,
 *    line?: (line: string) => string | undefined, answer?: (line: string) => string }} Defect */

const failed = (/** @type {Json} */ answer) => 'error' in answer;
const untouched = (/** @type {Json} */ request, /** @type {(request: Json) => Promise<Json>} */ inner) => inner(request);
const error = (/** @type {string} */ code) => ({ error: 'It is a defect.', code });

/** Keeps what was decrypted and gives it again. @param {() => boolean} active @returns {Defect['request']} */
function replaying(active) {
  /** @type {Map<string, Json>} */
  const read = new Map();
  return async (request, inner) => {
    const answer = await inner(request);
    if (!['decrypt', 'sk_decrypt'].includes(request.cmd)) return answer;
    const key = `${request.who}/${request.peer}/${request.data}`;
    if (!failed(answer)) read.set(key, answer);
    return failed(answer) && active() ? read.get(key) ?? answer : answer;
  };
}

/** Answers something else than an error, where a command is refused with one of the codes.
 *  @param {string} cmd @param {string[]} codes @param {Json} instead @returns {Defect['request']} */
const grantsAnyway = (cmd, codes, instead) => async (request, inner) => {
  const answer = await inner(request);
  const granted = request.cmd === cmd && failed(answer) && (codes.length === 0 || codes.includes(answer.code));
  return granted ? { ...instead, ...('id_' in request ? { id_: request.id_ } : {}) } : answer;
};

/** Changes the answer of a command. @param {string} cmd @param {(answer: Json, request: Json) => Json} change @returns {Defect['request']} */
const changes = (cmd, change) => async (request, inner) => {
  const answer = await inner(request);
  return request.cmd === cmd && !failed(answer) ? change(answer, request) : answer;
};

/** @returns {Defect} */
function forgetsReplaysOnRestart() {
  let restarted = false;
  const replay = replaying(() => restarted);
  return {
    request: async (request, inner) => {
      if (request.cmd === 'restart') restarted = true;
      return (replay ?? untouched)(request, inner);
    },
  };
}

/** @returns {Defect} */
function givesOnePrekeyAgain() {
  /** @type {Map<string, Json>} */
  const first = new Map();
  return {
    request: changes('bundle', (answer, { who, one_time: oneTime }) => {
      if (!oneTime) return answer;
      if (!first.has(who)) first.set(who, answer);
      return { ...answer, prekey: first.get(who)?.prekey, prekey_id: first.get(who)?.prekey_id };
    }),
  };
}

/** What both sides of a pairing know of the messages that doesNotPad has changed. @type {Map<string, string>} */
const padded = new Map();

/** Messages as long as their content makes them; the good driver's are carried inside.
 *  @param {string} prefix of the commands @param {(request: Json) => string} contentOf @returns {Defect} */
function doesNotPad(prefix, contentOf) {
  return {
    request: async (request, inner) => {
      if (request.cmd === `${prefix}decrypt`) return inner({ ...request, data: padded.get(request.data) ?? request.data });
      const answer = await inner(request);
      if (request.cmd !== `${prefix}encrypt` || failed(answer)) return answer;
      const data = answer.data + contentOf(request);
      padded.set(data, answer.data);
      return { ...answer, data };
    },
  };
}

/** @returns {Defect} */
function readsInOrderOnly() {
  /** @type {Map<string, number>} */
  const newest = new Map();
  return {
    request: async (request, inner) => {
      if (request.cmd !== 'decrypt' || request.type !== 2) return inner(request);
      const counter = counterOf(request.data);
      const chain = `${request.who}/${request.peer}/${request.data.slice(2, 72)}`;
      if (counter < (newest.get(chain) ?? 0)) return error('duplicate_message');
      newest.set(chain, counter);
      return inner(request);
    },
  };
}

/** The counter of an ordinary message: behind the version, the ratchet key's field and a tag.
 *  @param {string} data */
const counterOf = (data) => Buffer.from(data, 'hex')[1 + 35 + 1];

/** @returns {Defect} */
function trustsWhatItRefused() {
  const poisoned = new Set();
  return {
    request: async (request, inner) => {
      const name = `${request.who}/${request.peer}`;
      if (poisoned.has(name)) return error('untrusted_identity');
      const answer = await inner(request);
      if (request.cmd === 'decrypt' && request.type === 3 && failed(answer)) poisoned.add(name);
      return answer;
    },
  };
}

/** Gives the record as it was after the session's first message. @returns {Defect} */
function givesOldSessions() {
  /** @type {Map<string, Json>} */
  const first = new Map();
  return {
    request: async (request, inner) => {
      const { cmd, who, peer, peer_device: device } = request;
      const session = `${who}/${peer}/${device}`;
      if (cmd === 'get_session') return first.get(session) ?? inner(request);
      const answer = await inner(request);
      if ((cmd === 'encrypt' || cmd === 'decrypt') && !first.has(session) && !failed(answer)) {
        first.set(session, await inner({ cmd: 'get_session', who, peer, peer_device: device }));
      }
      return answer;
    },
  };
}

/** @returns {Defect} */
function waitsForLostMessages() {
  /** @type {Map<string, number>} */
  const next = new Map();
  return {
    request: async (request, inner) => {
      if (request.cmd !== 'decrypt' || ![2, 3].includes(request.type) || request.data === '') return inner(request);
      const inside = innerMessage(request);
      if (inside === undefined) return inner(request);
      const chain = `${request.who}/${request.peer}/${inside.slice(2, 72)}`;
      const counter = counterOf(inside);
      if (counter > (next.get(chain) ?? 0)) return error('undecryptable');
      next.set(chain, Math.max(counter + 1, next.get(chain) ?? 0));
      return inner(request);
    },
  };
}

/** @param {Json} request */
function innerMessage({ type, data }) {
  if (type === 2) return data;
  try {
    return data.slice(2 * region({ type, data }, 'version').start);
  } catch {
    return undefined;
  }
}

/** @returns {Defect} */
function dropsCrossingSessions() {
  const written = new Set();
  return {
    request: async (request, inner) => {
      const session = `${request.who}/${request.peer}`;
      if (request.cmd === 'encrypt') written.add(session);
      return request.cmd === 'decrypt' && request.type === 3 && written.has(session) ? error('undecryptable') : inner(request);
    },
  };
}

/** @returns {Defect} */
function forgetsReplacedSessions() {
  const [known, replaced] = [new Set(), new Set()];
  return {
    request: async (request, inner) => {
      const session = `${request.who}/${request.peer}`;
      if (request.cmd === 'encrypt') known.add(session);
      if (request.cmd === 'process_bundle' && known.has(session)) replaced.add(session);
      return request.cmd === 'decrypt' && replaced.has(session) ? error('undecryptable') : inner(request);
    },
  };
}

/** Tries a refused decrypt again with the request changed. @param {(request: Json) => Json[]} changes @returns {Defect} */
const triesAgain = (changes) => ({
  request: async (request, inner) => {
    let answer = await inner(request);
    for (const changed of request.cmd === 'decrypt' && failed(answer) ? changes(request) : []) {
      answer = await inner(changed);
      if (!failed(answer)) break;
    }
    return answer;
  },
});

/** The request with each bit of one byte turned over. @param {Json} request @param {number} byte */
const withEachBit = (request, byte) => [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => (
  { ...request, ...flipped(/** @type {import('../lib/client.mjs').Message} */ (request), byte, bit) }));

/** @param {Json} request */
function withAnotherInnerMac(request) {
  const inside = request.type === 3 && request.data !== '' ? innerMessage(request) : undefined;
  return inside === undefined ? [] : withEachBit(request, region(/** @type {any} */ (request), 'mac').start);
}

/** @returns {Defect} */
function signsOncePerMessage() {
  /** @type {Map<string, Json>} */
  const signed = new Map();
  return {
    request: changes('sign', (answer, { who, message }) => {
      if (!signed.has(`${who}/${message}`)) signed.set(`${who}/${message}`, answer);
      return /** @type {Json} */ (signed.get(`${who}/${message}`));
    }),
  };
}

/** The signature of an entry is over the same bytes under no label. @returns {Defect} */
const signsUnderAnotherLabel = () => ({
  request: async (request, inner) => {
    const answer = await inner(request);
    if (request.cmd !== 'sotto_group_create' || failed(answer)) return answer;
    const { signature } = await inner({ cmd: 'sign', who: request.who, message: answer.entry.slice(0, -128) });
    return { ...answer, entry: answer.entry.slice(0, -128) + signature };
  },
});

/** @returns {Defect} */
const showsSignalsDigits = () => ({
  request: async (request, inner) => {
    const answer = await inner(request);
    if (request.cmd !== 'sotto_fingerprint' || failed(answer)) return answer;
    const { display } = await inner({ ...request, cmd: 'fingerprint', version: 1, iterations: 5200 });
    return { ...answer, display };
  },
});

/** @returns {Defect} */
const showsTheOthersCode = () => ({
  request: async (request, inner) => {
    const answer = await inner(request);
    if (request.cmd !== 'sotto_fingerprint' || failed(answer)) return answer;
    const own = await inner({ cmd: 'export_identity', who: request.who });
    return { ...answer, scannable: safetyCode([request.remote_id, request.remote_key], [request.local_id, own.public]) };
  },
});

/** The scannable form with its halves changed over: version, then two fields of the same length. @param {string} scannable */
const changedOver = (scannable) => {
  const [head, one, other] = [scannable.slice(0, 4), scannable.slice(4, 76), scannable.slice(76)];
  return head + one.slice(0, 2) + other.slice(2) + other.slice(0, 2) + one.slice(2);
};

/** @type {Record<string, () => Defect>} */
export const DEFECTS = {
  none: () => ({}),
  'accepts-replays': () => ({ request: replaying(() => true) }),
  'forgets-replays-on-restart': forgetsReplaysOnRestart,
  'ignores-the-last-byte-of-the-mac': () => triesAgain((request) => (request.type === 2 && request.data !== ''
    ? withEachBit(request, request.data.length / 2 - 1) : [])),
  'changes-state-on-a-bad-message': () => ({
    request: async (request, inner) => {
      const answer = await inner(request);
      if (request.cmd === 'decrypt' && failed(answer)) {
        await inner({ cmd: 'encrypt', who: request.who, peer: request.peer, peer_device: request.peer_device, plaintext: '' });
      }
      return answer;
    },
  }),
  'swaps-the-safety-number': () => ({
    request: changes('fingerprint', (answer, request) => (request.local_id < request.remote_id
      ? answer : { ...answer, display: answer.display.slice(30) + answer.display.slice(0, 30) })),
  }),
  'invents-its-own-safety-number': () => ({
    request: changes('fingerprint', (answer) => ({ ...answer, display: [...answer.display].reverse().join('') })),
  }),
  'forgets-everything-on-restart': () => {
    const names = new Map();
    return {
      request: async (request, inner) => {
        if (request.cmd === 'new_identity') names.set(request.who, request);
        const again = names.get(request.who);
        return request.cmd === 'restart' && again ? inner({ ...again, id_: request.id_ }).then(() => ({ ok: true })) : inner(request);
      },
    };
  },
  'keeps-used-prekeys': () => ({ request: changes('has_prekey', (answer) => ({ ...answer, has: true })) }),
  'gives-one-prekey-again': givesOnePrekeyAgain,
  'folds-names': () => ({
    request: (request, inner) => inner('peer' in request && typeof request.peer === 'string' ? { ...request, peer: request.peer.toLowerCase() } : request),
  }),
  'trusts-everybody': () => ({ request: grantsAnyway('process_bundle', ['untrusted_identity'], { ok: true }) }),
  'trusts-every-sender': () => ({ request: grantsAnyway('decrypt', ['untrusted_identity'], { plaintext: '00' }) }),
  'sends-to-everybody': () => ({ request: grantsAnyway('encrypt', ['untrusted_identity'], { type: 2, data: '33' }) }),
  'takes-any-bundle': () => ({ request: grantsAnyway('process_bundle', ['invalid_signature'], { ok: true }) }),
  'takes-any-key': () => ({ request: grantsAnyway('process_bundle', ['invalid_key', 'malformed', 'undecryptable'], { ok: true }) }),
  'finds-every-signature-valid': () => ({ request: changes('verify', () => ({ valid: true })) }),
  'loses-a-message-when-the-store-fails': () => ({
    request: async (request, inner) => {
      const answer = await inner(request);
      if (request.cmd === 'decrypt' && answer.code === 'store_unavailable') await inner(request);
      return answer;
    },
  }),
  'never-fails-its-store': () => ({
    request: async (request, inner) => (request.cmd === 'fail_store' ? { ok: true } : inner(request)),
  }),
  'reads-in-order-only': readsInOrderOnly,
  'loses-empty-messages': () => ({
    request: async (request, inner) => (request.cmd === 'encrypt' && request.plaintext === '' ? error('malformed') : inner(request)),
  }),
  'cuts-long-messages': () => ({
    request: async (request, inner) => {
      const answer = await inner(request);
      return typeof answer.plaintext === 'string' ? { ...answer, plaintext: answer.plaintext.slice(0, 100_000) } : answer;
    },
  }),
  'calls-every-message-ordinary': () => ({ request: changes('encrypt', (answer) => ({ ...answer, type: 2 })) }),
  'trusts-what-it-refused': trustsWhatItRefused,
  'gives-old-sessions': givesOldSessions,
  'mixes-its-clients': () => ({
    request: (request, inner) => inner({ ...request, who: 'everybody' }),
  }),
  'mixes-its-groups': () => ({
    request: (request, inner) => inner('group' in request ? { ...request, group: 'the group' } : request),
  }),
  'forgets-the-id': () => ({
    request: async (request, inner) => {
      const { id_: _, ...answer } = await inner(request);
      return answer;
    },
  }),
  'calls-unknown-commands-malformed': () => ({
    request: async (request, inner) => {
      const answer = await inner(request);
      return answer.code === 'unsupported' ? { ...answer, code: 'malformed' } : answer;
    },
  }),
  'offers-nothing': () => ({
    request: async (request, inner) => (request.cmd === 'hello' ? inner(request)
      : { ...error('unsupported'), ...('id_' in request ? { id_: request.id_ } : {}) }),
  }),
  'writes-upper-case': () => ({
    request: changes('encrypt', (answer) => ({ ...answer, data: answer.data.toUpperCase() })),
  }),
  'dies-of-bad-json': () => ({
    line: (line) => {
      try {
        JSON.parse(line);
      } catch {
        process.exit(1);
      }
      return line;
    },
  }),
  'dies-of-a-broken-record': () => ({
    request: async (request, inner) => {
      const answer = await inner(request);
      if (request.cmd === 'set_session' && failed(answer)) process.kill(process.pid, 'SIGSEGV');
      return answer;
    },
  }),
  'dies-of-an-empty-signature': () => ({
    request: async (request, inner) => {
      if (request.cmd === 'process_bundle' && request.bundle?.signed_prekey_signature === '') process.kill(process.pid, 'SIGSEGV');
      return inner(request);
    },
  }),
  'reads-anything': () => ({ request: grantsAnyway('decrypt', [], { plaintext: '' }) }),
  'sotto-reads-anything': () => ({ request: grantsAnyway('sotto_decrypt', [], { plaintext: '', counter: 1 }) }),
  'sotto-takes-any-bundle': () => ({ request: grantsAnyway('sotto_process_bundle', [], { ok: true }) }),
  'sotto-forgets-on-restart': () => DEFECTS['forgets-everything-on-restart'](),
  'sotto-does-not-pad': () => doesNotPad('sotto_', ({ plaintext }) => plaintext),
  'sotto-miscounts': () => ({ request: changes('sotto_encrypt', (answer) => ({ ...answer, counter: answer.counter + 1 })) }),
  'sotto-has-no-suite': () => ({ request: changes('sotto_bundle', ({ suite: _, ...answer }) => answer) }),
  'sotto-never-fails-its-store': () => DEFECTS['never-fails-its-store'](),
  'sotto-keeps-its-session': () => ({
    request: async (request, inner) => (request.cmd === 'sotto_set_session' ? { ok: true } : inner(request)),
  }),
  'sotto-takes-any-record': () => ({ request: grantsAnyway('sotto_set_session', [], { ok: true }) }),
  'sotto-shows-signals-digits': showsSignalsDigits,
  'sotto-shows-its-code-the-wrong-way-round': showsTheOthersCode,
  'sotto-ignores-names-in-safety-numbers': () => ({
    request: (request, inner) => inner(request.cmd === 'sotto_fingerprint' ? { ...request, local_id: 'somebody', remote_id: 'somebody' } : request),
  }),
  'sotto-group-takes-any-log': () => ({ request: grantsAnyway('sotto_group_extend', [], { epoch: 1 }) }),
  'sotto-group-miscounts-epochs': () => ({ request: changes('sotto_group_extend', (answer) => ({ ...answer, epoch: answer.epoch + 1 })) }),
  'sotto-group-signs-under-another-label': signsUnderAnotherLabel,
  'sotto-group-signs-in-vain': () => ({ request: grantsAnyway('sotto_group_sign', [], { entry: '' }) }),
  'sotto-group-forgets-on-restart': () => DEFECTS['forgets-everything-on-restart'](),
  'sotto-group-reads-anything': () => ({
    request: grantsAnyway('sotto_group_decrypt', [], { text: '', counter: 1, missing: 0, history: 'known' }),
  }),
  'sotto-group-writes-anyway': () => ({ request: grantsAnyway('sotto_group_encrypt', [], { data: '33', counter: 1 }) }),
  'sotto-group-sees-no-other-history': () => ({ request: changes('sotto_group_decrypt', (answer) => ({ ...answer, history: 'known' })) }),
  'sotto-group-misses-nothing': () => ({ request: changes('sotto_group_decrypt', (answer) => ({ ...answer, missing: 0 })) }),
  'sotto-group-miscounts': () => ({ request: changes('sotto_group_encrypt', (answer) => ({ ...answer, counter: answer.counter + 1 })) }),
  'sotto-group-does-not-pad': () => doesNotPad('sotto_group_', ({ text }) => Buffer.from(text).toString('hex')),
  'sotto-group-says-something-else': () => ({
    request: (request, inner) => inner(request.cmd === 'sotto_group_encrypt' ? { ...request, text: `${request.text}!` } : request),
  }),
  'sotto-group-loses-texts': () => ({ request: changes('sotto_group_decrypt', (answer) => ({ ...answer, text: '' })) }),
  'sotto-group-never-fails-its-store': () => DEFECTS['never-fails-its-store'](),
  'reads-any-group-message': () => ({ request: grantsAnyway('sk_decrypt', [], { plaintext: '' }) }),
  'takes-any-record': () => ({ request: grantsAnyway('set_session', [], { ok: true }) }),
  'takes-malformed-fields': () => ({ request: grantsAnyway('has_prekey', ['malformed'], { has: false }) }),
  'signs-for-nobody': () => ({ request: grantsAnyway('sign', ['invalid_state'], { signature: '00'.repeat(64) }) }),
  'needs-a-who': () => ({
    request: async (request, inner) => ('who' in request || request.cmd === 'hello' ? inner(request) : error('malformed')),
  }),
  'exports-half-an-identity': () => ({
    request: changes('export_identity', (answer) => ({ ...answer, private: answer.private.slice(0, 32) })),
  }),
  'refuses-odd-names': () => ({
    request: async (request, inner) => (/[^ -~]/.test(request.peer ?? '') ? error('undecryptable') : inner(request)),
  }),
  'refuses-long-lines': () => ({
    request: async (request, inner) => ((request.plaintext?.length ?? 0) > 200_000 ? error('undecryptable') : inner(request)),
  }),
  'has-one-code-for-all': () => ({
    request: async (request, inner) => {
      const answer = await inner(request);
      return failed(answer) && answer.code !== 'unsupported' ? { ...answer, code: 'undecryptable' } : answer;
    },
  }),
  'reads-short-chains-only': () => ({
    request: async (request, inner) => (request.cmd === 'decrypt' && request.type === 2 && counterOf(request.data) > 100
      ? error('undecryptable') : inner(request)),
  }),
  'waits-for-lost-messages': waitsForLostMessages,
  'drops-crossing-sessions': dropsCrossingSessions,
  'forgets-replaced-sessions': forgetsReplacedSessions,
  'ignores-devices': () => ({
    request: (request, inner) => inner('peer_device' in request ? { ...request, peer_device: 1 } : request),
  }),
  'ignores-a-byte-of-the-inner-mac': () => triesAgain(withAnotherInnerMac),
  'guesses-the-type': () => triesAgain((request) => [{ ...request, type: request.type === 3 ? 2 : 3 }]),
  'ignores-the-version': () => triesAgain((request) => [{ ...request, data: `33${request.data.slice(2)}` }]),
  'shows-its-code-the-wrong-way-round': () => ({
    request: changes('fingerprint', (answer) => ({ ...answer, scannable: changedOver(answer.scannable) })),
  }),
  'ignores-names-in-safety-numbers': () => ({
    request: (request, inner) => inner(request.cmd === 'fingerprint' ? { ...request, local_id: 'x', remote_id: 'x' } : request),
  }),
  'signs-something-else': () => ({
    request: (request, inner) => inner(request.cmd === 'sign' ? { ...request, message: `${request.message}00` } : request),
  }),
  'signs-once-per-message': signsOncePerMessage,
  'keeps-its-session': () => ({
    request: async (request, inner) => (request.cmd === 'set_session' ? { ok: true } : inner(request)),
  }),
  'forgets-its-registration-id': () => ({
    request: changes('encrypt', (answer) => (answer.type === 3
      ? rewrapped(/** @type {import('../lib/client.mjs').Message} */ (answer), { 5: undefined }) : answer)),
  }),
  'refuses-odd-keys': () => ({
    request: async (request, inner) => (request.cmd === 'process_bundle' && /^05(00|01)0{60}/.test(request.bundle?.prekey ?? '')
      ? error('low_order_key') : inner(request)),
  }),
  'answers-no-json': () => ({ answer: () => 'ok' }),
};

/** The answer of a driver with a defect. @param {Defect} defect @param {string} line
 *  @param {(line: string) => Promise<string>} pass asks the good driver @returns {Promise<string>} */
export async function spoiltAnswer(defect, line, pass) {
  const changed = defect.line?.(line) ?? line;
  const request = parsed(changed);
  const answer = defect.request && request
    ? JSON.stringify(await defect.request(request, async (inner) => JSON.parse(await pass(JSON.stringify(inner)))))
    : await pass(changed);
  return defect.answer?.(answer) ?? answer;
}

/** @param {string} line @returns {Json | undefined} */
function parsed(line) {
  try {
    const request = JSON.parse(line);
    return typeof request === 'object' && request !== null && !Array.isArray(request) ? request : undefined;
  } catch {
    return undefined;   // the good driver says what is wrong with it
  }
}

/** A good driver with a defect in front, in this process, so that many defects can share one good driver. */
export class WrongDriver extends Driver {
  /** @param {string} name @param {Driver} good */
  constructor(name, good) {
    super(name, '');
    this.good = good;
    this.defect = DEFECTS[name]();
  }

  /** @override @param {string} line */
  async raw(line) {
    const pass = async (/** @type {string} */ inner) => JSON.stringify(await this.good.raw(inner));
    return this.parse(await spoiltAnswer(this.defect, line, pass));
  }

  /** @override */
  async stop() {}
}
