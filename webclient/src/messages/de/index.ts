// SPDX-License-Identifier: GPL-3.0-or-later
// German, informal. The terms are those of the desktop client.
import type { Messages } from "../en";
import { conversation, direct, durations, files, mentions, message, offRecord } from "./conversations";
import { about, devices, entry, landing, login, lost, news, register } from "./entry";
import { groups } from "./groups";
import { profile, report, request, safety, switcher } from "./people";
import { linking, scan, settings } from "./settings";
import { deliveryStates, entrySteps, errors, links, problems, strengths, titles } from "./tables";

// As the language writes it: 1.300.
const { format: number } = new Intl.NumberFormat("de");

export const de: Messages = {
  language: "de",
  name: "Sotto",
  titles,
  errors,
  problems,
  strengths,
  entrySteps,
  deliveryStates,
  links,
  documentTitle: (screen, unread) =>
    `${unread > 0 ? `(${unread}) ` : ""}${screen === "Sotto" ? screen : `${screen} · Sotto`}`,
  retryIn: (seconds) =>
    seconds === 1
      ? "Bitte versuche es in einer Sekunde noch einmal."
      : `Bitte versuche es in ${number(seconds)} Sekunden noch einmal.`,
  loading: "Wird geladen …",
  close: "Schließen",
  cancel: "Abbrechen",
  save: "Speichern",
  saved: "Gespeichert",
  back: "Zurück",
  tryAgain: "Noch einmal versuchen",
  dismiss: "Diesen Hinweis schließen",
  shell: {
    skip: "Zum Inhalt springen",
    menu: "Menü",
    mainMenu: "Hauptmenü",
    home: "Sotto, Startseite",
    unread: (count) => `${number(count)} ungelesen`,
    notices: "Hinweise",
    displaced: "Dieses Gerät ist jetzt von anderswo verbunden; diese Seite empfängt deshalb nichts mehr.",
    useHere: "Sotto hier benutzen",
    starting: "Sotto startet …",
    engineFailed: "Sotto konnte in diesem Browser nicht starten.",
    reload: "Seite neu laden",
    mayBeginAnew:
      "Du kannst neu beginnen: Was beschädigt ist, bleibt unter anderem Namen in diesem Browser, wenn Platz dafür ist, bis du dich abmeldest. Melde dich wieder an, dann kommen deine Nachrichten aus dem Archiv zurück.",
    beginAnew: "Neu beginnen",
  },
  history: {
    restoring: "Deine früheren Nachrichten sind unterwegs auf dieses Gerät.",
    progress: (percent) => `${percent} %`,
    doubted:
      "Der Verlauf, den das Relay hat, ist nicht der, den deine Geräte kennen. Wenn der Betreiber des Relays eine Sicherung zurückgespielt hat, mach weiter: Dieses Gerät ergänzt, was fehlt. Wenn nicht, wurde etwas weggelassen oder geändert.",
    goOn: "Mit dem weitermachen, was da ist",
  },
  menu: {
    landing: "Start",
    direct: "Nachrichten",
    groups: "Gruppen",
    about: "Über",
    news: "Neuigkeiten",
    settings: "Einstellungen",
    login: "Anmelden",
    register: "Registrieren",
  },
  notes: {
    loggedOut: "Du bist abgemeldet. Alles, was zum Konto gehört, wurde aus diesem Browser gelöscht.",
    deviceRevoked: "Dieses Gerät wurde aus deinem Konto entfernt. Alles davon wurde aus diesem Browser gelöscht.",
    profileSaved: "Dein Profil ist gespeichert.",
    stateRestored:
      "Die Daten dieses Geräts sind eine ältere Kopie, die zurückgespielt wurde; neuere Nachrichten können hier fehlen. Die verschlüsselten Sitzungen beginnen neu.",
    historyForeign: (count) =>
      `Deine früheren Nachrichten sind da. ${count === 1 ? "Ein Eintrag wurde" : `${number(count)} Einträge wurden`} ausgelassen: Keines deiner Geräte hat ${count === 1 ? "ihn" : "sie"} gemacht.`,
    archiveFull:
      "Das Relay bewahrt nichts mehr von deinem Verlauf auf: Neue Nachrichten werden auf Geräten fehlen, die du später hinzufügst.",
    archiveRefused:
      "Die Kopie deines Verlaufs auf dem Relay ist nicht die, die deine Geräte kennen: Etwas fehlt oder wurde geändert. Vorerst wird nichts daraus geholt und nichts hinzugefügt.",
    sessionReset: (user) =>
      `Die verschlüsselte Sitzung mit ${user} wurde neu begonnen, weil eine Nachricht nicht lesbar war. Du musst nichts tun.`,
    deviceRefused: (user) =>
      `Das Relay nennt ein Gerät von ${user}, das ${user} nicht unterschrieben hat. Dafür wird nichts verschlüsselt, und deine Nachrichten warten.`,
    changeFailed: {
      edit: (user) =>
        `Deine Änderung ist nicht bei ${user} angekommen; dort steht die Nachricht noch wie vorher. Vielleicht ist sie zu lang, oder das Relay hat sie abgelehnt.`,
      deletion: (user) => `Deine Löschung ist nicht bei ${user} angekommen; dort steht die Nachricht noch.`,
      reaction: (user) => `Deine Reaktion ist nicht bei ${user} angekommen.`,
      duration: (user) =>
        `${user} hat nicht erfahren, wie lange Nachrichten ab jetzt bleiben. Deine bleiben trotzdem so lange.`,
    },
    deviceCopied: (user) =>
      `Zwei schreiben als dasselbe Gerät von ${user}: Vielleicht benutzt jemand eine Kopie davon. ${user} sollte dieses Gerät entfernen und neu hinzufügen.`,
    deviceListRefused: (user) =>
      `Das Relay zeigt eine alte oder nicht unterschriebene Liste der Geräte von ${user}. Sie wird nicht verwendet; neue Geräte warten, bis das Relay die richtige zeigt.`,
  },
  landing,
  register,
  login,
  entry,
  devices,
  direct,
  conversation,
  report,
  request,
  message,
  files,
  durations,
  offRecord,
  mentions,
  safety,
  profile,
  switcher,
  groups,
  about,
  news,
  settings,
  linking,
  scan,
  lost,
};
