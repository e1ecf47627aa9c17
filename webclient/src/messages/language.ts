// SPDX-License-Identifier: GPL-3.0-or-later
// Which languages there are, and which of them is somebody's.

export const languages = ["en", "es", "de"] as const;
export type Language = (typeof languages)[number];

/** Each in itself: whoever has ended up in one that they can't read finds their own. */
export const languageNames: Record<Language, string> = { en: "English", es: "Español", de: "Deutsch" };

const key = "sotto-language";

const known = (tag: string): Language | undefined => languages.find((language) => language === tag.toLowerCase());

/** What was chosen; else the first that is spoken here of what the reader prefers, e.g. ["fr-CH", "de"]; else English. */
export function languageFor(chosen: Language | null, preferred: readonly string[]): Language {
  const spoken = preferred.flatMap((tag) => known(tag.split("-")[0] ?? "") ?? []);
  return chosen ?? spoken[0] ?? "en";
}

/** Null: as the browser's. */
export function storedLanguage(): Language | null {
  try {
    return known(localStorage.getItem(key) ?? "") ?? null;
  } catch {
    return null;
  }
}

export function keepLanguage(language: Language | null): void {
  try {
    if (language === null) localStorage.removeItem(key);
    else localStorage.setItem(key, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
