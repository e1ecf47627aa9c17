// SPDX-License-Identifier: GPL-3.0-or-later
// Photographs every screen, light and dark, narrow and wide, and checks each with axe and for sideways scrolling.
import { fileURLToPath } from "node:url";

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { play } from "../support/double";
import { scenes } from "../support/scenes";
import { expect, test } from "../support/test";

const folder =
  process.env["SOTTO_SCREENSHOTS"] || fileURLToPath(new URL("../../../build/screenshots/web", import.meta.url));
const sizes = [
  { width: 1400, height: 900 },
  { width: 400, height: 800 },
];

for (const scene of scenes) {
  test(`${scene.name} is accessible and fits, light and dark, narrow and wide`, async ({ page }) => {
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.emulateMedia({ reducedMotion: "reduce" });
    await play(page, scene.story, scene.path);
    await scene.act?.(page);
    for (const size of sizes) {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.waitForTimeout(50);
        await page.screenshot({ path: `${folder}/${scene.name}-${size.width}-${colorScheme}.png` });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        // Both themes and both layouts, once each: axe is slow.
        if ((size.width === 1400) === (colorScheme === "light")) expect(await axeFindings(page)).toEqual([]);
      }
    }
  });
}

async function axeFindings(page: Page): Promise<string[]> {
  // There are no foreign frames to look into, for which it would open a further page each time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
