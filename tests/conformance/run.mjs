#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// The conformance suite's command line; README.md tells how to use it.
// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cases } from './cases/index.mjs';
import { profile } from './lib/profiles.mjs';
import { legend, matrix, totals, writeJunit } from './lib/report.mjs';
import { runSuite } from './lib/suite.mjs';

const HELP = `Usage: node run.mjs --driver NAME=COMMAND [--driver NAME=COMMAND ...] [--peer libsignal]

Runs every case in every ordered pairing of the given drivers and prints a matrix. Without any driver or peer it takes
what this checkout has: native, wasm and Signal's own library.

  --driver NAME=COMMAND   a program that speaks the driver protocol; may be given several times
  --profile NAME=PROFILE  strict (default) or signal: what is expected where implementations may differ
  --peer libsignal        adds Signal's own library
  --only REGEX            only the cases whose names match
  --seed TEXT             repeats the random choices of an earlier run
  --jobs N                pairings at a time (default: processors, at most 2)
  --junit DIR             writes DIR/conformance.xml (default: $SOTTO_TEST_RESULTS, if set)
  --json FILE             writes all results
  --list                  names the cases and ends
  --verbose               a line for each case
`;

/** @typedef {import('./lib/suite.mjs').Candidate} Candidate */

/** @param {string} text @param {string} option @returns {[string, string]} */
function assignment(text, option) {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new Error(`--${option} wants NAME=VALUE, got "${text}".`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The native driver and its WebAssembly twin, as this checkout's build leaves them. @returns {Candidate[]} */
function ownDrivers() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const driver = 'tests/conformance/driver/sotto-conformance-driver';
  const native = path.resolve(root, process.env.SOTTO_BUILD_NATIVE ?? process.env.SOTTO_BUILD ?? 'build/dev', driver);
  const wasm = path.resolve(root, process.env.SOTTO_BUILD_WASM ?? process.env.SOTTO_WASM_BUILD ?? 'build/wasm', `${driver}.js`);
  for (const program of [native, wasm]) {
    if (!existsSync(program)) throw new Error(`There is no ${program}; build it first, or name other drivers with --driver.`);
  }
  return [
    { name: 'native', command: `'${native}'`, profile: 'strict' },
    { name: 'wasm', command: `'${process.execPath}' --no-experimental-fetch '${wasm}'`, profile: 'strict' },
  ];
}

/** @param {{ driver?: string[], profile?: string[], peer?: string[] }} values @returns {Candidate[]} */
function candidatesOf(values) {
  const candidates = (values.driver ?? []).map((text) => {
    const [name, command] = assignment(text, 'driver');
    return { name, command, profile: 'strict' };
  });
  const ours = candidates.length === 0 && !values.peer;
  if (ours) candidates.push(...ownDrivers());
  for (const peer of ours ? ['libsignal'] : values.peer ?? []) {
    if (peer !== 'libsignal') throw new Error(`There is no peer "${peer}"; there is libsignal.`);
    const program = fileURLToPath(new URL('peers/libsignal-driver.mjs', import.meta.url));
    candidates.push({ name: 'libsignal', command: `'${process.execPath}' '${program}'`, profile: 'signal' });
  }
  for (const text of values.profile ?? []) {
    const [name, wanted] = assignment(text, 'profile');
    const candidate = candidates.find((one) => one.name === name);
    if (!candidate) throw new Error(`--profile names "${name}", but no driver has this name.`);
    candidate.profile = profile(wanted).name;
  }
  if (new Set(candidates.map((one) => one.name)).size !== candidates.length) throw new Error('Two drivers have one name.');
  return candidates;
}

async function main() {
  const { values } = parseArgs({
    options: {
      driver: { type: 'string', multiple: true },
      profile: { type: 'string', multiple: true },
      peer: { type: 'string', multiple: true },
      only: { type: 'string' },
      seed: { type: 'string' },
      jobs: { type: 'string' },
      junit: { type: 'string' },
      json: { type: 'string' },
      list: { type: 'boolean' },
      verbose: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return process.stdout.write(HELP);
  if (values.list) return process.stdout.write(cases.map((one) => `${one.name} (${one.scope})\n`).join(''));
  const candidates = candidatesOf(values);
  const seed = values.seed ?? randomBytes(8).toString('hex');
  const only = values.only === undefined ? undefined : new RegExp(values.only);
  const begun = performance.now();
  const results = await runSuite({
    candidates, seed, only,
    jobs: values.jobs ? Number(values.jobs) : Math.min(2, availableParallelism()),
    onResult: (result) => {
      if (result.outcome === 'failed') {
        process.stdout.write(`FAILED ${result.case} ${result.pairing}: ${result.message}\n`
          + `       again with --seed ${seed} --only '^${result.case}$'\n`);
      } else if (values.verbose && result.outcome !== 'not_applicable') {
        process.stdout.write(`${result.outcome} ${result.case} ${result.pairing} ${result.ms.toFixed(0)} ms `
          + `${result.message ?? ''}\n`);
      }
    },
  });
  const { passed, failed, notOffered } = totals(results);
  const seconds = (performance.now() - begun) / 1000;
  process.stdout.write(`\n${matrix(results)}\n${legend(results)}\n`
    + `conformance: ${passed} passed, ${failed} failed, ${notOffered} not offered; seed ${seed}; ${seconds.toFixed(1)} s\n`);
  const folder = values.junit ?? process.env.SOTTO_TEST_RESULTS;
  if (folder) await writeJunit(folder, results);
  if (values.json) await writeFile(values.json, `${JSON.stringify({ seed, candidates, results }, null, 2)}\n`);
  if (passed + failed === 0) throw new Error('No case ran.');
  process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
});
