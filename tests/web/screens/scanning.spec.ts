// SPDX-License-Identifier: GPL-3.0-or-later
// Reading codes with the camera, with a scripted engine behind the screens and a film before the camera.
import type { Page } from "@playwright/test";

import { linkCode } from "../double/link_code";
import { filmNamed, hideCameras, hold, refuse, tracks, watchCamera, withCamera } from "../support/camera";
import { play } from "../support/double";
import { expect, test } from "../support/test";

const film = filmNamed("scanning");
test.use({ launchOptions: async ({ launchOptions }, use) => use(withCamera(launchOptions, film)) });

const scanButton = (page: Page) => page.getByRole("button", { name: "Scan with the camera" });
const scanner = (page: Page) => page.getByRole("dialog", { name: "Scan a QR code" });
const says = (page: Page, status: string) => scanner(page).getByRole("status").filter({ hasText: status });
const codeField = (page: Page) => page.getByLabel("Code", { exact: true });

async function openLinking(page: Page): Promise<void> {
  await watchCamera(page);
  await play(page, "out", "/login");
  await page.getByRole("button", { name: "Link with a code" }).click();
}

/** Until the picture moves. */
async function startLooking(page: Page): Promise<void> {
  await scanButton(page).click();
  await expect(says(page, "Looking for a code …")).toBeVisible();
  expect(await tracks(page)).toEqual(["live"]);
}

async function openSafetyCode(page: Page): Promise<void> {
  await watchCamera(page);
  await play(page, "chatting", "/direct/ada");
  await page.getByRole("button", { name: "Safety number" }).click();
  await page.getByText("Compare a code").click();
}

test("a new device reads its code, and the camera is off again", async ({ page }) => {
  hold(film, linkCode);
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  const readers = () => loaded.filter((url) => /\/assets\/jsqr-/i.test(url)).length;
  await openLinking(page);
  expect(readers()).toBe(0);
  expect(await page.evaluate(() => window.camera.asked)).toBe(0);
  await scanButton(page).click();
  await expect(page.getByText("a device of mira")).toBeVisible();
  await expect(page.getByText("042 117")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await tracks(page)).toEqual(["ended"]);
  expect(readers()).toBe(1);
  const asked = await page.evaluate(() =>
    window.sottoDouble.asked.filter(({ case: asked }) => asked === "joinWithCode"),
  );
  expect(asked.map(({ value }) => value)).toEqual([expect.objectContaining({ code: linkCode })]);
});

test("what isn't a code is in the field, and said not to be one", async ({ page }) => {
  hold(film, "https://sotto.example/join");
  await openLinking(page);
  await scanButton(page).click();
  await expect(page.getByText("That isn't a code.")).toBeVisible();
  await expect(codeField(page)).toHaveValue("https://sotto.example/join");
  await expect(scanner(page)).toHaveCount(0);
  expect(await tracks(page)).toEqual(["ended"]);
});

const comparisons = [
  ["the other's", "It is the code that Ada Moreno should have"],
  ["another key's", "Another key!"],
  ["somebody's", "This isn't Ada Moreno's code"],
] as const;
for (const [code, outcome] of comparisons) {
  test(`a safety code is read and compared: ${code}`, async ({ page }) => {
    hold(film, code);
    await openSafetyCode(page);
    const dialog = page.getByRole("dialog", { name: "Safety number" });
    await scanButton(page).click();
    await expect(dialog.getByRole("alert")).toContainText(outcome);
    await expect(dialog.getByLabel("The other's code")).toHaveValue(code);
    await expect(scanner(page)).toHaveCount(0);
    await expect(scanButton(page)).toBeFocused();
    expect(await tracks(page)).toEqual(["ended"]);
    const verified = await page.evaluate(() =>
      window.sottoDouble.asked.filter(({ case: asked }) => asked === "verifyIdentity"),
    );
    expect(verified).toEqual([]);
  });
}

test("the picture is shown in the dialog, which has the focus", async ({ page }) => {
  hold(film);
  await openLinking(page);
  await startLooking(page);
  const video = scanner(page).getByLabel("What the camera sees");
  await expect(video).toBeVisible();
  expect(await video.evaluate((element: HTMLVideoElement) => [element.videoWidth, element.muted])).toEqual([640, true]);
  expect(await page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
});

const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
const endings: readonly [string, (page: Page) => Promise<unknown>][] = [
  ["Escape", (page) => page.keyboard.press("Escape")],
  ["a button", (page) => scanner(page).getByRole("button", { name: "Cancel" }).click()],
  ["a page that is hidden", hide],
];
for (const [name, end] of endings) {
  test(`the camera goes off with ${name}`, async ({ page }) => {
    hold(film);
    await openLinking(page);
    await startLooking(page);
    await end(page);
    await expect(scanner(page)).toHaveCount(0);
    expect(await tracks(page)).toEqual(["ended"]);
    await expect(scanButton(page)).toBeFocused();
    await expect(codeField(page)).toHaveValue("");
    await expect(codeField(page)).not.toHaveAttribute("aria-invalid");
  });
}

test("Escape closes the scanner alone, and not the dialog below it", async ({ page }) => {
  hold(film);
  await openSafetyCode(page);
  await startLooking(page);
  await page.keyboard.press("Escape");
  await expect(scanner(page)).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: "Safety number" })).toBeVisible();
  expect(await tracks(page)).toEqual(["ended"]);
});

test("the camera goes off with the screen that wanted it", async ({ page }) => {
  hold(film);
  await watchCamera(page);
  await play(page, "out", "/");
  await page.getByRole("link", { name: "Log in" }).first().click();
  await page.getByRole("button", { name: "Link with a code" }).click();
  await startLooking(page);
  await page.goBack();
  await expect(scanner(page)).toHaveCount(0);
  expect(await tracks(page)).toEqual(["ended"]);
});

test("a camera that is allowed only after the dialog was closed goes off at once", async ({ page }) => {
  hold(film, linkCode);
  await openLinking(page);
  await page.evaluate(() => {
    window.camera.answered = new Promise((answer) => (window.camera.answer = answer));
  });
  await scanButton(page).click();
  await expect.poll(() => page.evaluate(() => window.camera.asked)).toBe(1);
  await expect(says(page, "Waiting for the camera …")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(scanner(page)).toHaveCount(0);
  await page.evaluate(() => window.camera.answer?.());
  await expect.poll(() => tracks(page)).toEqual(["ended"]);
  await expect(codeField(page)).toHaveValue("");
});

test("that the camera isn't allowed, is missing or goes away is said", async ({ page }) => {
  hold(film);
  await openLinking(page);
  const failure = scanner(page).getByRole("alert");
  await startLooking(page);
  await page.evaluate(() => window.camera.tracks[0]?.stop());
  await expect(failure).toContainText("There is no camera here");
  await page.keyboard.press("Escape");
  await refuse(page, "NotAllowedError");
  await scanButton(page).click();
  await expect(failure).toContainText("This page may not use the camera");
  await page.keyboard.press("Escape");
  await refuse(page, "NotFoundError");
  await scanButton(page).click();
  await expect(failure).toContainText("There is no camera here");
  await expect(says(page, "Looking for a code …")).toHaveCount(0);
});

test("a scanner that can't be loaded is said not to be, and no camera is asked for", async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  await openLinking(page);
  await page.route(/\/assets\/jsqr-/i, (route) => route.abort());
  await scanButton(page).click();
  await expect(scanner(page).getByRole("alert")).toContainText("The scanner couldn't be loaded");
  expect(await page.evaluate(() => window.camera.asked)).toBe(0);
});

test("where a page is shown no camera, none is offered", async ({ page }) => {
  await hideCameras(page);
  await play(page, "out", "/login");
  await page.getByRole("button", { name: "Link with a code" }).click();
  await expect(page.getByText("For the QR code you need a scanner program")).toBeVisible();
  await expect(scanButton(page)).toHaveCount(0);
  await play(page, "chatting", "/direct/ada");
  await page.getByRole("button", { name: "Safety number" }).click();
  await page.getByText("Compare a code").click();
  await expect(page.getByText("Paste what a scanner read")).toBeVisible();
  await expect(scanButton(page)).toHaveCount(0);
});
