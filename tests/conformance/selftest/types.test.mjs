// SPDX-License-Identifier: GPL-3.0-or-later
// The JSDoc types hold, strictly.
// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

test('types_hold', () => {
  const at = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [at('../node_modules/typescript/bin/tsc'), '-p', at('..')], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});
