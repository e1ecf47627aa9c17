// SPDX-License-Identifier: GPL-3.0-or-later
// The files of this folder, asked of the native and of the WebAssembly build.
// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = 'tests/known_answers/sotto-known-answers';
const native = path.resolve(root, process.env.SOTTO_BUILD ?? 'build/dev', program);
const wasm = path.resolve(root, process.env.SOTTO_WASM_BUILD ?? 'build/wasm', `${program}.js`);

/** What each file holds: how many answers, how many refusals. @type {[string, number, number][]} */
const FILES = [
  ['acvp_ml_kem_768', 60, 0],
  ['boringssl_ml_kem_768', 68, 140],
  ['wycheproof_ml_kem_768', 1, 0],
  ['wycheproof_x25519', 474, 44],
  ['wycheproof_ed25519', 84, 58],
  ['wycheproof_hkdf_sha256', 22, 3],
  ['wycheproof_hmac_sha256', 66, 108],
  ['wycheproof_aes_256_gcm', 21, 27],
  ['wycheproof_aes_256_cbc_pkcs5', 24, 37],
];

/** @type {[string, string, string[]][]} */
const BUILDS = [['native', native, []], ['wasm', process.execPath, ['--no-experimental-fetch', wasm]]];

/** @param {string} name */
const pathOf = (name) => fileURLToPath(new URL(`${name}.json`, import.meta.url));

/** What a build says of a file, and its exit status. The file itself is standard input: a pipe may be empty for a moment, which
 *  Emscripten takes for an error. @param {string} command @param {string[]} first @param {string} file */
function ask(command, first, file) {
  const input = openSync(file, 'r');
  try {
    const { stdout, status, error } = spawnSync(command, first, { stdio: [input, 'pipe', 'inherit'], encoding: 'utf8' });
    if (error) throw error;
    return { said: JSON.parse(stdout), status };
  } finally {
    closeSync(input);
  }
}

/** NIST's file with another secret in its first decapsulation. @param {string} file where it goes */
function writeAnotherAnswer(file) {
  const contents = JSON.parse(readFileSync(pathOf('acvp_ml_kem_768'), 'utf8'));
  const [first] = contents.decapsulation;
  first.K = `${first.K[0] === '0' ? '1' : '0'}${first.K.slice(1)}`;
  writeFileSync(file, JSON.stringify(contents));
}

for (const [build, command, first] of BUILDS) {
  for (const [name, answers, refusals] of FILES) {
    test(`${build}_answers_${name}`, () => {
      const { said, status } = ask(command, first, pathOf(name));
      assert.deepEqual(said, { answers, refusals, wrong: [] });
      assert.equal(status, 0);
    });
  }

  test(`${build}_notices_another_answer`, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sotto-known-answers-'));
    try {
      const file = path.join(folder, 'changed.json');
      writeAnotherAnswer(file);
      const { said, status } = ask(command, first, file);
      assert.deepEqual(said, { answers: 59, refusals: 0, wrong: ['decapsulation, test 1'] });
      assert.equal(status, 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
