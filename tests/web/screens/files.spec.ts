// SPDX-License-Identifier: GPL-3.0-or-later
// Files that come along with messages, with a scripted engine behind the screens.
import type { Page } from "@playwright/test";

import { play } from "../support/double";
import { expect, test } from "../support/test";

/** Numbers of bridge.proto's AttachmentPhase. */
const uploading = 3;
const here = 5;
const letter = { name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Dear Ada") };
const move = (page: Page, phase: number, done: number): Promise<void> =>
  page.evaluate(([to, bytes]) => window.sottoDouble.moveFile(window.sottoDouble.newestPosition(), to, bytes), [
    phase,
    done,
  ] as const);
const asked = (page: Page, kind: string): Promise<{ case: string; value: unknown }[]> =>
  page.evaluate((wanted) => window.sottoDouble.asked.filter((request) => request.case === wanted), kind);

test("a file is chosen, sent with some words, and its way is followed", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.locator("input[type=file]").setInputFiles(letter);
  await expect(page.getByRole("list", { name: "Files to send" })).toContainText("letter.txt");
  await page.getByLabel("Message to Ada").fill("as promised");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Files to send" })).toHaveCount(0);
  const bubble = page.locator(".bubble", { hasText: "letter.txt" });
  await expect(bubble).toContainText("as promised");
  await expect(bubble).toContainText("Sending, 0%");
  expect((await asked(page, "giveAttachmentBytes")).length).toBe(1);
  await move(page, uploading, 4);
  await expect(bubble.getByRole("progressbar", { name: "Progress of letter.txt" })).toHaveAttribute("value", "50");
  await move(page, here, 8);
  await expect(bubble.getByRole("progressbar")).toHaveCount(0);
  const saved = page.waitForEvent("download");
  await bubble.getByRole("button", { name: "Save letter.txt" }).click();
  expect((await saved).suggestedFilename()).toBe("letter.txt");
});

test("a file without words is named by its name in an answer and in a report", async ({ page }) => {
  await play(page, "files", "/direct/ada");
  const choose = async (what: string) => {
    await page.locator(".turn", { hasText: "letter.pdf" }).first().getByRole("button", { name: "What to do" }).click();
    await page.getByRole("menuitem", { name: what }).click();
  };
  await choose("Report");
  await expect(page.getByLabel("The report")).toContainText("letter.pdf");
  await page.keyboard.press("Escape");
  await choose("Reply");
  await expect(page.locator(".writing")).toContainText("letter.pdf");
  await page.keyboard.type("Once more, please.");
  await page.keyboard.press("Enter");
  const quoted = page.locator(".bubble", { hasText: "Once more, please." }).getByRole("button");
  await expect(quoted).toContainText("letter.pdf");
  await expect(quoted).toHaveAccessibleName("Answer to Ada Moreno: letter.pdf");
});

test("a file is taken off before it is sent, and cancelled while it is", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  const picker = page.locator("input[type=file]");
  await picker.setInputFiles(letter);
  await page.getByRole("button", { name: "Don't send letter.txt" }).click();
  await expect(page.getByRole("list", { name: "Files to send" })).toHaveCount(0);
  await picker.setInputFiles(letter);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("button", { name: "Cancel letter.txt" }).click();
  await expect(page.locator(".bubble", { hasText: "letter.txt" })).toHaveCount(0);
});

test("what is being sent goes where it was written, wherever one goes meanwhile", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.locator("input[type=file]").setInputFiles([letter, { ...letter, name: "second.txt" }]);
  await page.evaluate(() => window.sottoDouble.hold("sendAttachment"));
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect.poll(async () => (await asked(page, "sendAttachment")).length).toBe(1);
  await page.getByRole("link", { name: /София/ }).click();
  await expect(page).toHaveURL("/direct/sofia");
  await page.evaluate(() => window.sottoDouble.letGo());
  const to = async () => (await asked(page, "sendAttachment")).map(({ value }) => (value as { to: string }).to);
  await expect.poll(to).toEqual(["ada", "ada"]);
  await expect(page.locator(".bubble", { hasText: "second.txt" })).toHaveCount(0);
});

test("files can be dropped and pasted", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.locator(".talk").evaluate((node) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["a"], "dropped.txt"));
    for (const kind of ["dragover", "drop"])
      node.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
  });
  await page.getByLabel("Message to Ada").evaluate((node) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["b"], "pasted.png", { type: "image/png" }));
    node.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
  });
  await expect(page.getByRole("list", { name: "Files to send" })).toContainText("dropped.txt");
  await expect(page.getByRole("list", { name: "Files to send" })).toContainText("pasted.png");
});

test("the size limit is said before anything is sent", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.getByLabel("Message to Ada").evaluate((node) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(100_000_001)], "film.mkv"));
    node.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
  });
  await expect(page.getByRole("alert")).toHaveText("film.mkv is too large to be sent. A file may have up to 100 MB.");
  await expect(page.getByRole("list", { name: "Files to send" })).toHaveCount(0);
});

test("what came is downloaded when one asks for it, cancelled, and tried again when it was damaged", async ({
  page,
}) => {
  await play(page, "files", "/direct/ada");
  await expect(page.getByRole("img", { name: "beach.png" })).toBeVisible();
  expect(await asked(page, "fetchAttachment")).toEqual([]);
  await page.getByRole("button", { name: /^Download Seedlings/ }).click();
  const list = page.locator(".bubble", { hasText: "Seedlings, a list" });
  await expect(list).toContainText("Downloading");
  await list.getByRole("button", { name: /^Cancel/ }).click();
  await expect(list.getByRole("button", { name: /^Download/ })).toBeVisible();
  const damaged = page.locator(".bubble", { hasText: "letter.pdf" });
  await expect(damaged).toContainText("It arrived damaged, so nothing of it was kept.");
  await damaged.getByRole("button", { name: "Try to download letter.pdf again" }).click();
  await expect(damaged).toContainText("Downloading");
});

test("a drawing with scripts and a page are files to save, never shown", async ({ page, watch }) => {
  await play(page, "chatting", "/direct/ada");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>window.pwned = 1</script></svg>`;
  for (const [name, mimeType] of [
    ["a.svg", "image/svg+xml"],
    ["b.html", "text/html"],
  ] as const) {
    await page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer: Buffer.from(svg) });
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.locator(".bubble", { hasText: name })).toContainText("Sending");
    await move(page, here, svg.length);
    await expect(page.getByRole("button", { name: `Save ${name}` })).toBeVisible();
  }
  expect(await page.locator(".bubble img, .bubble svg svg, .bubble iframe").count()).toBe(0);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expect(watch.complaints).toEqual([]);
});

test("what says that it is a picture and isn't one is a file like any other", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.locator("input[type=file]").setInputFiles({
    name: "not.png",
    mimeType: "image/png",
    buffer: Buffer.from("<script>window.pwned = 1</script>"),
  });
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.locator(".bubble", { hasText: "not.png" })).toContainText("Sending");
  await move(page, here, 30);
  await expect(page.getByRole("button", { name: "Save not.png" })).toBeVisible();
  await expect(page.locator(".bubble img")).toHaveCount(0);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});
