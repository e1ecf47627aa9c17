// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";
import { conversation } from "./conversations";

// As the language writes it: 1.300.
const { format: number } = new Intl.NumberFormat("de");
const members = (count: number): string => (count === 1 ? "1 Mitglied" : `${number(count)} Mitglieder`);
const approvals = (count: number): string => (count === 1 ? "1 Zustimmung" : `${number(count)} Zustimmungen`);

/** "Ada hat", "Du hast". */
const has = (who: string): string => (who === conversation.you ? "Du hast" : `${who} hat`);
const is = (who: string): string => (who === conversation.you ? "Du bist" : `${who} ist`);

export const groups: Messages["groups"] = {
  list: "Gruppen",
  searchLabel: "Gruppen suchen",
  searchPlaceholder: "Gruppe nach Namen finden",
  found: "Gruppen mit diesem Namen",
  nothingFound: "Keine Gruppe mit diesem Namen.",
  searchFailed: "Die Gruppen konnten nicht durchsucht werden.",
  facts: (count, needed) =>
    `${members(count)} · ${approvals(needed)} ${needed === 1 ? "lässt dich herein" : "lassen dich herein"}`,
  openFacts: (count) => `${members(count)} · Offen: nicht verschlüsselt, alle können beitreten und lesen`,
  open: {
    badge: "Offen",
    label: "Über diese Gruppe",
    title: "Offene Gruppe: nicht verschlüsselt.",
    text: "Alle können lesen, was hier gesagt wird, auch ohne Konto. Jeder Beitrag ist signiert: Wer ihn geschrieben hat, lässt sich prüfen und nicht abstreiten.",
    refused: (count) =>
      count === 1
        ? "1 Beitrag wird nicht gezeigt: So wurde er nicht signiert, oder er wurde verschoben."
        : `${number(count)} Beiträge werden nicht gezeigt: So wurden sie nicht signiert, oder sie wurden verschoben.`,
    older: "Frühere Beiträge laden",
    join: "Der Gruppe beitreten",
    joinText:
      "Diese Gruppe ist offen: Du kommst sofort hinein. Nichts darin ist verschlüsselt, und alle können für immer lesen, was du sagst, mit deinem Namen.",
    leaveText: "Was du gesagt hast, bleibt für alle lesbar. Du kannst jederzeit zurückkommen.",
    linkHint: "Wer ihn öffnet, kann beitreten.",
    removeText: "Ein neuer Beitritt ist dann nicht möglich. Was gesagt wurde, bleibt, bis jemand es zurücknimmt.",
    takeBackText:
      "Er verschwindet für alle, die die Gruppe von jetzt an lesen. Wer ihn gelesen hat, kann ihn behalten haben.",
    takenBack: "Dieser Beitrag wurde zurückgenommen.",
    tooLong: "Dieser Beitrag ist zu lang. Höchstens 8 KiB sind möglich.",
    placeholder: "Öffentlicher Beitrag",
    emptyText: "Was hier gesagt wird, ist nicht verschlüsselt. Alle können es lesen, auch ohne Konto.",
  },
  create: "Neue Gruppe",
  createTitle: "Neue Gruppe",
  createText: "Den Namen einer Gruppe sehen alle.",
  kind: "Art der Gruppe",
  kinds: {
    secure: {
      name: "Sicher",
      text: "Was darin gesagt wird, ist Ende-zu-Ende-verschlüsselt, und die Mitglieder lassen neue herein.",
    },
    open: {
      name: "Offen",
      text: "Alle können sofort beitreten und alles lesen, auch ohne Konto. Nichts darin ist verschlüsselt; jeder Beitrag ist von der Person signiert, die ihn schreibt.",
    },
  },
  kindForGood: "Die Art lässt sich später nicht ändern.",
  name: "Name der Gruppe",
  approvals: "Wie viele Mitglieder einer Aufnahme zustimmen müssen",
  approvalsHint: "Solange es weniger sind, die dürfen, müssen alle zustimmen.",
  approvers: "Wer zustimmen darf",
  approverChoices: { member: "Jedes Mitglied", admin: "Admins und Eigentümer", owner: "Eigentümer" },
  createConfirm: "Gruppe erstellen",
  creating: "Wird erstellt …",
  empty: "Noch keine Gruppen",
  listEmptyText: "Erstelle eine, oder finde eine über ihren Namen und bitte um Aufnahme.",
  coming: "Deine Gruppen sind unterwegs",
  comingText: "Du kannst inzwischen eine erstellen oder suchen.",
  emptyText:
    "Nachrichten hier sind Ende-zu-Ende-verschlüsselt. Nur wen die Mitglieder hereingelassen haben, kann sie lesen.",
  choose: "Wähle eine Gruppe",
  chooseText: "Oder erstelle eine neue.",
  waiting: "Warten auf Aufnahme",
  waitingTitle: (name) => `Du hast um Aufnahme gebeten: ${name}`,
  waitingText:
    "Die Mitglieder sehen deine Bitte. Wenn genug von ihnen zugestimmt haben, öffnet sich die Gruppe hier von selbst.",
  withdraw: "Bitte zurückziehen",
  joinTitle: (name) => (name === "" ? "Eine Gruppe, in der du nicht bist" : name),
  joinText:
    "Die Mitglieder entscheiden, wer hereinkommt. Wenn du fragst, sehen sie deinen Namen. Du liest, was danach gesagt wird, nichts von vorher. Ist es eine offene Gruppe, kommst du sofort hinein, und nichts darin ist verschlüsselt.",
  join: "Um Aufnahme bitten",
  unnamed: "diese Gruppe",
  label: (name) => `Gruppe ${name}`,
  members,
  details: "Mitglieder und Einstellungen",
  memberList: "Mitglieder",
  requests: "Bitten um Aufnahme",
  wantsIn: (who) => `${who} bittet um Aufnahme`,
  manyWantIn: (count) => `${number(count)} Personen bitten um Aufnahme`,
  look: "Ansehen",
  approve: "Zustimmen",
  approveLabel: (who) => `${who} zustimmen`,
  approved: "Du hast zugestimmt",
  approvalsOf: (given, needed) => `${given} von ${needed} Zustimmungen`,
  decline: "Ablehnen",
  declineLabel: (who) => `${who} ablehnen`,
  remove: "Entfernen",
  removeLabel: (who) => `${who} entfernen`,
  removeTitle: (who) => `${who} aus der Gruppe entfernen?`,
  removeText: "Was bisher gelesen wurde, bleibt dort; was von jetzt an gesagt wird, nicht mehr.",
  role: (who) => `Rolle von ${who}`,
  roles: { member: "Mitglied", admin: "Admin", owner: "Eigentümer" },
  rename: "Umbenennen",
  picture: "Bild",
  choosePicture: "Bild auswählen",
  removePicture: "Bild entfernen",
  pictureHint: "Wie der Name der Gruppe ist es nicht verschlüsselt: Das Relay kann es sehen.",
  noSuchPicture: "Das ist kein Bild, das hier verwendet werden kann. PNG, JPEG, GIF und WebP sind möglich.",
  policy: "Wer hereinkommt",
  savePolicy: "Speichern",
  link: "Link zu dieser Gruppe",
  linkHint: "Wer ihn öffnet, kann um Aufnahme bitten.",
  copy: "Kopieren",
  copied: "Kopiert",
  leave: "Gruppe verlassen",
  leaveTitle: "Diese Gruppe verlassen?",
  leaveText: "Was du gelesen hast, bleibt auf deinen Geräten. Um zurückzukommen, brauchst du wieder Zustimmungen.",
  leaveOwnerText:
    "Wenn der letzte Eigentümer geht, wird das ranghöchste Mitglied, das am längsten dabei ist, Eigentümer.",
  formerTitle: "Du bist nicht mehr in dieser Gruppe",
  formerText: "Was gesagt wurde, während du dabei warst, bleibt hier.",
  formerAgain: "Erneut um Aufnahme bitten",
  againTitle: "Du hast erneut um Aufnahme gebeten",
  againText:
    "Die Mitglieder sehen deine Bitte. Wenn genug von ihnen zugestimmt haben, kannst du hier wieder schreiben.",
  forkedTitle: "An diese Gruppe wird nichts gesendet",
  forkedText: (who) =>
    `${who} hat eine andere Geschichte dieser Gruppe als dieses Gerät. Jemand dazwischen, wahrscheinlich das Relay, zeigt verschiedenen Menschen Verschiedenes. Sprecht auf einem anderen Weg miteinander. Wird ${who} entfernt, können die anderen weitermachen.`,
  behindTitle: "Nachrichten warten",
  behindText: (who) =>
    who === ""
      ? "Das Relay sagt, dass sich diese Gruppe geändert hat, zeigt aber nicht, wie. Bis es das tut, wird nichts gesendet."
      : `${who} weiß von Änderungen an dieser Gruppe, die das Relay dir nicht zeigt. Bis es das tut, wird nichts gesendet.`,
  distrusted: (name, reason) => (name === "" ? reason : `${name}: ${reason}`),
  missing: (who, count) =>
    count === 1 ? `Eine Nachricht von ${who} fehlt hier.` : `${number(count)} Nachrichten von ${who} fehlen hier.`,
  changed: (who) => `${has(who)} die Gruppe geändert.`,
  notices: {
    created: (who) => `${has(who)} die Gruppe erstellt.`,
    joined: (who) => `${is(who)} neu dabei.`,
    left: (who) => `${has(who)} die Gruppe verlassen.`,
    removed: (who, whom) => `${has(who)} ${whom === conversation.you ? "dich" : whom} entfernt.`,
    role: (who, whom) => `${has(who)} ${whom === conversation.you ? "deine Rolle" : `die Rolle von ${whom}`} geändert.`,
    picture: (who) => `${has(who)} das Bild der Gruppe geändert.`,
    noPicture: (who) => `${has(who)} das Bild der Gruppe entfernt.`,
    renamed: (who, name) => `${has(who)} die Gruppe „${name}“ genannt.`,
    policy: (who, count) =>
      `${has(who)} festgelegt, dass ${count === "1" ? "1 Zustimmung" : `${count} Zustimmungen`} zur Aufnahme ${count === "1" ? "genügt" : "genügen"}.`,
  },
};
