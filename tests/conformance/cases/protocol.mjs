// SPDX-License-Identifier: GPL-3.0-or-later
// The driver's own protocol: these hold for whatever stands behind it.
// @ts-check
import { DriverBroke, Refused } from '../lib/driver.mjs';
import { expect, expectEqual, expectRefused } from '../lib/expect.mjs';

const CODE = /^[a-z][a-z0-9_]*$/;

/** @param {Record<string, unknown>} answer @param {string} what */
function expectErrorAnswer(answer, what) {
  expect(typeof answer.error === 'string' && answer.error.length > 0, `${what} answers an error with a sentence`);
  expect(typeof answer.code === 'string' && CODE.test(answer.code), `${what} answers an error with a code, got ${answer.code}`);
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'hello_introduces_the_implementation',
    scope: 'single',
    async run(world) {
      const hello = await world.a.driver.request({ cmd: 'hello' });
      expect(typeof hello.implementation === 'string' && hello.implementation !== '', 'hello names the implementation');
      expect(typeof hello.version === 'string' && hello.version !== '', 'hello names the version');
      expectEqual(hello.protocol, 3, 'hello names Signal\'s message version');
      expect(Array.isArray(hello.suites) && hello.suites.every((one) => typeof one === 'string'), 'hello lists its suites');
    },
  },
  {
    name: 'bad_json_is_an_error_and_no_exit',
    scope: 'single',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const lines = [
        '', '{', '}', 'null', '[]', '17', '"hello"', '{"cmd":}', '{"cmd":"hello"', '{"cmd":"hello"} x', 'hello', '\u0001', '{"cmd":17}',
        '{"cmd":null}', '{}', '{"cmd":"hello","who":5,}', '[{"cmd":"hello"}]', '{"cmd":"\\ud800"}', '{"cmd":"hello\\u0000"}', `${'['.repeat(5_000)}`,
        `{"cmd":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`,
      ];
      for (const line of lines) expectErrorAnswer(await world.a.driver.raw(line), `the line ${line.slice(0, 40)}`);
      await world.say(alice, bob);
    },
  },
  {
    name: 'unknown_command_is_unsupported',
    scope: 'single',
    async run(world) {
      for (const cmd of ['no_such_command', '', 'HELLO', 'constructor', '__proto__', 'toString']) {
        const answer = await world.a.driver.raw(JSON.stringify({ cmd }));
        expectErrorAnswer(answer, `the command "${cmd}"`);
        expectEqual(answer.code, 'unsupported', `the code for the command "${cmd}"`);
      }
    },
  },
  {
    name: 'id_comes_back_as_it_was',
    scope: 'single',
    async run(world) {
      for (const id of [0, 1, -1, 2 ** 40, 'text', '', null, true, false, [1, [2]], { a: { b: 'c' } }, 'ü\u2028"\\']) {
        for (const cmd of ['hello', 'no_such_command', 'has_prekey']) {
          const answer = await world.a.driver.raw(JSON.stringify({ cmd, id_: id }));
          expect('id_' in answer, `id_ comes back with ${cmd}`);
          expectEqual(JSON.stringify(answer.id_), JSON.stringify(id), `id_ comes back as it was with ${cmd}`);
        }
      }
      expect(!('id_' in await world.a.driver.raw('{"cmd":"hello"}')), 'no id_ comes back where none was sent');
    },
  },
  {
    name: 'answers_come_in_order',
    scope: 'single',
    async run(world) {
      const alice = await world.client(world.a, 'alice');
      const answers = await Promise.all(Array.from({ length: 200 }, (_, id) => world.a.driver.raw(JSON.stringify(
        id % 3 === 0 ? { cmd: 'sign', who: alice.who, message: '00'.repeat(id), id_: id } : { cmd: id % 3 === 1 ? 'hello' : 'nothing', id_: id }))));
      answers.forEach((answer, id) => expectEqual(answer.id_, id, 'the answers are in the order of the requests'));
    },
  },
  {
    name: 'clients_of_one_process_are_apart',
    scope: 'single',
    async run(world) {
      const [one, other] = [await world.client(world.a, 'alice'), await world.client(world.a, 'alice')];
      expect(one.identityKey !== other.identityKey, 'each new identity is another');
      const bob = await world.client(world.b, 'bob');
      await one.processBundle(bob, await bob.bundle({ oneTime: true }));
      await world.say(one, bob);
      await expectRefused(other.encrypt(bob, world.plaintext()), 'a session of another client', ['no_session']);
      const bundle = await one.bundle({ oneTime: true });
      expectEqual(await other.hasPrekey(Number(bundle.prekey_id)), false, 'prekeys of another client');
      await other.restart();
      await world.say(one, bob);
      await world.say(bob, one);
    },
  },
  {
    name: 'who_defaults_to_c',
    scope: 'single',
    async run(world) {
      const made = await world.a.driver.request({ cmd: 'new_identity', name: 'alice', device_id: 1 });
      const exported = await world.a.driver.request({ cmd: 'export_identity', who: 'c' });
      expectEqual(exported.public, made.identity_key, 'without who it is the client "c"');
    },
  },
  {
    name: 'names_are_opaque_text',
    scope: 'pair',
    async run(world) {
      const alice = await world.client(world.a, '+14155550100');
      for (const name of ['b', 'B', 'Bob B.', 'bob b.', 'Zoë ☂', 'n'.repeat(200)]) {
        const other = await world.client(world.b, name);
        await alice.processBundle(other, await other.bundle({ oneTime: true }));
        await world.say(alice, other);
        await world.say(other, alice);
      }
    },
  },
  {
    name: 'client_without_identity_is_refused',
    scope: 'single',
    async run(world) {
      const { alice } = await world.strangers();
      const who = `nobody-${alice.who}`;
      for (const request of [
        { cmd: 'bundle', one_time: true }, { cmd: 'export_identity' }, { cmd: 'sign', message: '' }, { cmd: 'restart' },
        { cmd: 'encrypt', peer: 'alice', peer_device: 1, plaintext: '' },
      ]) {
        const answer = await world.a.driver.raw(JSON.stringify({ who, ...request }));
        expectErrorAnswer(answer, `${request.cmd} for a client without identity`);
      }
    },
  },
  {
    name: 'malformed_fields_are_errors_and_change_nothing',
    scope: 'single',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const letter = (await world.write(bob, alice, 1))[0];
      const peer = { peer: bob.name, peer_device: bob.device };
      const [before, identity] = [await alice.peekSession(bob), JSON.stringify(await alice.exportIdentity())];
      /** @type {Array<Record<string, unknown>>} */
      const requests = [
        { cmd: 'encrypt', ...peer }, { cmd: 'encrypt', peer_device: 1, plaintext: '00' }, { cmd: 'encrypt', peer: 'bob', plaintext: '00' },
        { cmd: 'encrypt', ...peer, plaintext: 'zz' }, { cmd: 'encrypt', ...peer, plaintext: '0' }, { cmd: 'encrypt', ...peer, plaintext: 5 },
        { cmd: 'encrypt', ...peer, plaintext: null }, { cmd: 'encrypt', ...peer, plaintext: ['00'] },
        { cmd: 'encrypt', peer: 5, peer_device: 1, plaintext: '00' }, { cmd: 'encrypt', peer: 'bob', peer_device: '1', plaintext: '00' },
        { cmd: 'encrypt', peer: 'bob', peer_device: 1.5, plaintext: '00' }, { cmd: 'encrypt', peer: 'bob', peer_device: -1, plaintext: '00' },
        { cmd: 'encrypt', peer: 'bob', peer_device: 2 ** 53, plaintext: '00' },
        { cmd: 'decrypt', ...peer, data: letter.message.data }, { cmd: 'decrypt', ...peer, type: 2 },
        { cmd: 'decrypt', ...peer, type: '2', data: letter.message.data }, { cmd: 'decrypt', ...peer, type: 2, data: ` ${letter.message.data}` },
        { cmd: 'process_bundle', ...peer }, { cmd: 'process_bundle', ...peer, bundle: 'x' }, { cmd: 'process_bundle', ...peer, bundle: {} },
        { cmd: 'process_bundle', ...peer, bundle: [] }, { cmd: 'process_bundle', ...peer, bundle: null },
        { cmd: 'new_identity' }, { cmd: 'new_identity', name: 'alice' }, { cmd: 'new_identity', name: 5, device_id: 1 },
        { cmd: 'new_identity', name: 'alice', device_id: 'x' }, { cmd: 'set_identity' }, { cmd: 'set_identity', public: '', private: '' },
        { cmd: 'set_identity', public: alice.identityKey, private: '00' }, { cmd: 'set_identity', public: bob.identityKey, private: '11'.repeat(32) },
        { cmd: 'has_prekey' }, { cmd: 'has_prekey', id: 'x' }, { cmd: 'sign' }, { cmd: 'sign', message: 'f' },
        { cmd: 'verify', key: alice.identityKey, message: '' }, { cmd: 'fail_store' }, { cmd: 'fail_store', after: 'x' }, { cmd: 'fail_store', after: -1 },
        { cmd: 'bundle', one_time: 'yes' },
      ];
      for (const request of requests) {
        const answer = await world.a.driver.raw(JSON.stringify({ who: alice.who, ...request }));
        expectErrorAnswer(answer, `${JSON.stringify(request).slice(0, 120)}`);
        if (request.cmd !== 'fail_store') expect(answer.code !== 'unsupported', `${request.cmd} is known, so its error isn't "unsupported"`);
      }
      expectEqual(await alice.peekSession(bob), before, 'malformed requests leave the session as it was');
      expectEqual(JSON.stringify(await alice.exportIdentity()), identity, 'malformed requests leave the identity as it was');
      await world.deliver([letter]);
      await world.say(alice, bob);
    },
  },
  {
    name: 'exported_identity_is_complete',
    scope: 'pair',
    async run(world) {
      const alice = await world.client(world.a, 'alice');
      const exported = await alice.exportIdentity();
      expectEqual(exported.public, alice.identityKey, 'export_identity gives the public key of new_identity');
      expectEqual(exported.public.length, 66, 'a public key has 33 bytes');
      expectEqual(exported.public.slice(0, 2), '05', 'a public key has the type 5');
      expectEqual(exported.private.length, 64, 'a private key has 32 bytes');
      expectEqual(exported.registrationId, alice.registrationId, 'export_identity gives the registration id of new_identity');
      const twin = await world.client(world.b, 'alice');
      await twin.setIdentity(exported);
      expectEqual(JSON.stringify((await twin.exportIdentity()).public), JSON.stringify(exported.public), 'set_identity takes it over');
      const message = world.plaintext();
      expectEqual(await alice.verify(exported.public, message, await twin.sign(message)), true, 'the twin signs for Alice');
    },
  },
  {
    name: 'names_may_be_any_text',
    scope: 'pair',
    async run(world) {
      const names = ['a', 'Ünïcödé 🙂', 'with "quotes" and \\', 'x'.repeat(64)];
      for (const name of names) {
        try {
          const [alice, bob] = [await world.client(world.a, name, 1), await world.client(world.b, `${name}b`, 7)];
          await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
          await world.say(alice, bob);
          await world.say(bob, alice);
        } catch (error) {
          if (error instanceof Refused && error.code === 'malformed') continue;   // an implementation may restrict names
          throw error;
        }
      }
    },
  },
  {
    name: 'long_line_is_answered',
    scope: 'single',
    async run(world) {
      const { alice, bob } = await world.conversation();
      await world.say(alice, bob, world.plaintext(300_000));
      const answer = await world.a.driver.raw(JSON.stringify({ cmd: 'sign', who: alice.who, message: 'g'.repeat(2_000_000) }));
      if (typeof answer.error !== 'string') throw new DriverBroke('a long line of no hexadecimal was taken');
    },
  },
];
