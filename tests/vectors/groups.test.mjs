// SPDX-License-Identifier: GPL-3.0-or-later
// Groups: the vectors are what crypto-docs/protocol.md says.
// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { replay, written } from './group_log.mjs';
import { bytes, codeOf, vector } from './primitives.mjs';

test('groups_are_as_the_protocol_says', () => {
  const { logs } = vector('group');
  for (const { name, group, entries, state, refused } of logs) {
    /** @type {ReturnType<typeof replay> | undefined} */
    let replayed;
    const code = codeOf(() => { replayed = replay(group, entries.map(bytes)); });
    assert.equal(code, refused ?? 'ok', name);
    if (replayed) assert.deepEqual(written(replayed), state, name);
  }
  assert.ok(logs.length >= 20);
});
