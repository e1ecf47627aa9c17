// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences in the language that is spoken now. Only that one is loaded.
import type { Messages } from "./en";
import { keepLanguage, languageFor, storedLanguage, type Language } from "./language";

const catalogues: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import("./en")).en,
  es: async () => (await import("./es")).es,
  de: async () => (await import("./de")).de,
};

let current = $state.raw<Messages>();
let chosen = $state.raw(storedLanguage());
let asked = 0;

/** Read it where it is shown: what is kept elsewhere stays in the language of that moment. REQUIRES: something is spoken. */
export const t: Messages = new Proxy({} as Messages, {
  get(_, name) {
    if (current === undefined) throw new Error("no language is loaded yet");
    return Reflect.get(current, name) as unknown;
  },
});

/** Null: as the browser's. */
export const chosenLanguage = (): Language | null => chosen;

/** What is on the page changes with it. Rejects when the sentences don't come; then all stays as it is. */
export async function speak(language: Language): Promise<void> {
  const mine = ++asked;
  const messages = await catalogues[language]();
  if (mine === asked) current = messages;
}

/** For the beginning: rather in English than not at all. */
export function speakFirst(): Promise<void> {
  return speak(languageFor(chosen, navigator.languages)).catch(() => speak("en"));
}

/** Keeps the choice for the next time. False: that language couldn't be loaded, so nothing has changed. */
export async function chooseLanguage(language: Language | null): Promise<boolean> {
  const before = chosen;
  chosen = language;
  try {
    await speak(languageFor(language, navigator.languages));
  } catch {
    if (chosen === language) chosen = before;
    return false;
  }
  if (chosen === language) keepLanguage(language);
  return true;
}
