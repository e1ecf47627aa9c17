// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { afterEach, describe, expect, test, vi } from "vitest";

import { keepLanguage, languageFor, languages, storedLanguage } from "./language";

afterEach(() => vi.unstubAllGlobals());

const preferences: readonly [string, readonly string[], string][] = [
  ["the first that is spoken", ["fr-CH", "de-CH", "es"], "de"],
  ["a region's", ["es-MX"], "es"],
  ["however it is written", ["DE-at"], "de"],
  ["English, if it comes first", ["en-GB", "de"], "en"],
  ["English for a language that isn't there", ["pt-BR", "fr"], "en"],
  ["English for what only begins alike", ["est", "den"], "en"],
  ["English for nothing", [], "en"],
];
test.each(preferences)("%s", (_, preferred, language) => {
  expect(languageFor(null, preferred)).toBe(language);
});

test("what was chosen goes before what the browser prefers", () => {
  expect(languageFor("es", ["de"])).toBe("es");
});

describe("the choice", () => {
  test("is kept, and given up", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    expect(storedLanguage()).toBeNull();
    keepLanguage("de");
    expect(storedLanguage()).toBe("de");
    keepLanguage(null);
    expect(storedLanguage()).toBeNull();
    expect(kept.size).toBe(0);
  });
  test.each(["", "fr", "constructor", "__proto__"])("%j in the storage is none", (stored) => {
    vi.stubGlobal("localStorage", { getItem: () => stored });
    expect(storedLanguage()).toBeNull();
  });
  test("is none where nothing may be stored", () => {
    const forbidden = (): never => {
      throw new Error("SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    expect(storedLanguage()).toBeNull();
    expect(() => keepLanguage("de")).not.toThrow();
  });
});

test("without JavaScript, which no catalogue reaches, every language is told so", () => {
  const page = readFileSync(fileURLToPath(new URL("../../index.html", import.meta.url)), "utf8");
  const noscript = /<noscript>([^]*)<\/noscript>/.exec(page)?.[1] ?? "";
  const told = [...noscript.matchAll(/<p class="noscript"(?: lang="(\w+)")?>[^<]*JavaScript/g)].map(([, lang]) => lang);
  expect(told.map((lang) => lang ?? "en")).toEqual(languages);
});
