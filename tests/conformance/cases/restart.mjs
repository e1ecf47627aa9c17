// SPDX-License-Identifier: GPL-3.0-or-later
// A client that forgets all it had in memory goes on from its store.
// @ts-check
import { ORDINARY_MESSAGE, PREKEY_MESSAGE } from '../lib/client.mjs';
import { expectEqual, expectRefused } from '../lib/expect.mjs';

/** @typedef {import('../lib/world.mjs').World} World */

/** A conversation with everything that can be pending: prekeys, an unanswered session, skipped keys, an archived
 *  session. `after` is called after each step. @param {World} world @param {(alice: any, bob: any) => Promise<void>} after */
async function converse(world, after) {
  const { alice, bob } = await world.strangers();
  const step = () => after(alice, bob);
  await step();
  const bundle = await bob.bundle({ oneTime: true });
  await step();
  await alice.processBundle(bob, bundle);
  await step();
  const opening = await world.write(alice, bob, 3);
  expectEqual(opening[2].message.type, PREKEY_MESSAGE, 'an unanswered session still sends prekey messages');
  await step();
  await world.deliver(opening.slice(2));
  await step();
  await world.deliver(opening.slice(0, 1));
  await step();
  const replies = await world.write(bob, alice, 4);
  await step();
  await world.deliver(replies.slice(3));
  await step();
  expectEqual((await world.say(alice, bob)).type, ORDINARY_MESSAGE, 'an answered session sends ordinary messages');
  await step();
  await world.deliver([opening[1], ...replies.slice(0, 2)]);
  await step();
  await bob.processBundle(alice, await alice.bundle({ oneTime: false }));
  await step();
  await world.deliver(await world.write(alice, bob, 1));
  await step();
  await world.say(bob, alice);
  await step();
  await world.deliver(replies.slice(2, 3));
  await world.say(alice, bob);
  await step();
  await expectRefused(bob.decrypt(alice, opening[1].message), 'a message again after restarts');
}

/** Restarts one client after one step only, for every step. @param {World} world @param {'alice' | 'bob'} who */
async function restartOnceAtEachStep(world, who) {
  for (let point = 0, steps = 1; point < steps; point += 1) {
    let at = 0;
    await converse(world, async (alice, bob) => {
      if (at++ === point) await (who === 'alice' ? alice : bob).restart();
    });
    steps = at;
  }
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'restart_of_both_after_every_step',
    scope: 'pair',
    run: (world) => converse(world, async (alice, bob) => {
      await alice.restart();
      await bob.restart();
    }),
  },
  { name: 'restart_of_the_initiator_at_each_point', scope: 'pair', run: (world) => restartOnceAtEachStep(world, 'alice') },
  { name: 'restart_of_the_responder_at_each_point', scope: 'pair', run: (world) => restartOnceAtEachStep(world, 'bob') },
  {
    name: 'restart_keeps_identity_and_trust',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const before = await bob.exportIdentity();
      await bob.restart();
      const after = await bob.exportIdentity();
      expectEqual(JSON.stringify(after), JSON.stringify(before), 'the identity is the same after a restart');
      const impostor = await world.client(world.a, 'alice');
      await expectRefused(bob.processBundle(impostor, await impostor.bundle({ oneTime: true })),
        'another identity after a restart', ['untrusted_identity']);
      await world.say(bob, alice);
    },
  },
];
