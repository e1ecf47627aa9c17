// SPDX-License-Identifier: GPL-3.0-or-later
// Attack F2: what somebody else wrote is text and stays text, wherever it is shown. The watch on every page fails the
// test when one of them makes a request, runs, or runs into the content security policy.
import { play } from "../support/double";
import { payloads } from "../support/payloads";
import { expect, test } from "../support/test";

test("a thousand hostile messages are shown letter by letter", async ({ page }) => {
  expect(payloads.length).toBeGreaterThanOrEqual(1000);
  await play(page, "fresh", "/direct/ada");
  await page.getByLabel("Message to").waitFor();
  for (let from = 0; from < payloads.length; from += 100) {
    const some = payloads.slice(from, from + 100);
    await page.evaluate((texts) => texts.forEach((text) => window.sottoDouble.arrive("ada", text)), some);
    const last = some.at(-1) ?? "";
    await expect
      .poll(() =>
        page
          .locator(".bubble p")
          .last()
          .evaluate((element) => element.textContent),
      )
      .toBe(last);
  }
  const shown = await page.locator(".bubble p").allTextContents();
  expect(payloads.filter((text) => !shown.includes(text))).toHaveLength(payloads.length - shown.length);
  const elements = await page.locator(".bubble p *").count();
  expect(elements).toBe(0);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  await expect(page).toHaveURL("/direct/ada");
});

test("hostile names, profiles and devices are text too", async ({ page }) => {
  await play(page, "chatting", "/direct/ada");
  await page.getByText("Saturday at ten?").waitFor();
  const hostile = payloads.filter((text) => text.length <= 64).slice(0, 40);
  for (const text of hostile) {
    await page.evaluate((name) => {
      const profile = {
        username: "ada",
        displayName: name,
        about: name,
        identityKey: new Uint8Array(33),
        listed: true,
      };
      window.sottoDouble.emit({ case: "profileFetched", value: profile });
      window.sottoDouble.rename("ada", name);
    }, text);
    await expect.poll(() => page.locator(".who h1 .clip").evaluate((element) => element.textContent)).toBe(text);
  }
  await page.getByRole("button", { name: "Profile" }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill("<img src=x onerror=window.pwned=1>");
  await page.getByText("No message contains that.").waitFor();
  expect(await page.locator(".who h1 .clip *, .side a img, .side a script").count()).toBe(0);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});

test("the watch itself notices markup that was let through", async ({ page, watch }) => {
  await play(page, "chatting", "/direct/ada");
  await page.evaluate(() => {
    const careless = document.createElement("div");
    careless.innerHTML = `<img src=x onerror="window.pwned=1"><img src="http://evil.example/x.png">`;
    document.body.append(careless);
  });
  await expect.poll(() => watch.complaints.join("\n")).toMatch(/script-src/);
  await expect.poll(() => watch.complaints.join("\n")).toMatch(/img-src/);
  watch.complaints.length = 0;
});
