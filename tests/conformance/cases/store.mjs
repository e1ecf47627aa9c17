// SPDX-License-Identifier: GPL-3.0-or-later
// The store fails at the n-th operation, for every n: afterwards nothing is lost and nothing happens twice.
// @ts-check
import { expectEqual, expectRefused } from '../lib/expect.mjs';
import { failedByStore, untilNothingFails } from '../lib/store_failure.mjs';

/** @typedef {import('../lib/world.mjs').World} World */

/** @param {World} world @param {() => Promise<{ alice: import('../lib/client.mjs').Client, bob: import('../lib/client.mjs').Client, id?: number }>} meet */
async function failDuringDecrypt(world, meet) {
  await untilNothingFails(world, 2, async (n) => {
    const { alice, bob, id } = await meet();
    const [letter, next] = await world.write(alice, bob, 2);
    const before = await bob.peekSession(alice);
    await bob.failStore(n);
    const failed = await failedByStore(bob.decrypt(alice, letter.message), 'decrypt');
    if (failed) {
      expectEqual(await bob.peekSession(alice), before, 'a failed decrypt leaves the session as it was');
      if (id !== undefined) expectEqual(await bob.hasPrekey(id), true, 'a failed decrypt consumes no one-time prekey');
      if (n % 2 === 0) await bob.restart();
      await world.deliver([letter]);
      await expectRefused(bob.decrypt(alice, letter.message), 'the message for the second time');
      if (id !== undefined) expectEqual(await bob.hasPrekey(id), false, 'the retry consumes the one-time prekey');
      await world.deliver([next]);
      await world.say(bob, alice);
    }
    return { failed, armed: bob };
  });
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'store_failure_while_reading_a_prekey_message',
    scope: 'pair',
    run: (world) => failDuringDecrypt(world, async () => {
      const { alice, bob, bundle } = await world.initiated({ oneTime: true });
      return { alice, bob, id: Number(bundle.prekey_id) };
    }),
  },
  {
    name: 'store_failure_while_reading_a_prekey_message_without_one_time_prekey',
    scope: 'pair',
    run: (world) => failDuringDecrypt(world, () => world.initiated({ oneTime: false })),
  },
  {
    name: 'store_failure_while_reading_an_ordinary_message',
    scope: 'pair',
    run: (world) => failDuringDecrypt(world, () => world.conversation()),
  },
  {
    name: 'store_failure_while_encrypting',
    scope: 'pair',
    run: (world) => untilNothingFails(world, 1, async (n) => {
      const { alice, bob } = await world.conversation();
      const before = await alice.peekSession(bob);
      await alice.failStore(n);
      const failed = await failedByStore(alice.encrypt(bob, world.plaintext()), 'encrypt');
      if (failed) {
        expectEqual(await alice.peekSession(bob), before, 'a failed encrypt leaves the session as it was');
        await world.say(alice, bob);
        await world.say(bob, alice);
      }
      return { failed, armed: alice };
    }),
  },
  {
    name: 'store_failure_while_processing_a_bundle',
    scope: 'pair',
    run: (world) => untilNothingFails(world, 1, async (n) => {
      const { alice, bob } = await world.strangers();
      const bundle = await bob.bundle({ oneTime: true });
      await alice.failStore(n);
      const failed = await failedByStore(alice.processBundle(bob, bundle), 'process_bundle');
      if (failed) {
        await expectRefused(alice.encrypt(bob, world.plaintext()), 'encrypting after a failed process_bundle', ['no_session']);
        await alice.processBundle(bob, bundle);
        await world.say(alice, bob);
        await world.say(bob, alice);
      }
      return { failed, armed: alice };
    }),
  },
  {
    name: 'store_failure_while_making_a_bundle',
    scope: 'pair',
    run: (world) => untilNothingFails(world, 1, async (n) => {
      const { alice, bob } = await world.strangers();
      await bob.failStore(n);
      const failed = await failedByStore(bob.bundle({ oneTime: true }), 'bundle');
      if (failed) {
        await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
        await world.say(alice, bob);
        await world.say(bob, alice);
      }
      return { failed, armed: bob };
    }),
  },
];
