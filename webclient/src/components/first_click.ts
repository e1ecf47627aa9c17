// SPDX-License-Identifier: GPL-3.0-or-later

/** The second click of a double click was meant for what the first one was: by then something else may lie there. */
export function firstClick(deed: () => unknown) {
  return ({ detail }: MouseEvent): void => {
    if (detail < 2) void deed();
  };
}
