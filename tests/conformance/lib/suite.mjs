// SPDX-License-Identifier: GPL-3.0-or-later
// Runs every case in every ordered pairing.
// @ts-check
import { cases as allCases } from '../cases/index.mjs';
import { Driver, NotOffered } from './driver.mjs';
import { profile } from './profiles.mjs';
import { World } from './world.mjs';

/** @typedef {{ name: string, command: string, profile: string, open?: () => Driver }} Candidate
 *    open: instead of starting the command, for the suite's self-test. */
/** @typedef {{ name: string, scope: 'pair' | 'single', run: (world: World) => Promise<void> }} Case
 *    pair: about two implementations, runs in every ordered pairing; single: about one, runs where both are the same. */
/** @typedef {import('./report.mjs').Result} Result */

/** Every ordered pairing, each with itself first.
 *  @param {readonly Candidate[]} candidates @returns {Array<[Candidate, Candidate]>} */
export function pairings(candidates) {
  const pairs = candidates.flatMap((a) => candidates.map((b) => /** @type {[Candidate, Candidate]} */ ([a, b])));
  return [...pairs.filter(([a, b]) => a === b), ...pairs.filter(([a, b]) => a !== b)];
}

/** @param {{ candidates: readonly Candidate[], seed: string, only?: RegExp, jobs?: number, cases?: readonly Case[],
 *    onResult?: (result: Result) => void }} options @returns {Promise<Result[]>} */
export async function runSuite({ candidates, seed, only, jobs = 1, cases = allCases, onResult = () => {} }) {
  const chosen = cases.filter((one) => !only || only.test(one.name));
  const pairs = pairings(candidates);
  /** @type {Result[][]} */
  const results = pairs.map(() => []);
  let next = 0;
  const worker = async () => {
    while (next < pairs.length) {
      const index = next;
      next += 1;
      results[index] = await runPairing(pairs[index], chosen, seed, onResult);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, worker));
  return results.flat();
}

/** @param {[Candidate, Candidate]} pair @param {readonly Case[]} cases @param {string} seed
 *  @param {(result: Result) => void} onResult */
async function runPairing([a, b], cases, seed, onResult) {
  // Two processes even for one implementation beside itself: nothing may pass between them but what the suite carries.
  const drivers = [a, b].map(({ name, command, open }) => open?.() ?? new Driver(name, command));
  const sides = [a, b].map(({ name, profile: profileName }, i) => ({ name, driver: drivers[i], profile: profile(profileName) }));
  const results = [];
  for (const one of cases) {
    const world = new World(sides[0], sides[1], `${seed}/${one.name}/${a.name}/${b.name}`);
    const result = await runCase(one, `${a.name}→${b.name}`, a !== b, world, seed);
    onResult(result);
    results.push(result);
    if (world.spoiled || result.outcome === 'failed') await Promise.all(drivers.map((driver) => driver.stop()));
  }
  await Promise.all(drivers.map((driver) => driver.stop()));
  return results;
}

/** @param {Case} one @param {string} pairing @param {boolean} different @param {World} world @param {string} seed
 *  @returns {Promise<Result>} */
async function runCase(one, pairing, different, world, seed) {
  const base = { case: one.name, pairing, seed, deviations: /** @type {string[]} */ ([]) };
  if (one.scope === 'single' && different) return { ...base, outcome: 'not_applicable', ms: 0 };
  const begun = performance.now();
  const finished = (/** @type {import('./report.mjs').Outcome} */ outcome, /** @type {string | undefined} */ message) => ({
    ...base, outcome, ms: performance.now() - begun, message, deviations: [...world.deviations],
  });
  try {
    await one.run(world);
    return finished('passed', undefined);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof NotOffered) return finished('not_offered', message);
    return finished('failed', message);
  }
}
