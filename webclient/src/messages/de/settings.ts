// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const settings: Messages["settings"] = {
  profile: "Profil",
  profileLead: (username) => `Du bist ${username}. Alle auf diesem Relay können lesen, was du hier schreibst.`,
  displayName: "Anzeigename",
  about: "Über dich",
  listed: "Im Verzeichnis anzeigen",
  save: "Profil speichern",
  saving: "Wird gespeichert …",
  privacy: "Privatsphäre",
  readReceipts: "Anderen mitteilen, wenn ich ihre Nachrichten gelesen habe",
  typing: "Anderen zeigen, wenn ich ihnen schreibe",
  typingHint: "Dann siehst du auch, wann sie dir schreiben, wenn sie es ebenfalls zeigen. Fremde erfahren nichts.",
  readReceiptsHint:
    "Dann siehst du auch, wann sie deine gelesen haben, wenn sie es ebenfalls mitteilen. Fremde erfahren nichts.",
  appearance: "Aussehen",
  theme: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  themeLegend: "Farben",
  languageLegend: "Sprache",
  asBrowser: "Wie der Browser",
  languageFailed: "Diese Sprache konnte nicht geladen werden. Bitte versuche es noch einmal, oder lade die Seite neu.",
  devices: "Geräte",
  devicesLead: "Jedes Gerät hat eigene Schlüssel. Entferne eines, das du nicht mehr hast.",
  current: "Dieses Gerät",
  unnamed: "Gerät ohne Namen",
  added: (date) => `Hinzugefügt am ${date}`,
  seen: (date) => `zuletzt gesehen am ${date}`,
  unlisted:
    "Von deinem Konto nicht unterschrieben: Dafür wird nichts verschlüsselt. Wenn du es nicht kennst, entferne es.",
  remove: "Entfernen",
  removeLabel: (name) => `${name} entfernen`,
  removeTitle: (name) => `${name} entfernen?`,
  removeText:
    "Es wird sofort abgemeldet und empfängt nichts mehr. Was es empfangen hat, bleibt nur so lange darauf, bis es sich das nächste Mal verbindet.",
  devicesFailed: "Die Liste der Geräte konnte nicht geholt werden.",
  logOut: "Abmelden",
  logOutLead: "Löscht die Schlüssel dieses Geräts und alle Nachrichten aus diesem Browser.",
  logOutTitle: "In diesem Browser abmelden?",
  logOutText:
    "Die Schlüssel dieses Geräts und alle in diesem Browser aufbewahrten Nachrichten werden gelöscht. Nachrichten, die du nur hier hast, sind endgültig weg.",
  notPersistent:
    "Dieser Browser löscht die Daten von Sotto vielleicht, wenn sein Speicher voll ist. Sotto zu den Lesezeichen oder zum Startbildschirm hinzuzufügen verhindert das meistens.",
};

export const linking: Messages["linking"] = {
  link: "Gerät verbinden",
  title: "Gerät verbinden",
  codeText: "Wähle auf dem neuen Gerät „Mit einem Code verbinden“ statt eines Passworts und gib dort diesen Code ein.",
  code: "Code",
  codeHint: "28 Buchstaben und Ziffern, mit oder ohne Bindestriche. Oder scanne den QR-Code mit der Kamera.",
  codeHintNoCamera:
    "28 Buchstaben und Ziffern, mit oder ohne Bindestriche. Für den QR-Code brauchst du ein Programm zum Scannen: Gib hier ein, was es liest.",
  qrLabel: "Derselbe Code als QR-Code",
  qrHint:
    "Ein Browser mit Kamera liest den QR-Code: Wähle auf dem neuen Gerät „Mit der Kamera scannen“. Sonst brauchst du dort ein Programm zum Scannen: Gib ein, was es liest.",
  copy: "Kopieren",
  copied: "Kopiert",
  warning:
    "Wer diesen Code bekommt, kann ein Gerät deines Kontos werden und alles lesen. Niemand sonst braucht ihn je: nicht das Relay, kein Support, keine Freunde.",
  newCode: "Neuen Code zeigen",
  number: "Zahl zum Vergleichen",
  compareOwner: (device) =>
    `Ein Gerät, das sich „${device}“ nennt, möchte verbunden werden. Sieh auf das neue Gerät vor dir: Zeigt es diese Zahl?`,
  compareNewcomer: (user) => `Dieser Browser wird gleich ein Gerät von ${user}. Zeigt das andere Gerät diese Zahl?`,
  compareWarning:
    "Wenn du den anderen Bildschirm nicht selbst siehst oder dir jemand die Zahl sagt, wähle „Sie ist anders“.",
  same: "Sie ist gleich",
  different: "Sie ist anders",
  join: "Weiter",
  looking: "Das andere Gerät wird gesucht …",
  waitingForNewcomer: (device) => `Bestätige die Zahl auch auf „${device}“.`,
  waitingForOwner: "Bestätige die Zahl auch auf dem anderen Gerät.",
  done: "Das neue Gerät ist verbunden. Deine früheren Nachrichten folgen.",
  doneAllTheSame: "Das kam zu spät: Das neue Gerät ist verbunden. Wenn es nicht deins ist, entferne es aus der Liste.",
  overForOwner: "Die zehn Minuten sind vorbei, oder das neue Gerät hat aufgegeben. Es wurde nichts übergeben.",
  overForNewcomer: "Dieser Code gilt nicht oder nicht mehr. Lass dir vom anderen Gerät einen neuen zeigen.",
  usedAlready:
    "Dieser Code wurde schon benutzt. Wenn das nicht du warst, wähle auf dem anderen Gerät „Sie ist anders“ und zeige einen neuen Code.",
  meddled: "Auf dem Weg zwischen den beiden Geräten wurde etwas verändert, deshalb wurde nichts übergeben.",
};

export const scan: Messages["scan"] = {
  start: "Mit der Kamera scannen",
  title: "QR-Code scannen",
  picture: "Was die Kamera sieht",
  asking: "Die Kamera wird gestartet …",
  looking: "Ein Code wird gesucht …",
  failures: {
    refused: "Diese Seite darf die Kamera nicht benutzen: Erlaube es im Browser oder gib den Code ein.",
    missing: "Hier ist keine Kamera, oder etwas anderes benutzt sie gerade: Gib bitte den Code ein.",
    notLoaded: "Der Scanner konnte nicht geladen werden: Versuche es noch einmal oder gib den Code ein.",
  },
};
