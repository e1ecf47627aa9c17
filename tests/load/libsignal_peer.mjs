// SPDX-License-Identifier: GPL-3.0-or-later
// A peer that the engine is measured against: Signal's own library, @signalapp/libsignal-client as the conformance suite
// pins it, with PQXDH and stores in memory. It is AGPL-3.0 and runs in a process of its own. Prints two numbers: messages
// encrypted and decrypted per second in one chain, and with a Diffie-Hellman step each.
// @ts-check
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const MESSAGE_SIZE = 1024;
const SPAN_MS = 3000;

const found = createRequire(new URL('../conformance/package.json', import.meta.url)).resolve('@signalapp/libsignal-client');
const signal = await import(pathToFileURL(found).href);

class Sessions extends signal.SessionStore {
  /** @type {Map<string, Buffer>} */
  rows = new Map();
  async saveSession(address, record) {
    this.rows.set(address.name(), record.serialize());
  }
  async getSession(address) {
    const row = this.rows.get(address.name());
    return row ? signal.SessionRecord.deserialize(row) : null;
  }
  async getExistingSessions(addresses) {
    return Promise.all(addresses.map((address) => this.getSession(address)));
  }
}

class Identities extends signal.IdentityKeyStore {
  pair = signal.IdentityKeyPair.generate();
  async getIdentityKey() {
    return this.pair.privateKey;
  }
  async getLocalRegistrationId() {
    return 1;
  }
  async saveIdentity() {
    return signal.IdentityChange.NewOrUnchanged;
  }
  async isTrustedIdentity() {
    return true;
  }
  async getIdentity() {
    return null;
  }
}

class Prekeys extends signal.PreKeyStore {
  key = signal.PrivateKey.generate();
  async savePreKey() {}
  async getPreKey(id) {
    return signal.PreKeyRecord.new(id, this.key.getPublicKey(), this.key);
  }
  async removePreKey() {}
}

class SignedPrekeys extends signal.SignedPreKeyStore {
  /** @param {Identities} identities */
  constructor(identities) {
    super();
    this.key = signal.PrivateKey.generate();
    this.signature = identities.pair.privateKey.sign(this.key.getPublicKey().serialize());
  }
  async saveSignedPreKey() {}
  async getSignedPreKey(id) {
    return signal.SignedPreKeyRecord.new(id, 1, this.key.getPublicKey(), this.key, this.signature);
  }
}

class KyberPrekeys extends signal.KyberPreKeyStore {
  /** @param {Identities} identities */
  constructor(identities) {
    super();
    this.pair = signal.KEMKeyPair.generate();
    this.signature = identities.pair.privateKey.sign(this.pair.getPublicKey().serialize());
  }
  async saveKyberPreKey() {}
  async getKyberPreKey(id) {
    return signal.KyberPreKeyRecord.new(id, 1, this.pair, this.signature);
  }
  async markKyberPreKeyUsed() {}
}

class Party {
  /** @param {string} peer */
  constructor(peer) {
    this.peer = signal.ProtocolAddress.new(peer, 1);
    this.sessions = new Sessions();
    this.identities = new Identities();
    this.prekeys = new Prekeys();
    this.signedPrekeys = new SignedPrekeys(this.identities);
    this.kyberPrekeys = new KyberPrekeys(this.identities);
  }

  bundle() {
    return signal.PreKeyBundle.new(1, 1, 1, this.prekeys.key.getPublicKey(), 1, this.signedPrekeys.key.getPublicKey(),
      this.signedPrekeys.signature, this.identities.pair.publicKey, 1, this.kyberPrekeys.pair.getPublicKey(),
      this.kyberPrekeys.signature);
  }

  /** @param {Buffer} text */
  async encrypt(text) {
    const sealed = await signal.signalEncrypt(text, this.peer, this.sessions, this.identities);
    return { type: sealed.type(), bytes: sealed.serialize() };
  }

  /** @param {{ type: number, bytes: Buffer }} message */
  async decrypt({ type, bytes }) {
    const text = type === signal.CiphertextMessageType.PreKey
      ? await signal.signalDecryptPreKey(signal.PreKeySignalMessage.deserialize(bytes), this.peer, this.sessions,
        this.identities, this.prekeys, this.signedPrekeys, this.kyberPrekeys)
      : await signal.signalDecrypt(signal.SignalMessage.deserialize(bytes), this.peer, this.sessions, this.identities);
    if (text.length !== MESSAGE_SIZE) throw new Error('the plaintext has another length');
  }
}

/** @param {() => Promise<number>} round */
async function perSecond(round) {
  const begin = performance.now();
  let messages = 0;
  while (performance.now() - begin < SPAN_MS) messages += await round();
  return (messages * 1000) / (performance.now() - begin);
}

const alice = new Party('bob');
const bob = new Party('alice');
const text = Buffer.alloc(MESSAGE_SIZE, 0x5a);
await signal.processPreKeyBundle(bob.bundle(), alice.peer, alice.sessions, alice.identities);
await bob.decrypt(await alice.encrypt(text));
await alice.decrypt(await bob.encrypt(text));
const there = async () => {
  await bob.decrypt(await alice.encrypt(text));
  return 1;
};
const thereAndBack = async () => {
  await there();
  await alice.decrypt(await bob.encrypt(text));
  return 2;
};
console.log((await perSecond(there)).toFixed(1));
console.log((await perSecond(thereAndBack)).toFixed(1));
