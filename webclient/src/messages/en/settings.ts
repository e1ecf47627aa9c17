// SPDX-License-Identifier: GPL-3.0-or-later

export const settings = {
  profile: "Profile",
  profileLead: (username: string) => `You're ${username}. Anybody on this relay can read what you write here.`,
  displayName: "Display name",
  about: "About you",
  listed: "List me in the directory",
  save: "Save profile",
  saving: "Saving …",
  privacy: "Privacy",
  readReceipts: "Tell people when I have read their messages",
  typing: "Show people when I am writing to them",
  typingHint: "You then also see when they write to you, if they show it too. Strangers are told nothing.",
  readReceiptsHint: "You then also see when they have read yours, if they tell it too. Strangers are told nothing.",
  appearance: "Appearance",
  theme: { system: "As the system", light: "Light", dark: "Dark" },
  themeLegend: "Theme",
  languageLegend: "Language",
  asBrowser: "As the browser",
  languageFailed: "This language couldn't be loaded. Please try again, or reload the page.",
  devices: "Devices",
  devicesLead: "Each device has keys of its own. Remove one that you don't have any more.",
  current: "This device",
  unnamed: "Unnamed device",
  added: (date: string) => `Added ${date}`,
  seen: (date: string) => `last seen ${date}`,
  unlisted: "Not signed by your account: nothing is encrypted for it. If you don't know it, remove it.",
  remove: "Remove",
  removeLabel: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText:
    "It is logged out at once and receives nothing any more. What it has received stays on it only until it next connects.",
  devicesFailed: "The list of devices couldn't be fetched.",
  logOut: "Log out",
  logOutLead: "Erases this device's keys and every message from this browser.",
  logOutTitle: "Log out of this browser?",
  logOutText:
    "The keys of this device and all messages kept in this browser are erased. Messages that you have only here are gone for good.",
  notPersistent:
    "This browser may erase Sotto's data when its disk is full. Adding Sotto to your bookmarks or home screen usually prevents that.",
};

export const linking = {
  link: "Link a device",
  title: "Link a device",
  codeText: "On the new device, choose “Link with a code” instead of a password, and enter this code there.",
  code: "Code",
  codeHint: "28 letters and digits, with or without hyphens. Or scan the QR code with the camera.",
  codeHintNoCamera:
    "28 letters and digits, with or without hyphens. For the QR code you need a scanner program: enter here what it reads.",
  qrLabel: "The same code as a QR code",
  qrHint:
    "A browser with a camera reads the QR code: choose “Scan with the camera” on the new device. Otherwise you need a scanner program there: enter what it reads.",
  copy: "Copy",
  copied: "Copied",
  warning:
    "Whoever gets this code may become a device of your account and read everything. Nobody else ever needs it: not the relay, not support, not a friend.",
  newCode: "Show a new code",
  number: "Number to compare",
  compareOwner: (device: string) =>
    `A device that calls itself “${device}” wants to be linked. Look at the new device in front of you: does it show this number?`,
  compareNewcomer: (user: string) =>
    `This browser is about to become a device of ${user}. Does the other device show this number?`,
  compareWarning:
    "If you can't see the other screen yourself, or somebody tells you the number, choose “It's different”.",
  same: "It's the same",
  different: "It's different",
  join: "Go on",
  looking: "Looking for the other device …",
  waitingForNewcomer: (device: string) => `Confirm the number on “${device}” too.`,
  waitingForOwner: "Confirm the number on the other device too.",
  done: "The new device is linked. Your earlier messages follow.",
  doneAllTheSame: "That came too late: the new device is linked. If it isn't yours, remove it from the list.",
  overForOwner: "The ten minutes are over, or the new device has given up. Nothing was handed over.",
  overForNewcomer: "This code isn't good, or not any more. Ask the other device for a new one.",
  usedAlready:
    "This code was used already. If that wasn't you, choose “It's different” on the other device and show a new code.",
  meddled: "Something was changed on its way between the two devices, so nothing was handed over.",
};

export const scan = {
  start: "Scan with the camera",
  title: "Scan a QR code",
  picture: "What the camera sees",
  asking: "Waiting for the camera …",
  looking: "Looking for a code …",
  failures: {
    refused: "This page may not use the camera: allow it in the browser, or enter the code.",
    missing: "There is no camera here, or something else is using it: please enter the code.",
    notLoaded: "The scanner couldn't be loaded: please try again, or enter the code.",
  },
};
