// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import type { NoteText } from "./model";
import { tellsOfFailure } from "./notes";

/** Each of them, so that a new one doesn't go without a thought. */
const fails: Record<NoteText["kind"], boolean> = {
  error: true,
  loggedOut: false,
  deviceRevoked: false,
  profileSaved: false,
  stateRestored: true,
  undecryptable: true,
  sessionReset: false,
  deviceRefused: true,
  groupDistrusted: true,
  changeFailed: true,
  historyForeign: true,
  archiveFull: true,
  archiveRefused: true,
  deviceListRefused: true,
  deviceCopied: true,
};

test.each(Object.entries(fails))("%s tells of a failure: %s", (kind, failed) => {
  expect(tellsOfFailure({ kind } as NoteText)).toBe(failed);
});
