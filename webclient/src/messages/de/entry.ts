// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const landing: Messages["landing"] = {
  claim: "Leise reden.",
  lead: "Sotto ist privater Chat, den eine Gruppe von Menschen selbst betreiben kann. Nachrichten werden verschlüsselt, bevor sie dein Gerät verlassen, und das Relay dazwischen trägt, was es nicht lesen kann.",
  register: "Konto anlegen",
  login: "Anmelden",
  open: "Deine Nachrichten öffnen",
  more: "Was geschützt ist und was nicht",
  points: [
    {
      title: "Nur ihr beide",
      text: "Jede Direktnachricht ist Ende-zu-Ende-verschlüsselt, immer. Es gibt keinen Schalter, den man vergessen könnte, und keinen Klartext als Ausweg.",
    },
    {
      title: "Ein Name und ein Passwort",
      text: "Keine Telefonnummer, keine E-Mail-Adresse, kein Hochladen von Kontakten. Auch dein Passwort verlässt dein Gerät nie.",
    },
    {
      title: "Selbst betreibbar",
      text: "Ein kleines Relay läuft auf deiner eigenen Maschine. Es bewahrt versiegelte Nachrichten auf, bis sie abgeholt werden, und sonst wenig.",
    },
  ],
};

export const register: Messages["register"] = {
  lead: "Ein Name und ein Passwort genügen.",
  username: "Name",
  usernameHint: "Unter diesem Namen finden dich andere. Er lässt sich später nicht ändern.",
  password: "Passwort",
  show: "Anzeigen",
  hide: "Verbergen",
  showPassword: "Passwort zeigen",
  noReset: "Niemand kann es für dich zurücksetzen: Es schließt deine Schlüssel auf.",
  displayName: "Anzeigename (freiwillig)",
  displayNameHint: "Steht neben deinen Nachrichten. Alle hier können ihn lesen.",
  listed: "Im Verzeichnis anzeigen",
  listedHint: "Sonst finden dich nur die, die deinen genauen Namen kennen.",
  deviceName: "Name dieses Geräts",
  deviceNameHint: "Nur du siehst ihn, verschlüsselt, in der Liste deiner Geräte.",
  submit: "Konto anlegen",
  haveAccount: "Du hast schon ein Konto?",
  working: "Dein Konto wird angelegt",
  failed: "Dein Konto wurde nicht angelegt.",
  fix: "Bitte sieh dir diese Felder an:",
};

export const login: Messages["login"] = {
  lead: "Willkommen zurück.",
  submit: "Anmelden",
  noAccount: "Noch kein Konto?",
  withCode: "Mit einem Code verbinden",
  withCodeTitle: "Diesen Browser verbinden",
  withCodeLead:
    "Wähle auf einem angemeldeten Gerät Einstellungen, Geräte, Gerät verbinden. Es zeigt einen Code für diesen Browser; ein Passwort brauchst du hier nicht.",
  working: "Du wirst angemeldet",
  failed: "Du wurdest nicht angemeldet.",
  newDevice:
    "Dieser Browser wird ein Gerät deines Kontos, mit eigenen Schlüsseln. Deine früheren Nachrichten kommen vom Relay, das sie nicht lesen kann.",
  trust:
    "Im Browser kommt das Programm selbst jedes Mal von diesem Relay. Wer es betreibt, könnte es verändern. Das Desktop-Programm hat diese Schwäche nicht.",
  trustMore: "Mehr darüber",
};

export const entry: Messages["entry"] = {
  stepsLabel: "Schritte",
  captchaNote:
    "Dein Browser löst ein kleines Rätsel, damit Maschinen das nicht tausendfach tun können. Es wird nichts an Dritte gesendet.",
  derivingNote: "Das dauert mit Absicht: So wird es teuer, dein Passwort zu erraten.",
  done: "erledigt",
  now: "läuft",
  progress: "Fortschritt",
};

export const devices: Messages["devices"] = {
  browser: (browser, system) => `${browser} auf ${system}`,
  unknownBrowser: "Browser",
  unknownSystem: "Computer",
};

export const about: Messages["about"] = {
  lead: "Sotto ist privater Chat, den man selbst betreiben kann. Diese Seite sagt offen, was er schützt und was nicht.",
  sections: [
    {
      title: "Was verschlüsselt ist",
      paragraphs: [
        "Der Text jeder Direktnachricht wird auf deinem Gerät verschlüsselt und auf dem der anderen Person entschlüsselt, mit X3DH und dem Double Ratchet, die auch Signal verwendet. Alte Schlüssel werden beim Schreiben laufend weggeworfen; ein heute gestohlener Schlüssel öffnet also keine Nachrichten von gestern.",
        "Deine Entwürfe, die Namen, die du anderen gibst, dein Verlauf und die Liste deiner Unterhaltungen bleiben in einer verschlüsselten Datenbank in diesem Browser.",
      ],
    },
    {
      title: "Was das Relay weiß",
      paragraphs: [
        "Das Relay sieht, wer wem schreibt, wann und ungefähr wie viel. Es bewahrt deinen Namen, deine öffentlichen Schlüssel, die Angaben in deinem Profil und versiegelte Nachrichten auf, bis deine Geräte sie abgeholt haben.",
        "Dein Passwort, einen privaten Schlüssel oder den Inhalt einer Nachricht sieht es nie. Es kann sie weder für uns noch für seine Betreiber noch für sonst jemanden lesen.",
      ],
    },
    {
      title: "Ein ehrliches Wort über Browser",
      paragraphs: [
        "Im Browser wird das Programm selbst jedes Mal, wenn du diese Seite öffnest, vom Relay geliefert. Wer das Relay kontrolliert, könnte ein verändertes liefern, das deine Nachrichten verrät. Keine Webseite kann das von sich aus ausschließen.",
        "Wenn dir das wichtig ist, benutze das Desktop-Programm: Es wird einmal installiert, und das Relay kann es nicht verändern.",
      ],
    },
    {
      title: "Sind sie es wirklich?",
      paragraphs: [
        "Das Relay gibt öffentliche Schlüssel aus, könnte also auch falsche ausgeben. Jede Unterhaltung hat eine Sicherheitsnummer mit 60 Ziffern. Seht ihr beide dieselbe, steht niemand dazwischen. Ändert sich ein Schlüssel, sagt Sotto das und sendet nichts mehr, bis du den neuen angenommen hast.",
      ],
    },
    {
      title: "Was es kostet",
      paragraphs: [
        "Nichts. Sotto ist freie Software unter der GPL, Version 3 oder später. Es gibt keine Bezahlversion und keine Werbung, und nichts auf dieser Seite kommt von Dritten.",
      ],
    },
  ],
};

export const news: Messages["news"] = {
  lead: "Von denen, die dieses Relay betreiben.",
  empty: "Noch keine Neuigkeiten",
  emptyText: "Wenn die Betreiber dieses Relays etwas zu sagen haben, erscheint es hier.",
  failed: "Die Neuigkeiten konnten nicht geholt werden.",
};

export const lost: Messages["lost"] = { text: "Unter dieser Adresse gibt es nichts.", home: "Zur Startseite" };
