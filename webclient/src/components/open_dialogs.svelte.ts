// SPDX-License-Identifier: GPL-3.0-or-later
// Which modal dialogs are open: nothing outside of the one on top can be seen well or used at all.
import { untrack } from "svelte";

let open = $state.raw<readonly object[]>([]);

/** Null: none is open. */
export const topDialog = (): object | null => open.at(-1) ?? null;

export function dialogOpened(dialog: object): void {
  open = [...untrack(() => open), dialog];
}

export function dialogClosed(dialog: object): void {
  open = untrack(() => open).filter((other) => other !== dialog);
}
