// SPDX-License-Identifier: GPL-3.0-or-later
import { fileURLToPath } from "node:url";

import { defineConfig } from "@playwright/test";

const root = fileURLToPath(new URL("../..", import.meta.url));
const results = process.env["SOTTO_TEST_RESULTS"];
const screensPort = Number(process.env["SOTTO_SCREENS_PORT"] || 4173);

export default defineConfig({
  testDir: ".",
  outputDir: `${root}/build/web-tests/output`,
  workers: 2,
  // Ten times what an idle machine takes: what fails is a step that doesn't come, not one that comes late.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ...(results === undefined ? [] : [["junit", { outputFile: `${results}/web.xml` }] as const])],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    // A trace takes as long as the tests themselves: only for whoever looks for a failure.
    trace: process.env["SOTTO_TRACES"] === undefined ? "off" : "retain-on-failure",
    launchOptions: {
      executablePath: process.env["SOTTO_CHROMIUM"] || "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "screens", testMatch: "**/screens/*.spec.ts", use: { baseURL: `http://127.0.0.1:${screensPort}` } },
    { name: "end to end", testMatch: "**/end_to_end/*.spec.ts", timeout: 600_000, expect: { timeout: 60_000 } },
  ],
  webServer: {
    command: `node support/site.mjs ${root}/build/web-tests/double ${screensPort}`,
    url: `http://127.0.0.1:${screensPort}/`,
    reuseExistingServer: false,
  },
});
