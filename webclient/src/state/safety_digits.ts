// SPDX-License-Identifier: GPL-3.0-or-later

/** The 60 digits of a safety number, five at a time; whatever stands between them is left out. */
export const digitGroups = (digits: string): readonly string[] => digits.replaceAll(/\D/g, "").match(/.{1,5}/g) ?? [];
