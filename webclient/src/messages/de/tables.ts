// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const errors: Messages["errors"] = {
  malformed: "Das hat keine Form, die Sotto versteht. Bitte prüfe die Eingabe.",
  too_large: "Das ist zu lang zum Senden.",
  unsupported_version:
    "Die Gegenseite spricht eine neuere Version von Sotto. Bitte lade die Seite neu, um die neueste zu bekommen.",
  unsupported_suite:
    "Die Gegenseite benutzt eine Verschlüsselung, die diese Version nicht kennt. Bitte lade die Seite neu.",
  invalid_key: "Ein Schlüssel vom Relay ist beschädigt und wurde deshalb nicht benutzt.",
  low_order_key: "Ein Schlüssel vom Relay ist unsicher und wurde deshalb nicht benutzt.",
  invalid_signature: "Eine Signatur passte nicht; was sie unterschrieb, wurde deshalb nicht benutzt.",
  no_session: "Mit dieser Person gibt es noch keine verschlüsselte Sitzung.",
  unknown_prekey: "Eine Nachricht war für einen Schlüssel gemacht, den dieses Gerät nicht mehr hat.",
  untrusted_identity:
    "Der Schlüssel dieser Person hat sich geändert. Vergleiche die Sicherheitsnummer, wie sie jetzt ist, bevor du ihn annimmst.",
  duplicate_message: "Diese Nachricht kam ein zweites Mal und wurde ausgelassen.",
  replayed_prekey_message: "Jemand hat eine alte Nachricht noch einmal gesendet; sie wurde ausgelassen.",
  undecryptable: "Eine Nachricht konnte nicht entschlüsselt werden.",
  too_far_ahead: "Dazwischen fehlen zu viele Nachrichten.",
  identity_mismatch: "Eine Nachricht gibt einen anderen Absender an, als ihr Schlüssel sagt. Sie wurde ausgelassen.",
  context_mismatch: "Eine Nachricht war für eine andere Unterhaltung gemacht. Sie wurde ausgelassen.",
  throttled: "Von dieser Person kamen zu viele unlesbare Nachrichten. Sotto macht davon eine kurze Pause.",
  stale_state: "Die Gruppe hat sich inzwischen geändert. Bitte sieh noch einmal nach.",
  forked_log: "Das Relay erzählt verschiedenen Leuten Verschiedenes über diese Gruppe. Es wird nichts an sie gesendet.",
  not_permitted: "Das darfst du in dieser Gruppe nicht.",
  not_approved: "Dem haben noch nicht genug Mitglieder zugestimmt.",
  wrong_password: "Dieser Name und dieses Passwort gehören nicht zusammen.",
  weak_parameters:
    "Das Relay verlangte einen schwächeren Schutz deines Passworts, als Sotto zulässt. Es wurde nichts gesendet.",
  random_failed: "Dieser Browser lieferte keine Zufallszahlen, und ohne sie gibt es keine Verschlüsselung.",
  crypto_failed: "Die Verschlüsselung ist in diesem Browser gescheitert. Bitte lade die Seite neu.",
  store_unavailable:
    "Deine Nachrichten auf diesem Gerät lassen sich gerade nicht lesen oder schreiben. Bitte versuche es noch einmal.",
  store_corrupt: "Die auf diesem Gerät aufbewahrten Nachrichten sind beschädigt.",
  wrong_store_key: "Die auf diesem Gerät aufbewahrten Nachrichten lassen sich nicht aufschließen.",
  not_found: "Das gibt es nicht mehr.",
  already_exists: "Das gibt es schon.",
  not_logged_in: "Bitte melde dich zuerst an.",
  already_logged_in: "Hier ist schon jemand angemeldet. Melde dich zuerst ab.",
  invalid_state: "Das ist gerade nicht möglich.",
  refused: "Das Relay hat das abgelehnt.",
  captcha_failed:
    "Der Nachweis, dass du keine Maschine bist, kam nicht rechtzeitig beim Relay an. Bitte versuche es noch einmal.",
  name_taken: "Dieser Name ist vergeben. Bitte wähle einen anderen, oder melde dich an, wenn es deiner ist.",
  unknown_user: "Hier gibt es niemanden mit diesem Namen.",
  rate_limited: "Das war zu oft in kurzer Zeit.",
  mailbox_full:
    "Das Postfach der anderen Person ist voll. Deine Nachricht wird aufbewahrt und gesendet, sobald Platz ist.",
  offline: "Es besteht keine Verbindung zum Relay.",
  unauthorised: "Das Relay nimmt dieses Gerät nicht mehr an. Bitte melde dich neu an.",
  unsupported: "In diesem Browser läuft Sotto nicht. Ein aktueller Firefox, Chrome, Edge oder Safari kann es.",
  interrupted:
    "Ein anderer Tab wurde mittendrin geschlossen. Bitte sieh nach, ob es erledigt wurde, bevor du es noch einmal versuchst.",
};

export const problems: Messages["problems"] = {
  nameMissing: "Bitte gib deinen Namen ein.",
  nameMalformed:
    "3 bis 32 Buchstaben a–z und Ziffern, am Anfang ein Buchstabe. Einzelne Punkte, Binde- und Unterstriche dürfen dazwischenstehen.",
  passwordMissing: "Bitte gib ein Passwort ein.",
  passwordShort: "Bitte mindestens 10 Zeichen.",
  codeMissing: "Bitte gib den Code ein.",
  codeMalformed: "Das ist kein Code. Bitte vergleiche ihn mit dem anderen Bildschirm.",
  tooLong: "Das ist zu lang.",
};

export const strengths: Messages["strengths"] = {
  empty: "Mindestens 10 Zeichen. Ein paar Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.",
  short: "Zu kurz: mindestens 10 Zeichen.",
  weak: "Leicht zu erraten. Mach es länger oder weniger regelmäßig.",
  fair: "Brauchbar. Etwas länger ist viel besser.",
  good: "Gut.",
  strong: "Stark.",
};

export const entrySteps: Messages["entrySteps"] = {
  connecting: "Verbindung zum Relay",
  captcha: "Nachweis, dass du keine Maschine bist",
  deriving: "Aus deinem Passwort werden Schlüssel",
  asking: "Anfrage beim Relay",
  prekeys: "Schlüssel dieses Geräts werden gemacht",
  publishing: "Die öffentlichen Hälften werden veröffentlicht",
};

export const deliveryStates: Messages["deliveryStates"] = {
  received: "",
  waiting: "Wartet",
  accepted: "Gesendet",
  delivered: "Zugestellt",
  read: "Gelesen",
  failed: "Nicht gesendet",
};

export const links: Messages["links"] = {
  offline: "Du bist offline. Was du schreibst, wird aufbewahrt und gesendet, sobald die Verbindung wieder da ist.",
  connecting: "Verbindung zum Relay wird aufgebaut …",
  online: "Verbunden",
};

export const titles: Messages["titles"] = {
  landing: "Sotto",
  register: "Konto anlegen",
  login: "Anmelden",
  direct: "Nachrichten",
  groups: "Gruppen",
  about: "Über",
  news: "Neuigkeiten",
  settings: "Einstellungen",
  lost: "Nicht gefunden",
};
