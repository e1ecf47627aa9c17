// SPDX-License-Identifier: GPL-3.0-or-later
// Randomness that can be had again: everything a case chooses comes from a seed that is printed when it fails.
// @ts-check
import { createHash } from 'node:crypto';

export class Random {
  /** @param {string} seed */
  constructor(seed) {
    this.seed = seed;
    this.block = 0;
    this.pool = Buffer.alloc(0);
  }

  /** @param {number} count */
  bytes(count) {
    while (this.pool.length < count) {
      const blocks = [this.pool];
      for (let have = this.pool.length; have < count; have += 64) {
        blocks.push(createHash('sha512').update(`${this.seed}/${this.block++}`).digest());
      }
      this.pool = Buffer.concat(blocks);
    }
    const taken = this.pool.subarray(0, count);
    this.pool = this.pool.subarray(count);
    return taken;
  }

  /** From `low` to `high`, both included. @param {number} low @param {number} high */
  integer(low, high) {
    return low + (this.bytes(4).readUInt32BE() % (high - low + 1));
  }

  /** @template T @param {readonly T[]} items */
  pick(items) {
    return items[this.integer(0, items.length - 1)];
  }

  /** @template T @param {readonly T[]} items */
  shuffled(items) {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i -= 1) {
      const j = this.integer(0, i);
      [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
    }
    return mixed;
  }
}
