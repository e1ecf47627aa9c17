// SPDX-License-Identifier: GPL-3.0-or-later

/** A sequence of numbers that repeats itself with its seed (mulberry32), so that a test's run can be repeated. Not for secrets. */
export class Seeded {
  constructor(private state: number) {}

  u32(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 to `count` - 1. */
  below(count: number): number {
    return this.u32() % count;
  }

  /** Once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  /** REQUIRES: there is one. */
  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error("nothing to choose from");
    return one;
  }

  bytes(size: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: size }, () => this.below(256));
  }

  /** The bytes with some of them changed, left out or cut off. */
  damaged(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const changed = [...bytes];
    for (let left = 1 + this.below(4); left > 0 && changed.length > 0; --left) {
      const at = this.below(changed.length);
      if (this.once(4)) changed.splice(at, 1 + this.below(3));
      else if (this.once(8)) changed.length = at;
      else changed[at] = this.once(2) ? this.below(256) : (changed[at] ?? 0) ^ (1 << this.below(8));
    }
    return Uint8Array.from(changed);
  }
}
