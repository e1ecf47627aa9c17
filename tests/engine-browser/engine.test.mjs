// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { serve } from "./server.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const webclient = join(here, "../../webclient");
const engineFolder = resolve(process.env.SOTTO_ENGINE_DIR ?? join(here, "../../build/wasm/webclient/bridge"));
const scratch = mkdtempSync(join(tmpdir(), "sotto-engine-browser-"));
const site = join(scratch, "site");

function buildSite() {
  const vite = join(webclient, "node_modules/.bin/vite");
  execFileSync(vite, ["build", join(here, "site"), "--outDir", site, "--emptyOutDir", "--logLevel", "error"], { stdio: "inherit" });
  mkdirSync(join(site, "engine"));
  for (const name of ["sotto_engine.mjs", "sotto_engine.wasm"]) copyFileSync(join(engineFolder, name), join(site, "engine", name));
}

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Eight pages that open at once on a busy machine need more than a browser's usual half a minute. */
const patience = 150_000;

async function openBrowser(profile) {
  const executablePath = process.env.SOTTO_CHROMIUM ?? "/usr/bin/chromium";
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: flags, timeout: patience });
  context.setDefaultTimeout(patience);
  context.setDefaultNavigationTimeout(patience);
  return context;
}

/** As a power cut would end it. The profile's folder is this test's own, so are the processes that name it. */
function killBrowserOf(profile) {
  for (const id of execFileSync("pgrep", ["-f", `user-data-dir=${profile}`], { encoding: "utf8" }).trim().split("\n")) {
    try {
      process.kill(Number(id), "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;   // a child that went with its parent
    }
  }
}

const statusOf = (page) => page.evaluate(() => globalThis.sotto.status());
const ask = (page, request) => page.evaluate((each) => globalThis.sotto.ask(each), request);

async function openPage(browser, origin) {
  const page = await browser.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => ["ready", "failed"].includes(globalThis.sotto?.status()?.kind));
  return page;
}

/** What the origin's private file system and IndexedDB hold, as one text. */
const storedText = (page) =>
  page.evaluate(async () => {
    const decode = (bytes) => new TextDecoder("latin1").decode(bytes);
    const root = await navigator.storage.getDirectory();
    let text = "";
    const folder = await root.getDirectoryHandle("sotto").catch(() => undefined);
    if (folder !== undefined) {
      for await (const file of folder.values()) text += decode(await (await file.getFile()).arrayBuffer());
    }
    const database = await new Promise((done) => {
      const opening = indexedDB.open("sotto");
      opening.onsuccess = () => done(opening.result);
    });
    const pages = await new Promise((done) => {
      const all = database.transaction("pages").objectStore("pages").getAll();
      all.onsuccess = () => done(all.result);
    });
    database.close();
    for (const page of pages) text += decode(page);
    return text;
  });

before(buildSite);
after(() => rmSync(scratch, { recursive: true, force: true }));

for (const [storage, options] of [
  ["opfs", { opfs: true }],
  ["indexeddb", { opfs: false }],
]) {
  describe(`the engine in Chromium on ${storage}`, { timeout: 900_000 }, () => {
    let server;
    let browser;
    let profile;
    beforeEach(async () => {
      server = await serve(site, options);
      profile = mkdtempSync(join(scratch, "profile-"));
      browser = await openBrowser(profile);
    });
    afterEach(async () => {
      await browser.close().catch(() => {});
      server.close();
    });

    test("it starts under the content security policy and answers", async () => {
      const page = await openPage(browser, server.origin);
      const status = await statusOf(page);
      assert.equal(status.kind, "ready");
      assert.equal(status.role, "owner");
      assert.equal(status.storage, storage);
      const answer = await ask(page, { case: "askAccount", value: {} });
      assert.equal(answer.error, "");
      assert.equal(answer.view.case, "account");
      assert.equal(answer.view.value.account, undefined);
      assert.deepEqual(await page.evaluate(() => globalThis.sotto.violations()), []);
    });

    test("nothing in its files can be read without the key", async () => {
      const page = await openPage(browser, server.origin);
      await page.evaluate(() => globalThis.sotto.close());
      const text = await storedText(page);
      assert.ok(text.length > 8192, "the database was found");
      assert.ok(!text.includes("CREATE TABLE"));
      assert.ok(!text.includes("SQLite format"));
    });

    test("it opens its database again after a reload", async () => {
      const page = await openPage(browser, server.origin);
      for (let round = 0; round < 3; ++round) {
        await page.reload();
        await page.waitForFunction(() => ["ready", "failed"].includes(globalThis.sotto?.status()?.kind));
        assert.equal((await statusOf(page)).kind, "ready");
      }
    });

    test("it opens its database again after the browser was killed", async () => {
      await openPage(browser, server.origin);
      killBrowserOf(profile);
      browser = await openBrowser(profile);
      const page = await openPage(browser, server.origin);
      assert.equal((await statusOf(page)).kind, "ready");
    });

    test("a second tab goes through the first, and takes over when it closes", async () => {
      const first = await openPage(browser, server.origin);
      const second = await openPage(browser, server.origin);
      assert.equal((await statusOf(first)).role, "owner");
      assert.equal((await statusOf(second)).role, "guest");
      assert.equal((await ask(second, { case: "askConversations", value: {} })).error, "");
      await first.close();
      await second.waitForFunction(() => globalThis.sotto.status().role === "owner");
      assert.equal((await ask(second, { case: "askConversations", value: {} })).error, "");
    });

    test("of eight tabs one runs the engine, whoever closes", async () => {
      const tabs = await Promise.all(Array.from({ length: 8 }, () => openPage(browser, server.origin)));
      while (tabs.length > 0) {
        const roles = await Promise.all(tabs.map(async (tab) => (await statusOf(tab)).role));
        assert.equal(roles.filter((role) => role === "owner").length, 1);
        const answers = await Promise.all(tabs.map((tab) => ask(tab, { case: "askAccount", value: {} })));
        assert.ok(answers.every(({ error }) => error === ""));
        const [owner] = tabs.splice(roles.indexOf("owner"), 1);
        await owner.close();
        if (tabs.length > 0) await waitForOwner(tabs);
      }
    });
  });
}

async function waitForOwner(tabs) {
  for (;;) {
    const statuses = await Promise.all(tabs.map(statusOf));
    const owners = statuses.filter(({ kind, role }) => kind === "ready" && role === "owner").length;
    if (owners === 1 && statuses.every(({ kind }) => kind === "ready")) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}
