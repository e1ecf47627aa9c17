// SPDX-License-Identifier: GPL-3.0-or-later
import { region } from "./index";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** As people say it: 3.1 MB. */
export function sizeText(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit > 0 && value < 10 ? 1 : 0;
  const form = {
    style: "unit",
    unit: units[unit] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat(region(), form).format(value);
}
