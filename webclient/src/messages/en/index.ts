// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence that a person reads, in English. Another language is a folder of the same shape.
import { conversation, direct, durations, files, mentions, message, offRecord } from "./conversations";
import { about, devices, entry, landing, login, lost, news, register } from "./entry";
import { groups } from "./groups";
import { profile, report, request, safety, switcher } from "./people";
import { linking, scan, settings } from "./settings";
import { deliveryStates, entrySteps, errors, links, problems, strengths, titles } from "./tables";

// As the language writes it: 1,300.
const { format: number } = new Intl.NumberFormat("en");

export const en = {
  language: "en",
  name: "Sotto",
  titles,
  errors,
  problems,
  strengths,
  entrySteps,
  deliveryStates,
  links,
  documentTitle: (screen: string, unread: number) =>
    `${unread > 0 ? `(${unread}) ` : ""}${screen === "Sotto" ? screen : `${screen} · Sotto`}`,
  retryIn: (seconds: number) =>
    seconds === 1 ? "Please try again in a second." : `Please try again in ${seconds} seconds.`,
  loading: "Loading …",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  saved: "Saved",
  back: "Back",
  tryAgain: "Try again",
  dismiss: "Dismiss this notice",
  shell: {
    skip: "Skip to the content",
    menu: "Menu",
    mainMenu: "Main menu",
    home: "Sotto, start page",
    unread: (count: number) => `${number(count)} unread`,
    notices: "Notices",
    displaced: "This device is connected from somewhere else now, so this page stopped receiving.",
    useHere: "Use Sotto here",
    starting: "Starting Sotto …",
    engineFailed: "Sotto couldn't start in this browser.",
    reload: "Reload the page",
    mayBeginAnew:
      "You can begin anew: what is damaged stays in this browser under another name, if there is room for it, until you log out. Log in again, and your messages come back from the archive.",
    beginAnew: "Begin anew",
  },
  history: {
    restoring: "Your earlier messages are on their way to this device.",
    progress: (percent: number) => `${percent} %`,
    doubted:
      "The relay's copy of your history isn't the one your devices know. If whoever runs the relay has put a backup back, go on: this device puts in what is missing. If not, something was left out or changed.",
    goOn: "Go on with what is there",
  },
  menu: {
    landing: "Start",
    direct: "Messages",
    groups: "Groups",
    about: "About",
    news: "News",
    settings: "Settings",
    login: "Log in",
    register: "Register",
  },
  notes: {
    loggedOut: "You're logged out. Everything of the account was erased from this browser.",
    deviceRevoked: "This device was removed from your account. Everything of it was erased from this browser.",
    profileSaved: "Your profile is saved.",
    stateRestored:
      "The data of this device is an older copy that was put back, so newer messages may be missing here. The encrypted sessions begin anew.",
    historyForeign: (count: number) =>
      `Your earlier messages are here. ${count === 1 ? "One entry was" : `${number(count)} entries were`} left out: none of your devices has made ${count === 1 ? "it" : "them"}.`,
    archiveFull: "The relay keeps no more of your history: new messages won't be on devices that you add later.",
    archiveRefused:
      "The relay's copy of your history isn't the one your devices know: something was left out or changed. Nothing is taken from it or added to it for now.",
    sessionReset: (user: string) =>
      `The encrypted session with ${user} was begun anew, because a message couldn't be read. Nothing for you to do.`,
    deviceRefused: (user: string) =>
      `The relay names a device of ${user} that ${user} hasn't signed. Nothing is encrypted for it, and your messages wait.`,
    changeFailed: {
      edit: (user: string) =>
        `Your edit didn't reach ${user}, who still sees the message as it was. It may be too long, or the relay refused it.`,
      deletion: (user: string) => `Your deletion didn't reach ${user}, who still sees the message.`,
      reaction: (user: string) => `Your reaction didn't reach ${user}.`,
      duration: (user: string) =>
        `${user} wasn't told how long messages last from now on. Your own last so long all the same.`,
    },
    deviceCopied: (user: string) =>
      `Two are writing as one device of ${user}: somebody may be using a copy of it. ${user} should remove that device and add it anew.`,
    deviceListRefused: (user: string) =>
      `The relay shows an old or unsigned list of ${user}'s devices. It isn't used; new devices wait until the relay shows the right one.`,
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

export type Messages = typeof en;
