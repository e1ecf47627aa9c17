// SPDX-License-Identifier: GPL-3.0-or-later
// One client inside a driver: somebody with a name, a device, keys and sessions.
// @ts-check
import { DriverBroke, NotOffered, Refused } from './driver.mjs';

/** @typedef {{ type: number, data: string }} Message */
/** @typedef {Record<string, unknown> & { registration_id: number, device_id: number, identity_key: string,
 *    signed_prekey_id: number, signed_prekey: string, signed_prekey_signature: string, prekey_id?: number,
 *    prekey?: string }} Bundle */

export const PREKEY_MESSAGE = 3;
export const ORDINARY_MESSAGE = 2;

const HEX = /^([0-9a-f]{2})*$/;

export class Client {
  /** @param {import('./driver.mjs').Driver} driver @param {string} who @param {string} name @param {number} device */
  constructor(driver, who, name, device) {
    this.driver = driver;
    this.who = who;
    this.name = name;
    this.device = device;
    this.identityKey = '';
    this.registrationId = 0;
  }

  /** @param {string} cmd @param {Record<string, unknown>} [fields] @returns {Promise<Record<string, any>>} */
  call(cmd, fields = {}) {
    return this.driver.request({ cmd, who: this.who, ...fields });
  }

  /** A binary field of an answer. @param {Record<string, unknown>} answer @param {string} field */
  hex(answer, field) {
    const value = answer[field];
    if (typeof value === 'string' && HEX.test(value)) return value;
    throw new DriverBroke(`${this.driver.name}: ${field} is no lower-case hexadecimal: ${JSON.stringify(value)?.slice(0, 80)}`);
  }

  async create() {
    const made = await this.call('new_identity', { name: this.name, device_id: this.device });
    this.identityKey = this.hex(made, 'identity_key');
    this.registrationId = made.registration_id;
    return this;
  }

  /** @param {{ public: string, private: string }} identity */
  async setIdentity(identity) {
    await this.call('set_identity', { public: identity.public, private: identity.private });
    this.identityKey = identity.public;
  }

  async exportIdentity() {
    const answer = await this.call('export_identity');
    return { public: this.hex(answer, 'public'), private: this.hex(answer, 'private'), registrationId: answer.registration_id };
  }

  /** @param {{ oneTime: boolean }} options @returns {Promise<Bundle>} */
  async bundle({ oneTime }) {
    const { id_: _, ...bundle } = await this.call('bundle', { one_time: oneTime });
    for (const field of ['identity_key', 'signed_prekey', 'signed_prekey_signature', ...(oneTime ? ['prekey'] : [])]) {
      this.hex(bundle, field);
    }
    return /** @type {Bundle} */ (bundle);
  }

  /** @param {number} id */
  async hasPrekey(id) {
    return (await this.call('has_prekey', { id })).has;
  }

  /** @param {Client} peer @param {Record<string, unknown>} bundle */
  processBundle(peer, bundle) {
    return this.call('process_bundle', { ...address(peer), bundle });
  }

  /** @param {Client} peer @param {Buffer} plaintext @returns {Promise<Message>} */
  async encrypt(peer, plaintext) {
    const answer = await this.call('encrypt', { ...address(peer), plaintext: plaintext.toString('hex') });
    return { type: answer.type, data: this.hex(answer, 'data') };
  }

  /** @param {Client} peer @param {Message} message */
  async decrypt(peer, message) {
    const answer = await this.call('decrypt', { ...address(peer), type: message.type, data: message.data });
    return Buffer.from(this.hex(answer, 'plaintext'), 'hex');
  }

  /** @param {Client} peer */
  async getSession(peer) {
    return this.hex(await this.call('get_session', address(peer)), 'record');
  }

  /** The session record, or undefined where the driver offers none or there is none. @param {Client} peer */
  async peekSession(peer) {
    try {
      return await this.getSession(peer);
    } catch (error) {
      if (error instanceof NotOffered || error instanceof Refused) return undefined;
      throw error;
    }
  }

  /** @param {Client} peer @param {string} record */
  setSession(peer, record) {
    return this.call('set_session', { ...address(peer), record });
  }

  restart() {
    return this.call('restart');
  }

  /** @param {number} after */
  failStore(after) {
    return this.call('fail_store', { after });
  }

  /** @param {Buffer} message */
  async sign(message) {
    return this.hex(await this.call('sign', { message: message.toString('hex') }), 'signature');
  }

  /** Whether a signature is valid. A key that is refused as a key makes none valid.
   *  @param {string} key @param {Buffer} message @param {string} signature */
  async verify(key, message, signature) {
    try {
      return (await this.call('verify', { key, message: message.toString('hex'), signature })).valid;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  /** @param {{ version: number, iterations: number, local: string, remote: string, remoteKey: string }} options */
  async fingerprint({ version, iterations, local, remote, remoteKey }) {
    const answer = await this.call('fingerprint', {
      version, iterations, local_id: local, remote_id: remote, remote_key: remoteKey,
    });
    return { display: String(answer.display), scannable: this.hex(answer, 'scannable') };
  }
}

/** @param {Client} peer */
function address(peer) {
  return { peer: peer.name, peer_device: peer.device };
}
