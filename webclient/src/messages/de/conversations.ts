// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

// As the language writes it: 1.300.
const { format: number } = new Intl.NumberFormat("de");

export const direct: Messages["direct"] = {
  list: "Unterhaltungen",
  searchLabel: "Personen und Nachrichten suchen",
  searchPlaceholder: "Personen und Nachrichten",
  clearSearch: "Suche leeren",
  people: "Personen",
  messages: "In deinen Nachrichten",
  nobody: "Niemand im Verzeichnis. Ein genauer Name findet auch die, die nicht darin stehen.",
  noHits: "Keine Nachricht enthält das.",
  searching: "Wird gesucht …",
  writeTo: (user) => `An ${user} schreiben`,
  empty: "Noch keine Unterhaltungen",
  listEmptyText: "Suche jemanden beim Namen, um deine erste Nachricht zu schreiben.",
  coming: "Deine Unterhaltungen sind unterwegs",
  comingText: "Du kannst inzwischen jemanden suchen und schreiben.",
  choose: "Wähle eine Unterhaltung",
  chooseText: "Oder suche jemanden, um eine neue zu beginnen. Strg K springt zu jeder Unterhaltung.",
  draft: "Entwurf:",
  you: "Du:",
  previewNone: "Noch keine Nachrichten",
  previewIdentity: "Sicherheitshinweis",
  previewMissing: "Eine Nachricht fehlt",
  previewDeleted: "Eine Nachricht wurde gelöscht",
  requests: "Anfragen",
  blockedUsers: "Blockiert",
  listFailed: "Deine Unterhaltungen konnten nicht gelesen werden.",
  rowLabel: (title, unread) => (unread === 0 ? title : `${title}, ${number(unread)} ungelesen`),
};

export const conversation: Messages["conversation"] = {
  label: (title) => `Unterhaltung mit ${title}`,
  timeline: (title) => `Nachrichten mit ${title}`,
  backToList: "Zurück zu den Unterhaltungen",
  details: "Profil",
  verify: "Sicherheitsnummer",
  emptyTitle: (title) => `Hier beginnt die Unterhaltung mit ${title}`,
  emptyText:
    "Nachrichten sind hier Ende-zu-Ende-verschlüsselt. Vergleicht die Sicherheitsnummer, um sicherzugehen, dass es wirklich die Person ist.",
  failed: "Diese Unterhaltung konnte nicht gelesen werden.",
  loadingOlder: "Frühere Nachrichten werden geladen …",
  beginning: "Der Anfang",
  unread: "Neu",
  toNewest: "Neueste Nachrichten",
  newBelow: (count) => (count === 1 ? "1 neue Nachricht" : `${number(count)} neue Nachrichten`),
  arrived: (title, text) => `${title}: ${text}`,
  today: "Heute",
  yesterday: "Gestern",
  you: "Du",
  yourself: "dich",
  retry: "Noch einmal versuchen",
  identityChanged: (title) =>
    `Der Schlüssel von ${title} hat sich geändert. Das geschieht, wenn jemand mit seinem Konto neu anfängt. Es könnte aber auch jemand dazwischenstehen.`,
  messageMissing:
    "Eine Nachricht konnte nicht entschlüsselt werden und fehlt hier. Die Sitzung wurde neu begonnen; bitte die andere Person, sie noch einmal zu senden.",
  blockedTitle: (title) => `Der Schlüssel von ${title} hat sich geändert`,
  blockedText:
    "Es wird nichts gesendet, bis du den neuen Schlüssel annimmst. Um sicherzugehen, dass es wirklich die Person ist, vergleicht vorher auf einem anderen Weg die Sicherheitsnummer.",
  blockedVerifiedText:
    "Du hattest die Sicherheitsnummer verglichen, und sie ist nicht mehr dieselbe. Es wird nichts gesendet, bis du den neuen Schlüssel annimmst. Frag auf einem anderen Weg nach, was geschehen ist, und vergleiche zuerst die neue Nummer.",
  accept: "Neuen Schlüssel annehmen",
  compare: "Sicherheitsnummer vergleichen",
  typing: (title) => `${title} schreibt …`,
  compose: (title) => `Nachricht an ${title}`,
  composePlaceholder: "Nachricht",
  composeHint: "Die Eingabetaste sendet, mit der Umschalttaste beginnt sie eine neue Zeile.",
  send: "Senden",
  tooLong: "Diese Nachricht ist zu lang. Höchstens 64 KiB sind möglich.",
  notSent: "Diese Nachricht konnte nicht zum Senden abgelegt werden:",
};

export const message: Messages["message"] = {
  more: "Was mit dieser Nachricht geschehen soll",
  react: "Reagieren",
  reactWith: (emoji) => `Mit ${emoji} reagieren`,
  reactions: "Reaktionen",
  reactionOf: (emoji, names) => `${emoji} von ${names}`,
  reply: "Antworten",
  replyingTo: (who) => `Antwort an ${who}`,
  copy: "Text kopieren",
  edit: "Bearbeiten",
  editing: "Nachricht bearbeiten",
  edited: "bearbeitet",
  saveEdit: "Änderung speichern",
  report: "Melden",
  remove: "Löschen",
  removeTitle: "Diese Nachricht für alle löschen?",
  removeText:
    "Der Text wird hier gelöscht und auf den anderen Geräten, sobald sie erreicht werden. Wer ihn gelesen oder kopiert hat, behält, was er hat.",
  removeConfirm: "Für alle löschen",
  deletedOwn: "Du hast diese Nachricht gelöscht.",
  deletedOther: (title) => `${title} hat diese Nachricht gelöscht.`,
  answerTo: (who, text) => `Antwort an ${who}: ${text}`,
  toQuoted: "Zur beantworteten Nachricht",
  quotedGone: "Die Nachricht, auf die diese antwortet, ist nicht da.",
};

export const files: Messages["files"] = {
  attach: "Dateien anhängen",
  limit: "Eine Datei darf bis zu 100 MB haben.",
  tooLarge: (name) => `${name} ist zu groß zum Senden. Eine Datei darf bis zu 100 MB haben.`,
  chosen: "Zu sendende Dateien",
  takeOff: (name) => `${name} nicht senden`,
  show: "Anzeigen",
  showFile: (name) => `${name} anzeigen`,
  download: "Laden",
  downloadFile: (name) => `${name} laden`,
  againFile: (name) => `${name} noch einmal laden`,
  saveFile: (name) => `${name} speichern`,
  cancel: (name) => `${name} abbrechen`,
  progress: (name) => `Fortschritt von ${name}`,
  moving: {
    reading: (percent, size) => `Wird verschlüsselt, ${percent} % von ${size}`,
    uploading: (percent, size) => `Wird gesendet, ${percent} % von ${size}`,
    downloading: (percent, size) => `Wird geladen, ${percent} % von ${size}`,
  },
  problems: {
    sending: {
      none: "Nicht gesendet",
      tooLarge: "Das Relay nimmt sie nicht an: Sie ist zu groß, oder dein Platz dort ist voll.",
      noRoom: "Auf dem Relay ist gerade kein Platz mehr.",
      gone: "Nicht gesendet",
      damaged: "Nicht gesendet",
      other: "Sie konnte nicht gesendet werden. Lösche sie und hänge sie noch einmal an.",
    },
    receiving: {
      none: "Nicht hier",
      tooLarge: "Sie ist zu groß für dieses Gerät.",
      noRoom: "Auf dem Relay ist gerade kein Platz mehr.",
      gone: "Das Relay hat sie nicht mehr.",
      damaged: "Sie kam beschädigt an, deshalb wurde nichts davon behalten.",
      other: "Sie konnte nicht geladen werden.",
    },
  },
};

// A duration is never put after a preposition: "3 Tage" would have to become "3 Tagen".
export const durations: Messages["durations"] = {
  button: "Verschwindende Nachrichten",
  title: "Verschwindende Nachrichten",
  text: (title) =>
    `Neue Nachrichten in dieser Unterhaltung verschwinden so lange nach dem Lesen, und dort, wo sie geschrieben wurden, so lange nach dem Senden. Das gilt bei dir und bei ${title}; ihr könnt es beide ändern.`,
  textInGroup:
    "Neue Nachrichten in dieser Gruppe verschwinden so lange nach dem Lesen, und dort, wo sie geschrieben wurden, so lange nach dem Senden. Das gilt für alle darin; jedes Mitglied kann es ändern.",
  messageButton: "Diese Nachricht verschwinden lassen",
  messageTitle: "Diese Nachricht verschwinden lassen",
  messageText: "So lange nach dem Lesen verschwindet sie, und hier so lange nach dem Senden.",
  honest:
    "Man kann kopieren oder fotografieren, was man liest, bevor es verschwindet. Ein Gerät, das später dazukommt, erhält solche Nachrichten nicht.",
  forGood: "Sie bleiben",
  choose: "Auswählen",
  next: (duration) =>
    duration === "" ? "Diese Nachricht bleibt" : `Zeit bis zum Verschwinden dieser Nachricht: ${duration}`,
  mark: (duration) => `Verschwindet ${duration} nach dem Lesen`,
  markOwn: (duration) => `Verschwindet hier ${duration} nach dem Senden`,
  setBy: (who, duration) =>
    duration === ""
      ? `${who}: Neue Nachrichten bleiben ab jetzt.`
      : `${who}: Neue Nachrichten verschwinden ab jetzt ${duration} nach dem Lesen, und dort, wo sie geschrieben wurden, ${duration} nach dem Senden.`,
  preview: (duration) =>
    duration === "" ? "Neue Nachrichten bleiben" : `Zeit bis zum Verschwinden neuer Nachrichten: ${duration}`,
};

export const offRecord: Messages["offRecord"] = {
  button: "Ohne Aufzeichnung",
  mark: "Ohne Aufzeichnung",
  title: "Ohne Aufzeichnung",
  text: (title) =>
    `Was du jetzt schreibst, erreicht nur die Geräte von ${title}, die in diesem Augenblick verbunden sind, oder niemanden. Kein Relay, kein Verlauf und kein anderes deiner Geräte behält es. Hier ist es weg, wenn du dies beendest oder die Seite schließt, bei ${title}, wenn es dort geschieht. Was jemand liest, lässt sich trotzdem abschreiben oder fotografieren.`,
  end: "Beenden und vergessen",
  compose: (title) => `Ohne Aufzeichnung an ${title}`,
  placeholder: "Ohne Aufzeichnung",
  noFiles: "Dateien können nicht ohne Aufzeichnung gesendet werden.",
  preview: "Etwas ohne Aufzeichnung",
  states: {
    sending: "Wird gesendet",
    delivered: "Zugestellt",
    notDelivered: "Nicht zugestellt: Die andere Person war nicht da, oder du warst es nicht",
    unconfirmed: "Nicht bestätigt: vielleicht angekommen, vielleicht nicht",
  },
};

export const mentions: Messages["mentions"] = {
  people: "Wen man nennen kann",
  offered: (count) =>
    count === 1
      ? "1 Person. Die Eingabetaste nimmt sie, Escape schließt die Liste."
      : `${number(count)} Personen. Die Pfeiltasten wählen aus, die Eingabetaste nimmt eine, Escape schließt die Liste.`,
  unread: (count) => (count === 1 ? "Du wirst einmal genannt." : `Du wirst ${number(count)}-mal genannt.`),
};
