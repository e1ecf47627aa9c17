// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence is there in every language, with what is put into it.
import { describe, expect, test } from "vitest";

import { de } from "./de";
import { en, type Messages } from "./en";
import { es } from "./es";
import { languages, type Language } from "./language";

const catalogues: Record<Language, Messages> = { en, es, de };

type Sentence = string | ((...values: unknown[]) => string);

/** Each under its path, e.g. "groups.notices.left". */
function sentencesOf(value: unknown, path = ""): [string, Sentence][] {
  if (typeof value === "string" || typeof value === "function") return [[path, value as Sentence]];
  const parts = Object.entries(value as object);
  return parts.flatMap(([name, part]) => sentencesOf(part, path === "" ? name : `${path}.${name}`));
}

/** No sentence has these in it by itself. */
const values = [41, 52, 63];
/** A function's answers: to a plural, to a single one, and to nothing. */
const answers = (sentence: Sentence): string[] =>
  typeof sentence === "string"
    ? [sentence]
    : [values, [1, 1, 1], ["1", "1", "1"], ["", "", ""], [0, 0, 0]].map((given) => String(sentence(...given)));
const putIn = (text: string): number[] => values.filter((value) => text.includes(String(value)));

const english = sentencesOf(en);

/** What is the same word in that language. */
const same: Record<Exclude<Language, "en">, readonly string[]> = {
  es: ["name", "titles.landing", "documentTitle", "profile.no"],
  de: [
    "name",
    "titles.landing",
    "documentTitle",
    "menu.landing",
    "register.username",
    "devices.unknownBrowser",
    "profile.username",
    "switcher.label",
    "groups.roles.admin",
    "linking.code",
  ],
};

describe.each(["es", "de"] as const)("%s", (language) => {
  const sentences = new Map(sentencesOf(catalogues[language]));

  test("has every sentence, and no others", () => {
    expect(english.length).toBeGreaterThan(400);
    expect([...sentences.keys()]).toEqual(english.map(([path]) => path));
  });

  test("leaves nothing in English", () => {
    const left = english.filter(([path, sentence]) => {
      const theirs = answers(sentences.get(path) ?? "");
      return answers(sentence).some((ours, index) => ours === theirs[index] && /\p{L}/u.test(ours));
    });
    expect(left.map(([path]) => path).sort()).toEqual([...same[language]].sort());
  });

  test.each(english.filter(([, sentence]) => typeof sentence === "function"))(
    "%s says what is put into it",
    (path, sentence) => {
      const theirs = answers(sentences.get(path) ?? "");
      answers(sentence).forEach((ours, index) => expect(putIn(theirs[index] ?? "")).toEqual(putIn(ours)));
    },
  );
});

describe.each(languages)("%s", (language) => {
  const messages = catalogues[language];
  const texts = sentencesOf(messages).filter(([path]) => path !== "deliveryStates.received");

  test("is called by its own name", () => expect(messages.language).toBe(language));

  test("has no sentence that is empty, has markup in it or holes", () => {
    const bad = /[<>]|undefined|NaN|\[object|^\s*$|^\s|\s$/;
    const broken = texts.filter(([, sentence]) => bad.test(answers(sentence)[0] ?? ""));
    expect(broken.map(([path]) => path)).toEqual([]);
  });

  test("names the buttons that it tells people to press", () => {
    const { linking, login, scan, settings } = messages;
    expect(linking.codeText).toContain(login.withCode);
    expect(linking.qrHint).toContain(scan.start);
    expect(linking.compareWarning).toContain(linking.different);
    expect(linking.usedAlready).toContain(linking.different);
    for (const name of [messages.menu.settings, settings.devices, linking.link])
      expect(login.withCodeLead).toContain(name);
  });
});

const plurals: readonly [Language, (messages: Messages) => string, string][] = [
  ["en", ({ groups }) => groups.members(1), "1 member"],
  ["en", ({ groups }) => groups.members(1300), "1,300 members"],
  ["de", ({ groups }) => groups.members(1), "1 Mitglied"],
  ["de", ({ groups }) => groups.members(1300), "1.300 Mitglieder"],
  ["de", ({ groups }) => groups.facts(1, 2), "1 Mitglied · 2 Zustimmungen lassen dich herein"],
  ["de", ({ groups }) => groups.facts(0, 1), "0 Mitglieder · 1 Zustimmung lässt dich herein"],
  ["de", ({ mentions }) => mentions.unread(1), "Du wirst einmal genannt."],
  ["de", ({ mentions }) => mentions.unread(2), "Du wirst 2-mal genannt."],
  ["de", ({ conversation }) => conversation.newBelow(1), "1 neue Nachricht"],
  [
    "de",
    ({ groups }) => groups.notices.policy("Ada", "1"),
    "Ada hat festgelegt, dass 1 Zustimmung zur Aufnahme genügt.",
  ],
  [
    "de",
    ({ groups }) => groups.notices.policy("Du", "3"),
    "Du hast festgelegt, dass 3 Zustimmungen zur Aufnahme genügen.",
  ],
  ["de", ({ groups }) => groups.notices.removed("Ada", "Du"), "Ada hat dich entfernt."],
  ["es", ({ groups }) => groups.members(1), "1 miembro"],
  ["es", ({ groups }) => groups.members(13000), "13.000 miembros"],
  ["es", ({ groups }) => groups.facts(2, 1), "2 miembros · 1 aprobación te deja entrar"],
  ["es", ({ mentions }) => mentions.unread(1), "Te mencionan una vez."],
  ["es", ({ conversation }) => conversation.newBelow(2), "2 mensajes nuevos"],
  ["es", ({ groups }) => groups.missing("Ada", 1), "Falta aquí un mensaje de Ada."],
  ["es", ({ groups }) => groups.missing("Ada", 4), "Faltan aquí 4 mensajes de Ada."],
  ["es", ({ groups }) => groups.notices.removed("Ada", "Tú"), "Ada te quitó del grupo."],
  ["es", ({ groups }) => groups.notices.created("Tú"), "Creaste el grupo."],
];
test.each(plurals)("%s: %s", (language, say, text) => {
  expect(say(catalogues[language])).toBe(text);
});
