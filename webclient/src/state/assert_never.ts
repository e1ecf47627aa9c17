// SPDX-License-Identifier: GPL-3.0-or-later

/** Stands where every alternative was handled; the compiler complains when a new one appears. */
export function assertNever(value: never): never {
  throw new Error(`unhandled alternative: ${JSON.stringify(value)}`);
}
