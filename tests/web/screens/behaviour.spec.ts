// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens do, with a scripted engine behind them.
import { choir } from "../double/group_ids";
import { play } from "../support/double";
import { tabTo } from "../support/keyboard";
import { expect, test } from "../support/test";

const offline = 0;
const online = 2;

test.describe("where one is", () => {
  test("the menu and the title follow the login state and the screen", async ({ page }) => {
    await play(page, "chatting", "/about");
    const menu = page.getByRole("navigation", { name: "Main menu" });
    await expect(menu.getByRole("link")).toHaveText([/^Messages 2/, "Groups", "About", "News", "Settings"]);
    await expect(page).toHaveTitle("(2) About · Sotto");
    await menu.getByRole("link", { name: "Settings" }).click();
    await expect(page).toHaveURL("/settings");
    await expect(page.getByRole("heading", { name: "Settings" })).toBeFocused();
    await page.goBack();
    await expect(page.getByRole("heading", { name: "About", exact: true })).toBeFocused();
  });

  test("who isn't logged in is asked to, and arrives where they wanted to go", async ({ page }) => {
    await play(page, "out", "/direct/ada");
    await expect(page).toHaveURL("/login");
    await page.getByLabel("Name", { exact: true }).fill("mira");
    await page.getByLabel("Password", { exact: true }).fill("seven quiet violins");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/direct/ada");
    await expect(page.getByText("Saturday at ten?")).toBeVisible();
  });

  test("the page is painted before the engine has started", async ({ page }) => {
    await play(page, "starting", "/");
    await expect(page.getByRole("heading", { name: "Talk quietly." })).toBeVisible();
  });

  test("the chosen theme stays", async ({ page }) => {
    await play(page, "chatting", "/settings");
    await page.getByLabel("Dark").check();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.reload();
    await page.locator("#menu").waitFor();
    expect(await ground()).toBe(dark);
    await page.getByLabel("Light").check();
    expect(await ground()).not.toBe(dark);
  });
});

test.describe("entering", () => {
  test("registering can be cancelled and keeps what was typed", async ({ page }) => {
    await play(page, "captcha", "/register");
    await page.getByLabel("Name", { exact: true }).fill("mira");
    await page.getByLabel("Password", { exact: true }).fill("seven quiet violins");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Creating your account" })).toBeFocused();
    await expect(page.getByRole("listitem").filter({ hasText: "not a machine" })).toHaveAttribute(
      "aria-current",
      "step",
    );
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("mira");
    expect(await page.evaluate(() => window.sottoDouble.asked.map((request) => request.case))).toContain("cancelEntry");
  });

  test("a wrong password is said in plain language, and the fields stay filled", async ({ page }) => {
    await play(page, "wrongPassword", "/login");
    await page.getByLabel("Name", { exact: true }).fill("mira");
    await page.getByLabel("Password", { exact: true }).fill("not this one");
    await page.getByRole("button", { name: "Log in" }).click();
    await expect(page.getByRole("alert")).toContainText("don't belong together");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("not this one");
  });

  test("too many tries say how long to wait", async ({ page }) => {
    await play(page, "rateLimited", "/login");
    await page.getByLabel("Name", { exact: true }).fill("mira");
    await page.getByLabel("Password", { exact: true }).fill("seven quiet violins");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("in 42 seconds");
  });

  test("the focus goes to the first field with a problem", async ({ page }) => {
    await play(page, "out", "/register");
    await page.getByLabel("Name", { exact: true }).fill("mira");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  });
});

test.describe("messages", () => {
  test("Enter sends, Shift and Enter begin a new line", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    const field = page.getByLabel("Message to Ada Moreno");
    await expect(field).toBeFocused();
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("two");
    await page.keyboard.press("Enter");
    await expect(page.locator(".bubble.own p").last()).toHaveText("one\ntwo", { useInnerText: true });
    await expect(field).toHaveValue("");
    await expect(page.locator(".bubble.own").last()).toContainText("Sent");
  });

  test("an empty message isn't sent", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await page.getByLabel("Message to").fill("   ");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => window.sottoDouble.asked.some((request) => request.case === "sendText"))).toBe(
      false,
    );
  });

  test("a message that couldn't be kept stays in the field", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await page.evaluate(() => (window.sottoDouble.failing["sendText"] = "store_unavailable"));
    await page.getByLabel("Message to").fill("precious");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("can't be read or written just now");
    await expect(page.getByLabel("Message to")).toHaveValue("precious");
  });

  test("the delivery state changes under the reader's eyes, in words", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await page.getByLabel("Message to").fill("on its way");
    await page.keyboard.press("Enter");
    const bubble = page.locator(".bubble", { hasText: "on its way" });
    await expect(bubble).toContainText("Sent");
    const position = await page.evaluate(() => window.sottoDouble.newestPosition());
    await page.evaluate((at) => window.sottoDouble.setMessageState(at, 4), position);
    await expect(bubble).toContainText("Delivered");
  });

  test("a refused message can be tried again", async ({ page }) => {
    await play(page, "waiting", "/direct/ada");
    const bubble = page.locator(".bubble", { hasText: "refused for good" });
    await expect(bubble).toContainText("Not sent");
    await bubble.getByRole("button", { name: "Try again" }).click();
    await expect(bubble).toContainText("Waiting");
  });

  test("what is in view is marked as read, also when that it is unread becomes known later", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await page.getByText("Saturday at ten?").waitFor();
    await page.evaluate(() => {
      window.sottoDouble.hold("askConversation");
      window.sottoDouble.arrive("ada", "just now");
    });
    await expect(page.locator(".bubble", { hasText: "just now" })).toBeVisible();
    const position = await page.evaluate(() => window.sottoDouble.newestPosition());
    await page.evaluate(() => window.sottoDouble.letGo());
    const marked = () =>
      page.evaluate(() =>
        window.sottoDouble.asked
          .filter(({ case: asked }) => asked === "markRead")
          .map(({ value }) => Number((value as { upTo: bigint }).upTo)),
      );
    await expect.poll(marked).toContain(position);
    await expect(page.getByRole("link", { name: /Ada Moreno/ })).not.toContainText("unread");
  });

  test("a draft is kept when one goes elsewhere", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await page.getByLabel("Message to").fill("half a thought");
    await page.getByRole("link", { name: /София/ }).click();
    await expect(page.getByRole("link", { name: /Ada Moreno/ })).toContainText("Draft: half a thought");
    await page.getByRole("link", { name: /Ada Moreno/ }).click();
    await expect(page.getByLabel("Message to Ada")).toHaveValue("half a thought");
  });

  test("unread messages are counted, marked, and read by looking at them", async ({ page }) => {
    await play(page, "chatting", "/direct");
    const row = page.getByRole("link", { name: /Farida/ });
    await expect(row).toContainText("2 unread");
    await row.click();
    await expect(page.getByText("New", { exact: true })).toBeVisible();
    await expect(row).not.toContainText("unread");
    await expect(page).toHaveTitle("farida · Sotto");
  });

  test("what can't be read and what never came are told apart", async ({ page }) => {
    await play(page, "chatting", "/direct/ben.okafor");
    await expect(page.getByText("A message couldn't be decrypted and is missing here.")).toHaveCount(1);
    await expect(page.getByText("3 messages of Ben Okafor are missing here.")).toBeVisible();
  });

  test("a new message is announced, shown, and doesn't pull away who reads further up", async ({ page }) => {
    await play(page, "long", "/direct/ada");
    await expect(page.locator(".bubble", { hasText: "Line 400 of a long talk" })).toBeVisible();
    await page.evaluate(() => window.sottoDouble.arrive("ada", "right now"));
    await expect(page.locator(".bubble", { hasText: "right now" })).toBeInViewport();
    await expect(page.locator("[aria-live=polite]", { hasText: "Ada Moreno: right now" })).toBeAttached();

    const timeline = page.getByRole("region", { name: "Messages with" });
    await timeline.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await page.getByRole("button", { name: "Newest messages" }).waitFor();
    const before = await timeline.evaluate((element) => element.scrollTop);
    await page.evaluate(() => window.sottoDouble.arrive("ada", "and another"));
    const button = page.getByRole("button", { name: "1 new message" });
    await button.waitFor();
    expect(Math.abs((await timeline.evaluate((element) => element.scrollTop)) - before)).toBeLessThan(5);
    await button.click();
    await expect(page.locator(".bubble", { hasText: "and another" })).toBeInViewport();
  });

  test("earlier pages are read upwards without the text jumping", async ({ page }) => {
    await play(page, "long", "/direct/ada");
    await expect(page.locator(".bubble", { hasText: "Line 400 of a long talk" })).toBeInViewport();
    const timeline = page.getByRole("region", { name: "Messages with" });
    const first = page.locator(".bubble").first();
    expect(await first.textContent()).not.toContain("Line 1 ");
    for (let pages = 0; pages < 20; ++pages) {
      const count = await page.locator(".bubble").count();
      // In one go: reading the next page begins as soon as the place is near the beginning.
      const anchor = await timeline.evaluate((element) => {
        element.scrollTop = 300;
        const line = element.querySelectorAll(".bubble p")[3];
        return { text: line?.textContent ?? "", y: line?.getBoundingClientRect().top ?? 0 };
      });
      if ((await page.getByText("Good morning! The first tomatoes").count()) > 0) return;
      await expect.poll(() => page.locator(".bubble").count()).toBeGreaterThan(count);
      const moved = page.locator(".bubble p").filter({ hasText: anchor.text }).first();
      const y = await moved.evaluate((element) => element.getBoundingClientRect().top);
      expect(Math.abs(y - anchor.y)).toBeLessThan(3);
    }
    throw new Error("the beginning was never reached");
  });

  test("a hit of the search leads to its place, however old", async ({ page }) => {
    await play(page, "long", "/direct");
    await page.getByRole("searchbox").fill("first tomatoes");
    await page.getByRole("button", { name: /first tomatoes/ }).click();
    await expect(page.locator(".bubble.highlighted")).toContainText("The first tomatoes are up.");
    await expect(page.locator(".bubble.highlighted")).toBeInViewport();
    await page.getByRole("button", { name: "Newest messages" }).click();
    await expect(page.locator(".bubble", { hasText: "Line 400 of a long talk" })).toBeInViewport();
  });
});

test.describe("people", () => {
  test("somebody found in the directory is written to", async ({ page }) => {
    await play(page, "fresh", "/direct");
    await page.getByRole("searchbox").fill("ben");
    await page.getByRole("link", { name: /Ben Okafor/ }).click();
    await expect(page).toHaveURL("/direct/ben.okafor");
    await page.getByLabel("Message to").fill("hello");
    await page.keyboard.press("Enter");
    await expect(page.locator(".bubble.own")).toContainText("hello");
  });

  test("one's own name for somebody is shown everywhere", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await page.getByRole("button", { name: "Profile" }).click();
    await page.getByLabel("Your name for them").fill("Aunt Ada");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: "Aunt Ada" })).toBeVisible();
    await expect(page.getByRole("link", { name: /Aunt Ada/ })).toBeVisible();
  });

  test("a changed key stops sending until it is accepted", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await expect(page.getByLabel("Message to")).toBeVisible();
    await page.evaluate(() => window.sottoDouble.changeKey("ada"));
    await expect(page.getByRole("heading", { name: "The key of Ada Moreno changed" })).toBeVisible();
    await expect(page.getByLabel("Message to")).toHaveCount(0);
    await page.getByRole("button", { name: "Compare the safety number" }).click();
    await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(12);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Accept the new key" }).click();
    await page.getByRole("button", { name: "Accept this key" }).click();
    await expect(page.getByLabel("Message to")).toBeVisible();
  });

  test("Ctrl K goes to a conversation by its name", async ({ page }) => {
    await play(page, "chatting", "/news");
    await page.getByText("The relay moved").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("соф");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/direct/sofia");
  });

  test("Ctrl K goes to a group by its name", async ({ page }) => {
    await play(page, "inGroups", "/direct");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("thursdays");
    await expect(page.getByRole("option")).toHaveAccessibleName("Choir on Thursdays");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/groups/${choir}`);
  });
});

test.describe("an engine that doesn't start", () => {
  test("says why, and offers to begin anew after damage only", async ({ page }) => {
    await play(page, "unsupported", "/direct");
    await expect(page.getByText("This browser can't run Sotto.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Begin anew" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Reload the page" })).toBeVisible();
  });

  for (const path of ["/direct/ada", "/login"]) {
    test(`leads to the login once one has begun anew, from ${path}`, async ({ page }) => {
      await play(page, "damaged", path);
      await expect(page.getByText("The messages kept on this device are damaged.")).toBeVisible();
      await tabTo(page, /Begin anew/);
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL("/login");
      await expect(page.getByRole("heading", { name: "Log in" })).toBeFocused();
      await expect(page.getByText("damaged")).toHaveCount(0);
    });
  }

  test("leaves the public pages as they are", async ({ page }) => {
    await play(page, "damaged", "/about");
    await expect(page.getByRole("heading", { name: "About", exact: true })).toBeVisible();
    await expect(page.getByText("damaged")).toHaveCount(0);
  });
});

test.describe("the connection", () => {
  test("its loss and return are said", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await expect(page.getByText("You're offline.")).toHaveCount(0);
    await page.evaluate((state) => window.sottoDouble.setLink(state), offline);
    await expect(page.getByText("You're offline.")).toBeVisible();
    await page.evaluate((state) => window.sottoDouble.setLink(state), online);
    await expect(page.getByText("You're offline.")).toHaveCount(0);
  });

  test("a displaced page says so and offers to take over", async ({ page }) => {
    await play(page, "chatting", "/direct/ada");
    await page.getByText("Saturday at ten?").waitFor();
    await page.evaluate(() => window.sottoDouble.displace());
    await expect(page.getByText("stopped receiving")).toBeVisible();
    await page.getByRole("button", { name: "Use Sotto here" }).click();
    await expect(page.getByText("stopped receiving")).toHaveCount(0);
    await expect(page.getByText("Saturday at ten?")).toBeVisible();
  });
});

test.describe("settings", () => {
  test("the profile is saved and said to be", async ({ page }) => {
    await play(page, "chatting", "/settings");
    await page.getByLabel("Display name").fill("Mira the second");
    await page.getByRole("button", { name: "Save profile" }).click();
    await expect(page.getByText("Your profile is saved.")).toBeVisible();
  });

  test("a device is removed only after a question", async ({ page }) => {
    await play(page, "chatting", "/settings");
    await page.getByRole("button", { name: "Remove Desk at home" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Desk at home")).toBeVisible();
    await page.getByRole("button", { name: "Remove Desk at home" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("Desk at home")).toHaveCount(0);
  });

  test("logging out asks first, and then leaves nothing on the page", async ({ page }) => {
    await play(page, "chatting", "/settings");
    await page.getByRole("button", { name: "Log out" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Log out" })).toBeFocused();
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Log out" }).click();
    await expect(page).toHaveURL("/");
    await expect(page.getByText("You're logged out.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Log in" }).first()).toBeVisible();
    expect(await page.content()).not.toMatch(/mira|Ada Moreno|tomatoes/i);
  });
});
