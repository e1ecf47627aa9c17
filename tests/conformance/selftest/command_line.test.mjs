// SPDX-License-Identifier: GPL-3.0-or-later
// What people and scripts meet: options, exit codes, files.
// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const at = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/** @param {string[]} args @param {Record<string, string>} [environment] */
function run(args, environment = {}) {
  const { SOTTO_TEST_RESULTS: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [at('../run.mjs'), ...args],
    { encoding: 'utf8', env: { ...inherited, ...environment } });
  return { status, stdout, stderr };
}

/** @param {(folder: string) => void} use */
function inFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('results_are_written_and_success_is_zero', () => inFolder((folder) => {
  const json = path.join(folder, 'results.json');
  const { status, stdout } = run(['--peer', 'libsignal', '--only', '^(hello_|who_)', '--json', json, '--seed', 'cli'],
    { SOTTO_TEST_RESULTS: folder });
  assert.equal(status, 0, stdout);
  assert.match(stdout, /case +libsignal→libsignal/);
  assert.match(stdout, /2 passed, 0 failed, 0 not offered; seed cli/);
  assert.match(readFileSync(path.join(folder, 'conformance.xml'), 'utf8'), /tests="2" failures="0"/);
  assert.equal(JSON.parse(readFileSync(json, 'utf8')).results.length, 2);
}));

test('a_failure_ends_with_one_and_tells_how_to_repeat_it', () => inFolder((folder) => {
  const { status, stdout } = run(['--driver', 'dead=false', '--only', 'hello', '--junit', folder]);
  assert.equal(status, 1);
  assert.match(stdout, /FAILED hello_introduces_the_implementation dead→dead: dead broke: it exited \(1\)/);
  assert.match(stdout, /again with --seed \S+ --only '\^hello_introduces_the_implementation\$'/);
  assert.match(readFileSync(path.join(folder, 'conformance.xml'), 'utf8'), /<failure message="dead broke/);
}));

test('two_drivers_meet_in_every_ordered_pairing', () => {
  const driver = `'${process.execPath}' '${at('../peers/libsignal-driver.mjs')}'`;
  const { status, stdout } = run(['--driver', `one=${driver}`, '--profile', 'one=signal', '--peer', 'libsignal', '--only', '^x3dh_without']);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /one→one +libsignal→libsignal +one→libsignal +libsignal→one/);
  assert.match(stdout, /4 passed/);
});

test('mistakes_on_the_command_line_end_with_two_and_a_sentence', () => {
  for (const [args, sentence] of /** @type {Array<[string[], RegExp]>} */ ([
    [['--driver', 'nameless'], /NAME=VALUE/], [['--peer', 'other'], /There is no peer "other"/], [['--profile', 'x=strict', '--peer', 'libsignal'], /no driver has this name/],
    [['--profile', 'libsignal=loose', '--peer', 'libsignal'], /no profile "loose"/], [['--nonsense'], /nonsense/],
    [['--peer', 'libsignal', '--peer', 'libsignal'], /Two drivers have one name/], [['--peer', 'libsignal', '--only', '^nothing$'], /No case ran/],
  ])) {
    const { status, stderr } = run(args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, sentence);
  }
});

test('a_driver_of_this_checkout_that_is_missing_is_an_error', () => {
  const { status, stderr } = run([], { SOTTO_BUILD_NATIVE: '/nonexistent' });
  assert.equal(status, 2);
  assert.match(stderr, /There is no .*sotto-conformance-driver; build it first/);
});
