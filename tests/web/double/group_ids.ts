// SPDX-License-Identifier: GPL-3.0-or-later
// The groups of the stories, as they stand in links.
export const choir = "C".repeat(43);
export const waitedFor = "W".repeat(43);
export const strange = "S".repeat(43);
/** Open, and one isn't in it. */
export const square = "Q".repeat(43);
