// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../messages";

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** A first suggestion, e.g. "Firefox on Linux". */
export function suggestedDeviceName(userAgent: string): string {
  const found = (known: typeof browsers) => known.find(([pattern]) => pattern.test(userAgent))?.[1];
  return t.devices.browser(found(browsers) ?? t.devices.unknownBrowser, found(systems) ?? t.devices.unknownSystem);
}
