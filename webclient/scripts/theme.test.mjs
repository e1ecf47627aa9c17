// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens keep their promise of legibility in both themes (WCAG 2.2: 4.5 for text, 3 for what one has to see).
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

const tokens = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../packaging/design/tokens.json", import.meta.url)), "utf8"),
);

const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex) =>
  [0.2126, 0.7152, 0.0722].reduce(
    (sum, weight, index) => sum + weight * channel(Number.parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16) / 255),
    0,
  );
function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const textPairs = [
  ["text", "background"],
  ["text", "surface"],
  ["text", "surface_sunken"],
  ["text", "row_hover"],
  ["text", "row_selected"],
  ["text_muted", "background"],
  ["text_muted", "surface"],
  ["text_muted", "surface_sunken"],
  ["text_muted", "row_hover"],
  ["text_muted", "row_selected"],
  ["accent", "background"],
  ["accent", "surface"],
  ["accent", "row_hover"],
  ["on_accent", "accent"],
  ["on_accent", "accent_hover"],
  ["on_accent_soft", "accent_soft"],
  ["bubble_own_text", "bubble_own"],
  ["bubble_own_muted", "bubble_own"],
  ["bubble_other_text", "bubble_other"],
  ["bubble_other_muted", "bubble_other"],
  ["danger", "surface"],
  ["danger", "bubble_own"],
  ["on_danger", "danger"],
  ["on_danger", "danger_hover"],
  ["on_danger_soft", "danger_soft"],
  ["on_warning_soft", "warning_soft"],
];
const seenPairs = [
  ["border_strong", "surface"],
  ["border_strong", "background"],
  ["focus", "surface"],
  ["focus", "background"],
  ["success", "surface"],
  ["warning", "surface"],
];

describe.each(["light", "dark"])("%s theme", (theme) => {
  const colours = tokens.color[theme];
  test.each(textPairs)("%s can be read on %s", (text, ground) => {
    expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(seenPairs)("%s can be seen on %s", (mark, ground) => {
    expect(contrast(colours[mark], colours[ground])).toBeGreaterThanOrEqual(3);
  });
});

test("both themes have the same colours", () => {
  expect(Object.keys(tokens.color.dark)).toEqual(Object.keys(tokens.color.light));
});
test.each(tokens.avatar.background)("an avatar's letter can be read on %s", (ground) => {
  expect(contrast(tokens.avatar.text, ground)).toBeGreaterThanOrEqual(4.5);
});
