// SPDX-License-Identifier: GPL-3.0-or-later

/** After the last key, before a search begins. */
export const searchPauseMs = 250;
