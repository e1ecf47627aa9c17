// SPDX-License-Identifier: GPL-3.0-or-later
// The store fails at the n-th operation, for every n: afterwards nothing is lost and nothing happens twice.
// @ts-check
import { Unexpected, expect, expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';

/** @typedef {import('../lib/world.mjs').World} World */

const MOST_OPERATIONS = 200;

/** Calls `attempt` with n = 1, 2, … until it tells that nothing failed any more. The store must have failed at least
 *  `least` times, otherwise the driver's fail_store does nothing.
 *  @param {World} world @param {number} least
 *  @param {(n: number) => Promise<{ failed: boolean, armed: import('../lib/client.mjs').Client }>} attempt */
async function untilNothingFails(world, least, attempt) {
  for (let n = 1; n < MOST_OPERATIONS; n += 1) {
    const { failed, armed } = await attempt(n);
    if (failed) continue;
    expect(n > least, `the store was told to fail and did so only ${n - 1} times`);
    await disarm(world, armed);
    return;
  }
  throw new Unexpected(`one request has more than ${MOST_OPERATIONS} store operations`);
}

/** Uses up the failure that is still to come, so that it doesn't meet another case.
 *  @param {World} world @param {import('../lib/client.mjs').Client} client */
async function disarm(world, client) {
  await client.failStore(1);
  if (await refusalOf(client.hasPrekey(1)) === undefined) world.spoiled = true;   // then only a fresh process helps
}

/** A request that may fail by the store and by nothing else. @param {Promise<unknown>} request @param {string} what */
async function failedByStore(request, what) {
  const refusal = await refusalOf(request);
  if (refusal) expectEqual(refusal.code, 'store_unavailable', `${what} fails for the store alone`);
  return refusal !== undefined;
}

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
