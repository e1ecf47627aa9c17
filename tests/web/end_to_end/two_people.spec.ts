// SPDX-License-Identifier: GPL-3.0-or-later
// Two people, two browser profiles, one real relay, the real engine. The steps follow one another.
import { keepCopies, lastCopy } from "../support/clipboard";
import { Person, password } from "../support/person";
import { payloads } from "../support/payloads";
import { Relay } from "../support/relay";
import { expect, test, type Page } from "@playwright/test";

test.describe.configure({ mode: "serial" });

const relay = new Relay();
const spoken: string[] = [];
let alice: Person;
let aliceElsewhere: Person;
let bob: Person;

/** The one tab that is left: what it said before it has taken over would be for an engine that is gone. */
async function runsTheEngine(page: Page): Promise<void> {
  const locks = () =>
    page.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      return { held: held.length, pending: pending.length };
    });
  await expect.poll(locks).toEqual({ held: 1, pending: 0 });
}

test.beforeAll(async ({}, testInfo) => {
  await relay.start();
  const launch = testInfo.project.use.launchOptions ?? {};
  alice = new Person("alice", relay.url, launch);
  aliceElsewhere = new Person("alice", relay.url, launch);
  bob = new Person("bob", relay.url, launch);
});

test.afterAll(async () => {
  for (const person of [alice, aliceElsewhere, bob]) await person?.remove();
  await relay.remove();
});

test("the first paint doesn't wait for the engine", async ({}, testInfo) => {
  await alice.openBrowser();
  await expect(alice.page.getByRole("heading", { name: "Talk quietly." })).toBeVisible();
  await expect(alice.page.getByRole("link", { name: "Log in" }).first()).toBeVisible();
  const figures = await alice.page.evaluate(() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
    const engine = performance.getEntriesByType("resource").find(({ name }) => name.includes("/assets/port"));
    return { paint, engine: engine?.startTime ?? 0, settled: performance.now() };
  });
  testInfo.annotations.push({ type: "figures", description: JSON.stringify(figures) });
  console.log(
    `first paint ${figures.paint.toFixed(0)} ms, engine asked for at ${figures.engine.toFixed(0)} ms, login state known before ${figures.settled.toFixed(0)} ms`,
  );
});

test("two people register", async () => {
  await bob.openBrowser();
  await alice.register("Alice A.");
  await bob.register("Bob B.");
  await expect(alice.page.getByText("No conversations yet")).toBeVisible();
});

test("a taken name is refused in plain words", async ({}, testInfo) => {
  const other = new Person("alice", relay.url, testInfo.project.use.launchOptions ?? {});
  await other.openBrowser("/register");
  await other.page.getByLabel("Name", { exact: true }).fill("alice");
  await other.page.getByLabel("Password", { exact: true }).fill("another long password");
  await other.page.getByRole("button", { name: "Create account" }).click();
  await expect(other.page.getByRole("alert")).toContainText("That name is taken", { timeout: 120_000 });
  await other.page.goto("/login");
  await other.page.getByLabel("Name", { exact: true }).fill("alice");
  await other.page.getByLabel("Password", { exact: true }).fill("not her password");
  await other.page.getByRole("button", { name: "Log in" }).click();
  await expect(other.page.getByRole("alert")).toContainText("don't belong together", { timeout: 120_000 });
  expect(other.complaints()).toEqual([]);
  await other.remove();
});

test("they find each other and talk both ways", async () => {
  await alice.find("bob", "Bob B.");
  await alice.say("Hello Bob");
  await bob.accepts(/Alice|alice/);
  await bob.sees("Hello Bob");
  await bob.say("Hello Alice");
  await alice.sees("Hello Alice");
  await alice.seesState("Hello Bob", "Delivered");
  await bob.seesState("Hello Alice", "Delivered");
  spoken.push("Hello Bob", "Hello Alice");
});

test("both see the same safety number", async () => {
  const numberOf = async ({ page }: Person): Promise<string> => {
    await page.getByRole("button", { name: "Safety number" }).click();
    await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(12);
    const digits = (await page.getByRole("dialog").getByRole("listitem").allTextContents()).join("");
    await page.keyboard.press("Escape");
    return digits;
  };
  const number = await numberOf(alice);
  expect(number).toMatch(/^\d{60}$/);
  expect(await numberOf(bob)).toBe(number);
});

test("each one's client knows the code that the other's shows", async () => {
  const dialogOf = async ({ page }: Person) => {
    await page.getByRole("button", { name: "Safety number" }).click();
    return page.getByRole("dialog");
  };
  const shown = await dialogOf(bob);
  await expect(shown.getByRole("img", { name: "QR code" })).toBeVisible();
  await keepCopies(bob.page);
  await shown.getByRole("button", { name: "Copy the code" }).click();
  await expect(shown.getByRole("button", { name: "Copied" })).toBeVisible();
  const code = await lastCopy(bob.page);
  await bob.page.keyboard.press("Escape");
  expect(code).toMatch(/^SOTTO:[A-Z2-7]{136}$/);
  const dialog = await dialogOf(alice);
  await dialog.getByText("Compare a code").click();
  await dialog.getByLabel("The other's code").fill(code.toLowerCase());
  await dialog.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("nobody reads along");
  await alice.page.keyboard.press("Escape");
});

test("hostile text arrives as text", async () => {
  const some = payloads
    .filter((text, index) => index % 41 === 5 && !text.includes("\u0000"))
    .map((text) => text.trim());
  expect(some.length).toBeGreaterThan(15);
  for (const text of some) {
    await alice.page.getByLabel("Message to").fill(text);
    await alice.page.keyboard.press("Enter");
    await expect(alice.page.getByLabel("Message to")).toHaveValue("");
  }
  spoken.push(...some);
  await expect.poll(() => bob.texts(), { timeout: 60_000 }).toEqual(spoken);
  await expect.poll(() => alice.texts()).toEqual(spoken);
  expect(await bob.page.locator(".bubble p *").count()).toBe(0);
  expect(await bob.page.evaluate(() => "pwned" in window)).toBe(false);
});

test("bob is away, the relay is killed and comes back: nothing is lost, nothing twice, in order", async () => {
  await bob.closeBrowser();
  for (const text of ["While you were away: one", "two", "three"]) {
    await alice.say(text);
    spoken.push(text);
  }
  await alice.seesState("three", "Sent");
  await relay.kill();
  await expect(alice.page.getByText(/You're offline|Connecting to the relay/)).toBeVisible({ timeout: 60_000 });
  await alice.say("written without a relay");
  spoken.push("written without a relay");
  await alice.seesState("written without a relay", "Waiting");
  await relay.start();
  // The pauses between two tries grow to half a minute.
  await alice.seesState("written without a relay", "Sent", { timeout: 120_000 });
  await bob.openBrowser("/direct/alice");
  await bob.sees("written without a relay");
  expect(await bob.texts()).toEqual(spoken);
  await alice.seesState("written without a relay", "Delivered", { timeout: 120_000 });
  expect(await alice.texts()).toEqual(spoken);
});

test("a reload and a draft", async () => {
  await bob.page.getByLabel("Message to").fill("not yet finished");
  // The list shows what the engine has written down.
  await expect(bob.page.getByRole("list", { name: "Conversations" })).toContainText("not yet finished");
  await bob.page.reload();
  await bob.sees("Hello Bob");
  await expect(bob.page.getByLabel("Message to")).toHaveValue("not yet finished");
  expect(await bob.texts()).toEqual(spoken);
  await bob.page.getByLabel("Message to").fill("");
});

test("the browser is closed and opened again: history stays", async () => {
  await alice.closeBrowser();
  await alice.openBrowser("/direct/bob");
  await alice.sees("Hello Alice");
  expect(await alice.texts()).toEqual(spoken);
});

test("history is searched", async () => {
  await alice.page.getByRole("searchbox").fill("were away");
  await alice.page.locator(".results button", { hasText: "were away" }).click();
  await expect(alice.page.locator(".bubble.highlighted")).toContainText("While you were away: one");
  await alice.page.getByRole("button", { name: "Clear the search" }).click();
});

test("a third log-in, in a fresh profile, has everything that was said, and it is searched", async () => {
  await aliceElsewhere.openBrowser();
  await aliceElsewhere.logIn();
  await aliceElsewhere.page.getByRole("link", { name: /Bob|bob/ }).click();
  await aliceElsewhere.sees(spoken.at(-1) ?? "");
  await expect(async () => expect(await aliceElsewhere.texts()).toEqual(spoken)).toPass();
  await aliceElsewhere.page.getByRole("searchbox").fill("were away");
  await aliceElsewhere.page.locator(".results button", { hasText: "were away" }).click();
  await expect(aliceElsewhere.page.locator(".bubble.highlighted")).toContainText("While you were away: one");
  await aliceElsewhere.page.getByRole("button", { name: "Clear the search" }).click();
});

test("the third log-in takes part", async () => {
  await bob.say("to both of your devices");
  spoken.push("to both of your devices");
  await alice.sees("to both of your devices");
  await aliceElsewhere.sees("to both of your devices");
  await aliceElsewhere.say("from the other one");
  spoken.push("from the other one");
  await bob.sees("from the other one");
  await alice.sees("from the other one");
  for (const person of [alice, aliceElsewhere, bob]) expect(await person.texts()).toEqual(spoken);
});

test("two tabs are one device: each message is sent and shown once, and one tab takes over from the other", async () => {
  const second = await bob.context.newPage();
  await second.goto("/direct/alice");
  await bob.sees("from the other one", second);
  await bob.say("from the second tab", second);
  spoken.push("from the second tab");
  await bob.sees("from the second tab");
  await alice.sees("from the second tab");
  await alice.say("to two tabs");
  spoken.push("to two tabs");
  await bob.sees("to two tabs");
  await bob.sees("to two tabs", second);
  await bob.page.close();
  await runsTheEngine(bob.page);
  await bob.say("the second tab goes on alone");
  spoken.push("the second tab goes on alone");
  await alice.sees("the second tab goes on alone");
  expect(await alice.texts()).toEqual(spoken);
  expect(await bob.texts()).toEqual(spoken);
});

// A number that two tabs took for two messages would make the second one unreadable, and it would be missing here.
test("four tabs of one database write by turns and at once: nothing is lost, doubled or written under a used key", async () => {
  const tabs = [bob.page];
  while (tabs.length < 4) {
    const tab = await bob.context.newPage();
    await tab.goto("/direct/alice");
    await bob.sees("the second tab goes on alone", tab);
    tabs.push(tab);
  }
  for (const [number, tab] of tabs.entries()) {
    await bob.say(`tab ${number} by turns`, tab);
    await alice.sees(`tab ${number} by turns`);
    await alice.say(`to tab ${number}`);
    for (const each of tabs) await bob.sees(`to tab ${number}`, each);
    spoken.push(`tab ${number} by turns`, `to tab ${number}`);
  }
  expect(await alice.texts()).toEqual(spoken);
  const atOnce = [...tabs.map((_, number) => `tab ${number} at once`), "to four tabs at once"];
  await Promise.all([
    ...tabs.map((tab, number) => bob.say(`tab ${number} at once`, tab)),
    alice.say("to four tabs at once"),
  ]);
  for (const text of atOnce) {
    await alice.sees(text);
    for (const tab of tabs) await bob.sees(text, tab);
  }
  const texts = await alice.texts();
  expect(texts.slice(0, spoken.length)).toEqual(spoken);
  expect(texts.slice(spoken.length).toSorted()).toEqual(atOnce.toSorted());
  for (const tab of tabs) expect((await bob.texts(tab)).toSorted()).toEqual(texts.toSorted());
  // The one that runs the engine goes first.
  for (const tab of tabs.slice(0, -1)) await tab.close();
  await runsTheEngine(bob.page);
  await bob.say("the last tab goes on alone");
  await alice.sees("the last tab goes on alone");
  spoken.push(...texts.slice(spoken.length), "the last tab goes on alone");
  expect(await alice.texts()).toEqual(spoken);
  await bob.page.reload();
  await bob.sees("the last tab goes on alone");
  expect((await bob.texts()).toSorted()).toEqual(spoken.toSorted());
});

test("a removed device is logged out and erased", async () => {
  await alice.page.goto("/settings");
  await alice.page
    .getByRole("button", { name: /^Remove/ })
    .first()
    .click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(aliceElsewhere.page.getByText("This device was removed")).toBeVisible();
  await aliceElsewhere.page.goto("/direct");
  await expect(aliceElsewhere.page).toHaveURL(/\/login$/);
});

test("the profile is changed and seen by others", async () => {
  await alice.page.getByLabel("About you").fill("Second violin.");
  await alice.page.getByRole("button", { name: "Save profile" }).click();
  await expect(alice.page.getByText("Your profile is saved.")).toBeVisible();
  await bob.page.getByRole("button", { name: "Profile" }).click();
  await expect(bob.page.getByText("Second violin.")).toBeVisible();
  await bob.page.keyboard.press("Escape");
});

test("on the disk of a browser there is no message, draft, password or private name to be read", async () => {
  await bob.page.getByRole("button", { name: "Profile" }).click();
  await bob.page.getByLabel("Your name for them").fill("Aunt Alice the violinist");
  await bob.page.getByRole("button", { name: "Save" }).click();
  await expect(bob.page.getByRole("heading", { name: "Aunt Alice the violinist" })).toBeVisible();
  await bob.page.getByLabel("Message to").fill("a draft that nobody should read");
  // The control: what a page keeps without encryption is found by the same search.
  await bob.page.evaluate(() => localStorage.setItem("control", "kept in the clear on purpose"));
  await expect(bob.page.getByRole("list", { name: "Conversations" })).toContainText("a draft that nobody should read");
  const secrets = [...spoken.filter((text) => text.length > 10), "a draft that nobody", "Aunt Alice", password];
  expect(await bob.leftOnDisk(["kept in the clear on purpose"])).toHaveLength(1);
  expect(await bob.leftOnDisk(secrets)).toEqual([]);
  await bob.openBrowser("/direct/alice");
  await bob.sees("Hello Bob");
  await expect(bob.page.getByLabel("Message to Aunt Alice")).toHaveValue("a draft that nobody should read");
});

test("logging out erases everything from the browser", async () => {
  await alice.page.goto("/settings");
  await alice.page.getByRole("button", { name: "Log out" }).click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Log out" }).click();
  await expect(alice.page.getByText("You're logged out.")).toBeVisible();
  await alice.page.goto("/direct/bob");
  await expect(alice.page).toHaveURL(/\/login$/);
  await alice.closeBrowser();
  await alice.openBrowser("/direct/bob");
  await expect(alice.page).toHaveURL(/\/login$/);
  await alice.logIn();
  // Nothing was left here: what is shown now comes out of the account's archive.
  await alice.page.goto("/direct/bob");
  await alice.sees("Hello Bob");
});

test("nobody's page complained, broke the content security policy or asked anybody else", () => {
  for (const person of [alice, aliceElsewhere, bob]) expect(person.complaints()).toEqual([]);
});
