// SPDX-License-Identifier: GPL-3.0-or-later
// Which language is spoken, and whether its words fit into a small window.
import { fileURLToPath } from "node:url";

import type { Page } from "@playwright/test";

import { de } from "../../../webclient/src/messages/de";
import { en, type Messages } from "../../../webclient/src/messages/en";
import { es } from "../../../webclient/src/messages/es";
import { refuse } from "../support/camera";
import { play } from "../support/double";
import { layoutFaults } from "../support/layout";
import { turn } from "../support/menu";
import { scenes, type Scene } from "../support/scenes";
import { expect, test } from "../support/test";

const languageOf = (page: Page) => page.locator("html");
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

test.describe("a German browser", () => {
  test.use({ locale: "de-AT" });

  test("is spoken to in German, and loads nothing else", async ({ page }) => {
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await play(page, "out", "/");
    await expect(heading(page, de.landing.claim)).toBeVisible();
    await expect(languageOf(page)).toHaveAttribute("lang", "de");
    const catalogues = loaded.flatMap((url) => /\/assets\/(de|en|es)-/.exec(url)?.[1] ?? []);
    expect(catalogues).toEqual(["de"]);
  });

  test("is spoken to in German when its user has chosen nothing else, and in English when they have", async ({
    page,
  }) => {
    await play(page, "chatting", "/settings");
    await page.getByLabel("English").check();
    await expect(heading(page, en.titles.settings)).toBeVisible();
    await page.reload();
    await expect(heading(page, en.titles.settings)).toBeVisible();
    await expect(languageOf(page)).toHaveAttribute("lang", "en");
    await page.getByLabel(en.settings.asBrowser).check();
    await expect(heading(page, de.titles.settings)).toBeVisible();
  });
});

test.describe("a French browser", () => {
  test.use({ locale: "fr-FR" });

  test("is spoken to in English", async ({ page }) => {
    await play(page, "out", "/");
    await expect(heading(page, en.landing.claim)).toBeVisible();
    await expect(languageOf(page)).toHaveAttribute("lang", "en");
  });

  test("who isn't logged in chooses another language on the first page", async ({ page }) => {
    await play(page, "out", "/");
    await page.getByLabel("Español").check();
    await expect(heading(page, es.landing.claim)).toBeVisible();
    await page.getByRole("link", { name: es.landing.login }).first().click();
    await expect(heading(page, es.titles.login)).toBeVisible();
  });
});

test("a language is chosen without loading the page again: what was typed stays, and so does the focus", async ({
  page,
}) => {
  await play(page, "chatting", "/settings");
  await page.getByLabel(en.settings.displayName).fill("Mira the second");
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const spanish = page.getByRole("radio", { name: "Español" });
  await spanish.check();
  await expect(heading(page, es.titles.settings)).toBeVisible();
  await expect(page.getByLabel(es.settings.displayName)).toHaveValue("Mira the second");
  await expect(spanish).toBeFocused();
  await expect(page).toHaveTitle(`(2) ${es.titles.settings} · Sotto`);
  await expect(page.getByRole("navigation", { name: es.shell.mainMenu }).getByRole("link")).toHaveText([
    new RegExp(`^${es.menu.direct} 2`),
    es.menu.groups,
    es.menu.about,
    es.menu.news,
    es.menu.settings,
  ]);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
});

test("another language is never seen while the page is built", async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("sotto-language", "de");
    const seen: string[] = [];
    Object.assign(window, { seenWords: seen });
    new MutationObserver(() => seen.push(document.querySelector("#app")?.textContent ?? "")).observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  await play(page, "out", "/");
  await expect(heading(page, de.landing.claim)).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seenWords: string[] }).seenWords);
  expect(seen.some((words) => words.includes(de.landing.claim))).toBe(true);
  // The parser puts what is for browsers without JavaScript into the page as text that is never shown.
  const inEnglish = [en.landing.claim, en.menu.register, en.loading].filter((words) =>
    seen.some((text) => text.includes(words)),
  );
  expect(inEnglish).toEqual([]);
});

test("a language that can't be loaded is said not to be, and changes nothing", async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  await play(page, "chatting", "/settings");
  await page.route(/\/assets\/de-/, (route) => route.abort());
  await page.getByLabel("Deutsch").click();
  await expect(page.getByRole("alert")).toHaveText(en.settings.languageFailed);
  await expect(heading(page, en.titles.settings)).toBeVisible();
  await expect(page.getByLabel(en.settings.asBrowser)).toBeChecked();
  await page.reload();
  await expect(heading(page, en.titles.settings)).toBeVisible();
});

const button = (name: (words: Messages) => string) => (page: Page, words: Messages) =>
  page.getByRole("button", { name: name(words), exact: true }).click();

type SpokenScene = Omit<Scene, "act"> & { readonly act?: (page: Page, words: Messages) => Promise<void> };

/** Those whose way there goes by what is said. */
const spokenScenes: readonly SpokenScene[] = [
  {
    name: "register-problems",
    story: "out",
    path: "/register",
    act: button(({ register }) => register.submit),
  },
  { name: "login-code", story: "out", path: "/login", act: button(({ login }) => login.withCode) },
  {
    name: "login-code-no-camera",
    story: "out",
    path: "/login",
    act: async (page, words) => {
      await button(({ login }) => login.withCode)(page, words);
      await refuse(page, "NotAllowedError");
      await button(({ scan }) => scan.start)(page, words);
    },
  },
  {
    name: "direct-message-menu",
    story: "lively",
    path: "/direct/ada",
    act: (page, words) => turn(page, "The bicycles.").getByRole("button", { name: words.message.more }).click(),
  },
  {
    name: "direct-off-record",
    story: "chatting",
    path: "/direct/ada",
    act: button(({ offRecord }) => offRecord.button),
  },
  { name: "direct-duration", story: "timed", path: "/direct/ada", act: button(({ durations }) => durations.button) },
  { name: "direct-safety-number", story: "chatting", path: "/direct/ada", act: button(({ safety }) => safety.title) },
  {
    name: "direct-profile",
    story: "chatting",
    path: "/direct/ada",
    act: button(({ conversation }) => conversation.details),
  },
  { name: "direct-switcher", story: "chatting", path: "/direct", act: (page) => page.keyboard.press("Control+k") },
  { name: "groups-create", story: "chatting", path: "/groups", act: button(({ groups }) => groups.create) },
  { name: "main-menu", story: "chatting", path: "/about", act: button(({ shell }) => shell.menu) },
  { name: "settings", story: "fresh", path: "/settings", act: (page) => page.getByText("Desk at home").waitFor() },
  { name: "news", story: "out", path: "/news", act: (page) => page.getByText("The relay moved").waitFor() },
  { name: "settings-log-out", story: "chatting", path: "/settings", act: button(({ settings }) => settings.logOut) },
  { name: "settings-link-code", story: "chatting", path: "/settings", act: button(({ linking }) => linking.link) },
];
const folder =
  process.env["SOTTO_SCREENSHOTS"] || fileURLToPath(new URL("../../../build/screenshots/web", import.meta.url));

test.describe.configure({ mode: "parallel" });

for (const words of [de, es]) {
  test.describe(`in a small window, in ${words.language}`, () => {
    test.use({ locale: words.language, viewport: { width: 360, height: 740 } });
    const unspoken = scenes.filter((scene): scene is Omit<Scene, "act"> => scene.act === undefined);
    for (const scene of [...unspoken, ...spokenScenes] as readonly SpokenScene[]) {
      test(`${scene.name} fits`, async ({ page }) => {
        await page.emulateMedia({ reducedMotion: "reduce" });
        await play(page, scene.story, scene.path);
        await scene.act?.(page, words);
        await page.waitForTimeout(50);
        await page.screenshot({ path: `${folder}/${scene.name}-360-${words.language}.png`, fullPage: true });
        expect(await layoutFaults(page)).toEqual([]);
      });
    }
  });
}
