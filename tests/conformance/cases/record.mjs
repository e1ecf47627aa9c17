// SPDX-License-Identifier: GPL-3.0-or-later
// The serialised session record: moved to another implementation, and rolled back.
// @ts-check
import { expectEqual, expectRefused, refusalOf } from '../lib/expect.mjs';

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/client.mjs').Client} Client */

/** The same person in another implementation, with the session taken along.
 *  @param {World} world @param {Client} person @param {Client} peer @param {import('../lib/world.mjs').Implementation} to */
async function moved(world, person, peer, to) {
  const twin = await world.client(to, person.name, person.device);
  await twin.setIdentity(await person.exportIdentity());
  await twin.setSession(peer, await person.getSession(peer));
  return twin;
}

/** @param {World} world @param {Client} one @param {Client} other @param {number} [rounds] */
async function exchange(world, one, other, rounds = 5) {
  for (let round = 0; round < rounds; round += 1) {
    await world.deliver(world.random.shuffled(await world.write(one, other, 3)));
    await world.deliver(world.random.shuffled(await world.write(other, one, 3)));
  }
}

/** Whether `to` understands all that `from` writes into a record.
 *  @param {World} world @param {import('../lib/world.mjs').Implementation} from @param {import('../lib/world.mjs').Implementation} to */
function understands(world, from, to) {
  return from.profile.records !== 'libsignal-client' || to.profile.records === 'libsignal-client'
    || world.has(to, 'reads_records_of_libsignal_client');
}

/** What a request answers, undefined if it was refused. @template T @param {Promise<T>} request @returns {Promise<T | undefined>} */
async function attempted(request) {
  /** @type {T | undefined} */
  let answer;
  await refusalOf(request.then((got) => { answer = got; }));
  return answer;
}

/** @type {import('../lib/suite.mjs').Case[]} */
export const cases = [
  {
    name: 'session_record_moves_between_implementations',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      await world.say(alice, bob);
      const elsewhere = await moved(world, alice, bob, world.b);
      await exchange(world, elsewhere, bob);
      await exchange(world, bob, elsewhere);
      await world.say(elsewhere, bob);
      const back = await moved(world, elsewhere, bob, world.a);
      await exchange(world, bob, back);
      await back.restart();
      await exchange(world, back, bob);
    },
  },
  {
    name: 'session_record_moves_before_its_chain_is_used',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();   // Alice has read Bob's answer and not yet written again
      const elsewhere = await moved(world, alice, bob, world.b);
      if (understands(world, world.a, world.b)) {
        await exchange(world, elsewhere, bob);
      } else {
        await expectRefused(elsewhere.encrypt(bob, world.plaintext()), 'writing in a chain without its index');
        await world.say(bob, elsewhere);
      }
    },
  },
  {
    name: 'skipped_keys_move_with_their_session_record',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const letters = await world.write(bob, alice, 5);
      await world.deliver([letters[2], letters[4]]);
      await world.say(alice, bob);
      const elsewhere = await moved(world, alice, bob, world.b);
      for (const letter of letters) letter.to = elsewhere;
      for (const { message } of [letters[2], letters[4]]) {
        await expectRefused(elsewhere.decrypt(bob, message), 'a message that was read before the move', ['duplicate_message']);
      }
      if (understands(world, world.a, world.b)) await world.deliver([letters[3], letters[0], letters[1]]);
      else await expectRefused(elsewhere.decrypt(bob, letters[3].message), 'a skipped message whose key is a seed');
      await exchange(world, elsewhere, bob);
    },
  },
  {
    name: 'unanswered_session_record_moves',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.initiated();
      const opening = await world.write(alice, bob, 2);
      const elsewhere = await moved(world, alice, bob, world.b);
      const asksForDate = world.b.profile.records === 'libsignal-client';
      if (asksForDate && !world.has(world.a, 'dates_unanswered_sessions')) {
        await expectRefused(elsewhere.encrypt(bob, world.plaintext()), 'writing in an unanswered session without a date', ['no_session']);
        await world.deliver(opening);
        await world.say(bob, elsewhere);
      } else {
        await world.deliver(await world.write(elsewhere, bob, 1));
        await world.deliver(opening);
        await world.say(bob, elsewhere);
      }
      if (understands(world, world.a, world.b)) await exchange(world, elsewhere, bob);
    },
  },
  {
    name: 'broken_session_record_is_refused',
    scope: 'single',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const before = await alice.getSession(bob);
      for (const record of ['ff', '0a05', 'ffffffffffffffffffff01']) {
        await expectRefused(alice.setSession(bob, record), `the broken record ${record}`);
        expectEqual(await alice.getSession(bob), before, 'a refused record changes nothing');
      }
      await world.say(alice, bob);
    },
  },
  {
    name: 'rolled_back_state_is_never_read_twice_and_heals',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const old = await alice.getSession(bob);
      const used = await world.write(alice, bob, 2);
      await world.deliver(used);
      await alice.setSession(bob, old);
      // The restored state uses up the same keys for other words: Bob must not take them for new.
      // An implementation that notices the rollback itself refuses to write at all, which is better still.
      for (let i = 0; i < used.length; i += 1) {
        const forked = await attempted(alice.encrypt(bob, world.plaintext()));
        if (!forked) break;
        await expectRefused(bob.decrypt(alice, forked), 'a message under a used key', ['duplicate_message']);
      }
      await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
      await exchange(world, alice, bob);
    },
  },
  {
    name: 'rolled_back_receiver_reads_no_further_than_before',
    scope: 'pair',
    async run(world) {
      const { alice, bob } = await world.conversation();
      const old = await bob.getSession(alice);
      const letters = await world.write(alice, bob, 3);
      await world.deliver(letters);
      await world.say(bob, alice);
      await bob.setSession(alice, old);
      await world.deliver(letters);   // a restored record can't know; the layer above counts what it has seen
      const plaintext = world.plaintext();
      const reply = await attempted(bob.encrypt(alice, plaintext));
      const read = reply && await attempted(alice.decrypt(bob, reply));
      if (read) expectEqual(read, plaintext, 'a reply from a restored record is read as it was written, or refused');
      await alice.processBundle(bob, await bob.bundle({ oneTime: true }));
      await exchange(world, alice, bob);
    },
  },
];
