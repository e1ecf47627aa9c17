// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import "../testing/english";
import { sizeText } from "./sizes";

const sizes: readonly [number, string][] = [
  [0, "0 byte"],
  [999, "999 byte"],
  [1000, "1 kB"],
  [3_145_728, "3.1 MB"],
  [999_600, "1 MB"],
  [100_000_000, "100 MB"],
  [1_099_511_627_776, "1,100 GB"],
];
test.each(sizes)("%d bytes are %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
