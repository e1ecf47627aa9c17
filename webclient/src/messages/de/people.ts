// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const report: Messages["report"] = {
  title: (title) => `Eine Nachricht von ${title} melden`,
  text: "Wer dein Relay verwaltet, kann Nachrichten nicht lesen. Wenn du diese zeigen willst, kopiere die Meldung und schick sie selbst dorthin. Von hier aus wird nichts gesendet. Um von jemandem nichts mehr zu hören, blockiere im Profil.",
  withText: "Mit dem Text der Nachricht",
  label: "Die Meldung",
  copy: "Meldung kopieren",
  copied: "Kopiert",
};

export const request: Messages["request"] = {
  title: (title) => `${title} möchte dir schreiben`,
  text: "Ihr kennt euch hier noch nicht. Dass du dies gesehen hast, erfährt niemand, bevor du annimmst oder antwortest.",
  accept: "Annehmen",
  block: "Blockieren",
  unblock: "Blockierung aufheben",
  blockTitle: (title) => `${title} blockieren?`,
  blockText:
    "Nichts, was direkt an dich geht, wird von dort mehr angezeigt, und niemand erfährt davon. Was in gemeinsamen Gruppen gesagt wird, siehst du weiter. Das gilt auf diesem Gerät; blockiere auch auf deinen anderen.",
  blockedTitle: (title) => `Du hast ${title} blockiert`,
  blockedText: "Was inzwischen kommt, wird nicht aufbewahrt.",
};

export const safety: Messages["safety"] = {
  title: "Sicherheitsnummer",
  text: (title) =>
    `Wenn du und ${title} dieselbe Nummer seht, liest niemand mit. Vergleicht sie von Angesicht zu Angesicht oder am Telefon, nicht in einem Chat.`,
  none: "Es gibt noch keine Nummer. Sie erscheint mit der ersten Nachricht in eine der beiden Richtungen.",
  number: "Die Sicherheitsnummer, 12 Gruppen mit je 5 Ziffern",
  copy: "Kopieren",
  copied: "Kopiert",
  verify: "Sie stimmt: als verifiziert markieren",
  unverify: "Nicht mehr verifiziert",
  verified: (title) => `Du hast diese Nummer mit ${title} verglichen.`,
  acceptTitle: (title) => `Den neuen Schlüssel von ${title} annehmen?`,
  acceptText: (title) =>
    `Das ist die Sicherheitsnummer mit dem neuen Schlüssel. Wenn ${title} dieselbe sieht, ist niemand dazwischen. Frag auf einem anderen Weg nach, nicht in diesem Chat. Was wartet, wird gesendet, sobald du annimmst.`,
  acceptNone: "Die Nummer des neuen Schlüssels ist noch nicht bekannt; es gibt also noch nichts anzunehmen.",
  acceptConfirm: "Diesen Schlüssel annehmen",
  badge: "Verifiziert",
  code: "QR-Code der Sicherheitsnummer",
  copyCode: "Code kopieren",
  enterCode: "Einen Code vergleichen",
  enterText: (title) =>
    `Scanne den QR-Code auf dem Bildschirm von ${title}, oder füge ein, was ein Scanner daraus gelesen hat. Ein Code, der durch diesen Chat kam, beweist nichts.`,
  enterTextNoCamera: (title) =>
    `Füge ein, was ein Scanner aus dem QR-Code auf dem Bildschirm von ${title} gelesen hat. Ein Code, der durch diesen Chat kam, beweist nichts.`,
  enterLabel: "Code der anderen Person",
  compareCode: "Vergleichen",
  matches: {
    same: (title) => `Es ist der Code, den ${title} haben soll: Niemand liest mit.`,
    differentKey: (title) =>
      `Ein anderer Schlüssel! Was du von ${title} siehst oder was ${title} von dir sieht, ist nicht echt. Vielleicht liest jemand mit: Nimm ihn nicht an, und sagt es einander auf anderem Weg.`,
    otherCode: (title) =>
      `Das ist nicht der Code von ${title} für diese Unterhaltung. Es kann dein eigener sein, einer aus einer anderen Unterhaltung, oder er ist unvollständig.`,
  },
};

export const profile: Messages["profile"] = {
  title: "Profil",
  username: "Name",
  displayName: "Anzeigename",
  about: "Über",
  noAbout: "Nichts angegeben.",
  listed: "Im Verzeichnis",
  yes: "Ja",
  no: "Nein",
  identityKey: "Öffentlicher Identitätsschlüssel, wie ihn das Relay nennt",
  localName: "Dein Name für diese Person",
  localNameHint: "Nur auf diesem Gerät. Lass das Feld leer, um den eigenen Namen der Person zu zeigen.",
  loading: "Das Relay wird gefragt …",
  unavailable: "Das Profil ist gerade nicht verfügbar.",
};

export const switcher: Messages["switcher"] = {
  title: "Zu einer Unterhaltung gehen",
  label: "Name",
  placeholder: "Namen eingeben",
  nothing: "Keine Unterhaltung mit diesem Namen.",
  hint: "Pfeiltasten wählen aus, die Eingabetaste öffnet, Escape schließt.",
};
