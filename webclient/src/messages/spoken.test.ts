// SPDX-License-Identifier: GPL-3.0-or-later
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const kept = new Map<string, string>();

/** As after the page was loaded again. */
async function loaded(preferred: readonly string[]) {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: preferred });
  const spoken = await import("./spoken.svelte");
  await spoken.speakFirst();
  return spoken;
}

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => {
  vi.doUnmock("./de");
  vi.doUnmock("./es");
  vi.unstubAllGlobals();
});

test("the browser's language is spoken at first", async () => {
  const { t, chosenLanguage } = await loaded(["fr", "es-AR"]);
  expect(t.settings.languageLegend).toBe("Idioma");
  expect(chosenLanguage()).toBeNull();
});

test("a language that is chosen is spoken at once, and the next time too", async () => {
  const first = await loaded(["en-GB"]);
  expect(first.t.cancel).toBe("Cancel");
  expect(await first.chooseLanguage("de")).toBe(true);
  expect(first.t.cancel).toBe("Abbrechen");
  const second = await loaded(["en-GB"]);
  expect(second.t.cancel).toBe("Abbrechen");
  expect(second.chosenLanguage()).toBe("de");
});

test("the browser's language can be gone back to", async () => {
  kept.set("sotto-language", "de");
  const { t, chooseLanguage } = await loaded(["es"]);
  expect(t.language).toBe("de");
  expect(await chooseLanguage(null)).toBe(true);
  expect(t.language).toBe("es");
  expect(kept.size).toBe(0);
});

const unreachable = () => {
  throw new Error("the relay is gone");
};

test("a language that can't be loaded changes nothing", async () => {
  const { t, chooseLanguage, chosenLanguage } = await loaded(["es"]);
  vi.doMock("./de", unreachable);
  expect(await chooseLanguage("de")).toBe(false);
  expect(t.language).toBe("es");
  expect(chosenLanguage()).toBeNull();
  expect(kept.size).toBe(0);
});

test("a beginning is rather in English than not at all", async () => {
  vi.doMock("./de", unreachable);
  expect((await loaded(["de"])).t.language).toBe("en");
});

test("the language that was chosen last is spoken, whichever comes first", async () => {
  const { t, chooseLanguage, chosenLanguage } = await loaded(["en"]);
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  vi.doMock("./de", async (original) => {
    await arrived;
    return original();
  });
  const slow = chooseLanguage("de");
  await chooseLanguage("es");
  arrive();
  await slow;
  expect(t.language).toBe("es");
  expect(chosenLanguage()).toBe("es");
  expect(kept.get("sotto-language")).toBe("es");
});

test("times and sizes are written as in the language, in the reader's own region of it", async () => {
  const { chooseLanguage } = await loaded(["de-AT", "en-US"]);
  const { dateOf, durationText, shortTime } = await import("./dates");
  const { sizeText } = await import("./sizes");
  const day = Date.UTC(2026, 0, 3, 12);
  expect(dateOf(day)).toBe("3. Jänner 2026");
  expect(sizeText(3_145_728)).toBe("3,1 MB");
  expect(durationText(7200)).toBe("2 Stunden");
  expect(shortTime(day, day + 24 * 3600 * 1000)).toBe("Gestern");
  await chooseLanguage("es");
  expect(dateOf(day)).toBe("3 de enero de 2026");
  expect(durationText(7200)).toBe("2 horas");
  expect(shortTime(day, day + 24 * 3600 * 1000)).toBe("Ayer");
  await chooseLanguage("en");
  expect(dateOf(day)).toBe("January 3, 2026");
  expect(sizeText(3_145_728)).toBe("3.1 MB");
});
