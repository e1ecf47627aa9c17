// SPDX-License-Identifier: GPL-3.0-or-later
// What is told in passing.
import type { NoteText } from "./model";

/** The kinds with which nothing went wrong. A new one looks like a failure until it is named here. */
const harmless: ReadonlySet<NoteText["kind"]> = new Set(["loggedOut", "deviceRevoked", "profileSaved", "sessionReset"]);

export function tellsOfFailure({ kind }: NoteText): boolean {
  return !harmless.has(kind);
}
