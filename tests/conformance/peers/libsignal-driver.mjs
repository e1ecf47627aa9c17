// SPDX-License-Identifier: GPL-3.0-or-later
// Signal's own library behind the conformance driver's protocol. A program of its own: the library is AGPL-3.0, so it
// only ever meets Sotto's code over standard input and output, in tests.
// @ts-check
import { createHash, randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import * as signal from '@signalapp/libsignal-client';

const version = createRequire(import.meta.url)('@signalapp/libsignal-client/package.json').version;

class Refusal extends Error {
  /** @param {string} code @param {string} sentence */
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

/** Everything one client keeps, as bytes: the twin of a database with transactions. */
class Store {
  /** @param {Map<string, string>} [rows] */
  constructor(rows = new Map()) {
    /** @type {Map<string, string>} */
    this.rows = rows;
    /** @type {Array<[string, string | undefined]>} */
    this.undo = [];
    this.failAfter = 0;
    /** Why a callback refused: the library wraps what callbacks throw. @type {Refusal | undefined} */
    this.refusal = undefined;
  }

  /** @param {string} code @param {string} sentence @returns {never} */
  refuse(code, sentence) {
    this.refusal = new Refusal(code, sentence);
    throw this.refusal;
  }

  operation() {
    if (this.failAfter > 0 && --this.failAfter === 0) {
      this.refuse('store_unavailable', 'The store failed, as it was told to.');
    }
  }

  /** @param {string} key */
  find(key) {
    this.operation();
    return this.rows.get(key);
  }

  /** @param {string} key @param {string | undefined} value */
  put(key, value) {
    this.operation();
    this.undo.push([key, this.rows.get(key)]);
    if (value === undefined) this.rows.delete(key);
    else this.rows.set(key, value);
  }

  begin() {
    this.undo = [];
    this.refusal = undefined;
  }

  rollback() {
    for (const [key, value] of this.undo.reverse()) {
      if (value === undefined) this.rows.delete(key);
      else this.rows.set(key, value);
    }
    this.undo = [];
  }

  reopened() {
    return new Store(new Map(JSON.parse(JSON.stringify([...this.rows]))));
  }
}

const hex = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('hex');
const unhex = (/** @type {string | undefined} */ text) => Buffer.from(text ?? '', 'hex');

class Sessions extends signal.SessionStore {
  /** @param {Store} store */
  constructor(store) {
    super();
    this.store = store;
  }
  /** @param {signal.ProtocolAddress} address @param {signal.SessionRecord} record */
  async saveSession(address, record) {
    this.store.put(sessionKey(address), hex(record.serialize()));
  }
  /** @param {signal.ProtocolAddress} address */
  async getSession(address) {
    const row = this.store.find(sessionKey(address));
    return row === undefined ? null : signal.SessionRecord.deserialize(unhex(row));
  }
  /** @param {signal.ProtocolAddress[]} addresses */
  async getExistingSessions(addresses) {
    const found = await Promise.all(addresses.map((address) => this.getSession(address)));
    if (found.includes(null)) throw new Refusal('no_session', 'There is no session.');
    return /** @type {signal.SessionRecord[]} */ (found);
  }
}

/** A key belongs to a name, whatever the device: one account has one identity. The first one is trusted. */
class Identities extends signal.IdentityKeyStore {
  /** @param {Store} store */
  constructor(store) {
    super();
    this.store = store;
  }
  async getIdentityKey() {
    return signal.PrivateKey.deserialize(unhex(this.store.find('account/private')));
  }
  async getLocalRegistrationId() {
    return Number(this.store.find('account/registration'));
  }
  /** @param {signal.ProtocolAddress} address @param {signal.PublicKey} key */
  async saveIdentity(address, key) {
    const known = this.store.find(`identity/${address.name()}`);
    if (known === undefined) this.store.put(`identity/${address.name()}`, hex(key.serialize()));
    return signal.IdentityChange.NewOrUnchanged;
  }
  /** @param {signal.ProtocolAddress} address @param {signal.PublicKey} key */
  async isTrustedIdentity(address, key) {
    const known = this.store.find(`identity/${address.name()}`);
    return known === undefined || known === hex(key.serialize());
  }
  /** @param {signal.ProtocolAddress} address */
  async getIdentity(address) {
    const known = this.store.find(`identity/${address.name()}`);
    return known === undefined ? null : signal.PublicKey.deserialize(unhex(known));
  }
}

class Prekeys extends signal.PreKeyStore {
  /** @param {Store} store */
  constructor(store) {
    super();
    this.store = store;
  }
  /** @param {number} id @param {signal.PreKeyRecord} record */
  async savePreKey(id, record) {
    this.store.put(`prekey/${id}`, hex(record.serialize()));
  }
  /** @param {number} id */
  async getPreKey(id) {
    const row = this.store.find(`prekey/${id}`);
    if (row === undefined) this.store.refuse('unknown_prekey', 'The one-time prekey is not known.');
    return signal.PreKeyRecord.deserialize(unhex(row));
  }
  /** @param {number} id */
  async removePreKey(id) {
    this.store.put(`prekey/${id}`, undefined);
  }
}

class SignedPrekeys extends signal.SignedPreKeyStore {
  /** @param {Store} store */
  constructor(store) {
    super();
    this.store = store;
  }
  /** @param {number} id @param {signal.SignedPreKeyRecord} record */
  async saveSignedPreKey(id, record) {
    this.store.put(`signed-prekey/${id}`, hex(record.serialize()));
  }
  /** @param {number} id */
  async getSignedPreKey(id) {
    const row = this.store.find(`signed-prekey/${id}`);
    if (row === undefined) this.store.refuse('unknown_prekey', 'The signed prekey is not known.');
    return signal.SignedPreKeyRecord.deserialize(unhex(row));
  }
}

class NoKyberPrekeys extends signal.KyberPreKeyStore {
  async saveKyberPreKey() {
    throw new Refusal('unsupported', 'Version 3 has no Kyber prekeys.');
  }
  /** @returns {Promise<signal.KyberPreKeyRecord>} */
  async getKyberPreKey() {
    throw new Refusal('unsupported', 'Version 3 has no Kyber prekeys.');
  }
  async markKyberPreKeyUsed() {
    throw new Refusal('unsupported', 'Version 3 has no Kyber prekeys.');
  }
}

class SenderKeys extends signal.SenderKeyStore {
  /** @param {Store} store */
  constructor(store) {
    super();
    this.store = store;
  }
  /** @param {signal.ProtocolAddress} sender @param {string} id @param {signal.SenderKeyRecord} record */
  async saveSenderKey(sender, id, record) {
    this.store.put(`sender-key/${sender.deviceId()}/${id}/${sender.name()}`, hex(record.serialize()));
  }
  /** @param {signal.ProtocolAddress} sender @param {string} id */
  async getSenderKey(sender, id) {
    const row = this.store.find(`sender-key/${sender.deviceId()}/${id}/${sender.name()}`);
    return row === undefined ? null : signal.SenderKeyRecord.deserialize(unhex(row));
  }
}

/** @param {signal.ProtocolAddress} address */
const sessionKey = (address) => `session/${address.deviceId()}/${address.name()}`;

// Request fields: parsed once, refused with a sentence.
/** @typedef {Record<string, unknown>} Request */

/** @param {Request} request @param {string} field */
function text(request, field) {
  const value = request[field];
  if (typeof value !== 'string') throw new Refusal('malformed', `${field} must be a string.`);
  return value;
}

/** @param {Request} request @param {string} field */
function bytes(request, field) {
  const value = text(request, field);
  if (!/^([0-9a-f]{2})*$/.test(value)) throw new Refusal('malformed', `${field} must be lower-case hexadecimal.`);
  return Buffer.from(value, 'hex');
}

/** @param {Request} request @param {string} field */
function number(request, field) {
  const value = request[field];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new Refusal('malformed', `${field} must be an unsigned 32-bit number.`);
  }
  return value;
}

/** @param {Request} request */
const peerOf = (request) => signal.ProtocolAddress.new(text(request, 'peer'), number(request, 'peer_device'));

/** A group's name as the UUID that Signal's sender keys carry. @param {string} group */
function distributionId(group) {
  const digest = createHash('sha256').update(group).digest().subarray(0, 16);
  digest[6] = (digest[6] & 0x0f) | 0x40;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  return hex(digest).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @param {Request} bundle */
function parseBundle(bundle) {
  const hasPrekey = bundle.prekey_id !== undefined && bundle.prekey_id !== null;
  return signal.PreKeyBundle.new(
    number(bundle, 'registration_id'),
    number(bundle, 'device_id'),
    hasPrekey ? number(bundle, 'prekey_id') : null,
    hasPrekey ? signal.PublicKey.deserialize(bytes(bundle, 'prekey')) : null,
    number(bundle, 'signed_prekey_id'),
    signal.PublicKey.deserialize(bytes(bundle, 'signed_prekey')),
    bytes(bundle, 'signed_prekey_signature'),
    signal.PublicKey.deserialize(bytes(bundle, 'identity_key')),
  );
}

class Client {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.sessions = new Sessions(store);
    this.identities = new Identities(store);
    this.prekeys = new Prekeys(store);
    this.signedPrekeys = new SignedPrekeys(store);
    this.senderKeys = new SenderKeys(store);
  }

  self() {
    const name = this.store.find('account/name');
    if (name === undefined) throw new Refusal('invalid_state', 'This client has no identity yet.');
    return signal.ProtocolAddress.new(name, Number(this.store.find('account/device')));
  }

  /** @param {Request} request */
  new_identity(request) {
    const name = text(request, 'name');
    const device = number(request, 'device_id');
    const pair = signal.IdentityKeyPair.generate();
    const registration = randomInt(1, 16381);
    for (const key of [...this.store.rows.keys()]) this.store.put(key, undefined);
    this.store.put('account/name', name);
    this.store.put('account/device', String(device));
    this.store.put('account/registration', String(registration));
    this.store.put('account/public', hex(pair.publicKey.serialize()));
    this.store.put('account/private', hex(pair.privateKey.serialize()));
    return { identity_key: hex(pair.publicKey.serialize()), registration_id: registration };
  }

  /** @param {Request} request */
  set_identity(request) {
    this.self();
    const publicKey = signal.PublicKey.deserialize(bytes(request, 'public'));
    const privateKey = signal.PrivateKey.deserialize(bytes(request, 'private'));
    if (privateKey.getPublicKey().compare(publicKey) !== 0) throw new Refusal('invalid_key', 'The two keys are no pair.');
    this.store.put('account/public', hex(publicKey.serialize()));
    this.store.put('account/private', hex(privateKey.serialize()));
    return { ok: true };
  }

  export_identity() {
    this.self();
    return {
      public: this.store.find('account/public'),
      private: this.store.find('account/private'),
      registration_id: Number(this.store.find('account/registration')),
    };
  }

  /** @param {string} kind */
  freshId(kind) {
    for (;;) {
      const id = randomInt(1, 0xffffff);
      if (this.store.find(`${kind}/${id}`) === undefined) return id;
    }
  }

  /** @param {Request} request */
  async bundle(request) {
    const self = this.self();
    if (typeof request.one_time !== 'boolean') throw new Refusal('malformed', 'one_time must be true or false.');
    const identity = await this.identities.getIdentityKey();
    const signed = signal.PrivateKey.generate();
    const signedId = this.freshId('signed-prekey');
    const signature = identity.sign(signed.getPublicKey().serialize());
    await this.signedPrekeys.saveSignedPreKey(
      signedId, signal.SignedPreKeyRecord.new(signedId, Date.now(), signed.getPublicKey(), signed, signature));
    /** @type {Request} */
    const answer = {
      registration_id: await this.identities.getLocalRegistrationId(),
      device_id: self.deviceId(),
      identity_key: this.store.find('account/public'),
      signed_prekey_id: signedId,
      signed_prekey: hex(signed.getPublicKey().serialize()),
      signed_prekey_signature: hex(signature),
    };
    if (!request.one_time) return answer;
    const prekey = signal.PrivateKey.generate();
    const id = this.freshId('prekey');
    await this.prekeys.savePreKey(id, signal.PreKeyRecord.new(id, prekey.getPublicKey(), prekey));
    return { ...answer, prekey_id: id, prekey: hex(prekey.getPublicKey().serialize()) };
  }

  /** @param {Request} request */
  has_prekey(request) {
    return { has: this.store.find(`prekey/${number(request, 'id')}`) !== undefined };
  }

  /** @param {Request} request */
  async process_bundle(request) {
    this.self();
    if (typeof request.bundle !== 'object' || request.bundle === null) {
      throw new Refusal('malformed', 'bundle must be an object.');
    }
    const bundle = parseBundle(/** @type {Request} */ (request.bundle));
    await signal.processPreKeyBundle(bundle, peerOf(request), this.sessions, this.identities);
    return { ok: true };
  }

  /** @param {Request} request */
  async encrypt(request) {
    this.self();
    const sealed = await signal.signalEncrypt(bytes(request, 'plaintext'), peerOf(request), this.sessions, this.identities);
    return { type: sealed.type(), data: hex(sealed.serialize()) };
  }

  /** @param {Request} request */
  async decrypt(request) {
    this.self();
    const type = number(request, 'type');
    const data = bytes(request, 'data');
    if (type === signal.CiphertextMessageType.PreKey) {
      const message = signal.PreKeySignalMessage.deserialize(data);
      return { plaintext: hex(await signal.signalDecryptPreKey(message, peerOf(request), this.sessions, this.identities,
        this.prekeys, this.signedPrekeys, new NoKyberPrekeys())) };
    }
    if (type === signal.CiphertextMessageType.Whisper) {
      const message = signal.SignalMessage.deserialize(data);
      return { plaintext: hex(await signal.signalDecrypt(message, peerOf(request), this.sessions, this.identities)) };
    }
    throw new Refusal('malformed', 'type must be 2 or 3.');
  }

  /** @param {Request} request */
  async sk_create(request) {
    const made = await signal.SenderKeyDistributionMessage.create(
      this.self(), distributionId(text(request, 'group')), this.senderKeys);
    return { data: hex(made.serialize()) };
  }

  /** @param {Request} request */
  async sk_process(request) {
    this.self();
    const message = signal.SenderKeyDistributionMessage.deserialize(bytes(request, 'data'));
    this.requireGroup(request, message.distributionId());
    await signal.processSenderKeyDistributionMessage(peerOf(request), message, this.senderKeys);
    return { ok: true };
  }

  /** @param {Request} request */
  async sk_encrypt(request) {
    const sealed = await signal.groupEncrypt(
      this.self(), distributionId(text(request, 'group')), this.senderKeys, bytes(request, 'plaintext'));
    return { data: hex(sealed.serialize()) };
  }

  /** @param {Request} request */
  async sk_decrypt(request) {
    this.self();
    const data = bytes(request, 'data');
    this.requireGroup(request, signal.SenderKeyMessage.deserialize(data).distributionId());
    return { plaintext: hex(await signal.groupDecrypt(peerOf(request), this.senderKeys, data)) };
  }

  /** @param {Request} request @param {string} id */
  requireGroup(request, id) {
    if (distributionId(text(request, 'group')) !== id) throw new Refusal('context_mismatch', 'It belongs to another group.');
  }

  /** @param {Request} request */
  async sign(request) {
    this.self();
    return { signature: hex((await this.identities.getIdentityKey()).sign(bytes(request, 'message'))) };
  }

  /** @param {Request} request */
  verify(request) {
    const key = signal.PublicKey.deserialize(bytes(request, 'key'));
    const message = bytes(request, 'message');
    const signature = bytes(request, 'signature');
    return { valid: signature.length === 64 && key.verify(message, signature) };
  }

  /** @param {Request} request */
  fingerprint(request) {
    this.self();
    const made = signal.Fingerprint.new(
      number(request, 'iterations'), number(request, 'version'),
      Buffer.from(text(request, 'local_id')), signal.PublicKey.deserialize(unhex(this.store.find('account/public'))),
      Buffer.from(text(request, 'remote_id')), signal.PublicKey.deserialize(bytes(request, 'remote_key')));
    return {
      display: made.displayableFingerprint().toString(),
      scannable: hex(made.scannableFingerprint().toBuffer()),
    };
  }

  /** @param {Request} request */
  get_session(request) {
    const record = this.store.find(sessionKey(peerOf(request)));
    if (record === undefined) throw new Refusal('no_session', 'There is no session.');
    return { record };
  }

  /** @param {Request} request */
  set_session(request) {
    const record = signal.SessionRecord.deserialize(bytes(request, 'record'));
    this.store.put(sessionKey(peerOf(request)), hex(record.serialize()));
    return { ok: true };
  }
}

const CLIENT_COMMANDS = new Set([
  'new_identity', 'set_identity', 'export_identity', 'bundle', 'has_prekey', 'process_bundle', 'encrypt', 'decrypt',
  'sk_create', 'sk_process', 'sk_encrypt', 'sk_decrypt', 'sign', 'verify', 'fingerprint', 'get_session', 'set_session',
]);

/** @type {Map<string, Client>} */
const clients = new Map();

/** @param {Client} client @param {string} command @param {Request} request */
async function inTransaction(client, command, request) {
  client.store.begin();
  try {
    const commands = /** @type {Record<string, (request: Request) => unknown>} */ (/** @type {unknown} */ (client));
    return /** @type {Request} */ (await commands[command](request));
  } catch (error) {
    client.store.rollback();
    throw client.store.refusal ?? error;
  }
}

/** @param {Request} request */
async function answer(request) {
  const command = text(request, 'cmd');
  if (command === 'hello') {
    return { implementation: 'libsignal-client', version, protocol: 3, suites: ['session'] };
  }
  const who = request.who === undefined ? 'c' : text(request, 'who');
  if (CLIENT_COMMANDS.has(command)) {
    const client = clients.get(who) ?? new Client(new Store());
    const result = await inTransaction(client, command, request);
    clients.set(who, client);
    return result;
  }
  const client = clients.get(who);
  if (command === 'restart' || command === 'fail_store') {
    if (client === undefined) throw new Refusal('invalid_state', 'There is no such client.');
    if (command === 'restart') clients.set(who, new Client(client.store.reopened()));
    else client.store.failAfter = number(request, 'after');
    return { ok: true };
  }
  throw new Refusal('unsupported', 'This driver has no such command.');
}

/** The closed code for an error of the library. @param {unknown} error */
function codeOf(error) {
  if (error instanceof Refusal) return error.code;
  const code = error instanceof signal.LibSignalErrorBase ? error.code : undefined;
  if (code === signal.ErrorCode.DuplicatedMessage) return 'duplicate_message';
  if (code === signal.ErrorCode.UntrustedIdentity) return 'untrusted_identity';
  const message = error instanceof Error ? error.message : '';
  if (/session .*not found|no session/i.test(message)) return 'no_session';
  if (/invalid signature/i.test(message)) return 'invalid_signature';
  if (/key (type|length)|bad key|invalid key/i.test(message)) return 'invalid_key';
  if (/protobuf|too short|version/i.test(message)) return 'malformed';
  return 'undecryptable';
}

/** @param {string} line */
async function answerLine(line) {
  /** @type {Request} */
  let request = {};
  try {
    request = JSON.parse(line);
    if (typeof request !== 'object' || request === null || Array.isArray(request)) {
      request = {};
      throw new Refusal('malformed', 'A request is a JSON object.');
    }
    return { ...(await answer(request)), ...('id_' in request ? { id_: request.id_ } : {}) };
  } catch (error) {
    const code = error instanceof SyntaxError ? 'malformed' : codeOf(error);
    const sentence = error instanceof Error && error.message ? error.message : 'It failed.';
    return { error: sentence, code, ...('id_' in request ? { id_: request.id_ } : {}) };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(`${JSON.stringify(await answerLine(line))}\n`);
}
