// SPDX-License-Identifier: GPL-3.0-or-later
// A store that fails at the n-th operation, for every n.
// @ts-check
import { Unexpected, expect, expectEqual, refusalOf } from './expect.mjs';

/** @typedef {import('./world.mjs').World} World */

const MOST_OPERATIONS = 200;

/** Calls `attempt` with n = 1, 2, … until it tells that nothing failed any more. The store must have failed at least
 *  `least` times, otherwise the driver's fail_store does nothing.
 *  @param {World} world @param {number} least
 *  @param {(n: number) => Promise<{ failed: boolean, armed: import('./client.mjs').Client }>} attempt */
export async function untilNothingFails(world, least, attempt) {
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
 *  @param {World} world @param {import('./client.mjs').Client} client */
async function disarm(world, client) {
  await client.failStore(1);
  if (await refusalOf(client.hasPrekey(1)) === undefined) world.spoiled = true;   // then only a fresh process helps
}

/** A request that may fail by the store and by nothing else. @param {Promise<unknown>} request @param {string} what */
export async function failedByStore(request, what) {
  const refusal = await refusalOf(request);
  if (refusal) expectEqual(refusal.code, 'store_unavailable', `${what} fails for the store alone`);
  return refusal !== undefined;
}
