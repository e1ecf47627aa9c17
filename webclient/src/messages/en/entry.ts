// SPDX-License-Identifier: GPL-3.0-or-later

export const landing = {
  claim: "Talk quietly.",
  lead: "Sotto is private chat that a group of people can host themselves. Messages are encrypted before they leave your device, and the relay in between carries what it cannot read.",
  register: "Create an account",
  login: "Log in",
  open: "Open your messages",
  more: "What is protected, and what isn't",
  points: [
    {
      title: "Only the two of you",
      text: "Every direct message is end-to-end encrypted, always. There is no switch to forget and no plain text to fall back to.",
    },
    {
      title: "A name and a password",
      text: "No phone number, no e-mail address, no contact upload. Your password never leaves your device either.",
    },
    {
      title: "Yours to host",
      text: "One small relay runs on your own machine. It keeps sealed messages until they're fetched, and little else.",
    },
  ],
};

export const register = {
  lead: "A name and a password are all it takes.",
  username: "Name",
  usernameHint: "Others find you by this name. It can't be changed later.",
  password: "Password",
  show: "Show",
  hide: "Hide",
  showPassword: "Show the password",
  noReset: "Nobody can reset it for you: it is what unlocks your keys.",
  displayName: "Display name (optional)",
  displayNameHint: "Shown next to your messages. Anybody here can read it.",
  listed: "List me in the directory",
  listedHint: "Otherwise only those who know your exact name can find you.",
  deviceName: "Name of this device",
  deviceNameHint: "Only you see it, encrypted, in your list of devices.",
  submit: "Create account",
  haveAccount: "You have an account already?",
  working: "Creating your account",
  failed: "Your account wasn't created.",
  fix: "Please look at these fields:",
};

export const login = {
  lead: "Welcome back.",
  submit: "Log in",
  noAccount: "No account yet?",
  withCode: "Link with a code",
  withCodeTitle: "Link this browser",
  withCodeLead:
    "On a device that is logged in, choose Settings, Devices, Link a device. It shows a code for this browser, so you need no password here.",
  working: "Logging you in",
  failed: "You weren't logged in.",
  newDevice:
    "This browser becomes a device of your account, with keys of its own. Your earlier messages come from the relay, which can't read them.",
  trust:
    "In a browser, the program itself comes from this relay each time. Whoever runs it could change it. The desktop program doesn't have this weakness.",
  trustMore: "More about that",
};

export const entry = {
  stepsLabel: "Steps",
  captchaNote:
    "Your browser solves a small puzzle so that machines can't do this by the thousand. Nothing is sent to anybody else.",
  derivingNote: "This is slow on purpose: it makes guessing your password expensive.",
  done: "done",
  now: "under way",
  progress: "Progress",
};

export const devices = {
  browser: (browser: string, system: string) => `${browser} on ${system}`,
  unknownBrowser: "Browser",
  unknownSystem: "computer",
};

export const about = {
  lead: "Sotto is private chat that people can host themselves. This page says plainly what it protects, and what it doesn't.",
  sections: [
    {
      title: "What is encrypted",
      paragraphs: [
        "The text of every direct message is encrypted on your device and decrypted on theirs, with X3DH and the Double Ratchet, which Signal uses too. Old keys are thrown away as you talk, so a key that is stolen today doesn't open yesterday's messages.",
        "Your drafts, the names that you give to people, your history and your list of conversations stay in an encrypted database in this browser.",
      ],
    },
    {
      title: "What the relay knows",
      paragraphs: [
        "The relay sees who writes to whom, when, and roughly how much. It keeps your name, your public keys, what you put into your profile, and sealed messages until your devices have fetched them.",
        "It never sees your password, a private key, or what is in a message. It can't read them for us, for its owner, or for anybody who asks.",
      ],
    },
    {
      title: "An honest word about browsers",
      paragraphs: [
        "In a browser, the program itself is delivered by the relay each time you open this page. Whoever controls the relay could deliver a changed one that gives your messages away. No web page can rule that out by itself.",
        "If that matters to you, use the desktop program: it is installed once, and the relay can't change it.",
      ],
    },
    {
      title: "Is it really them?",
      paragraphs: [
        "The relay hands out public keys, so it could hand out wrong ones. Each conversation has a safety number of 60 digits. If both of you see the same, nobody is in between. When somebody's key changes, Sotto says so and stops sending until you have accepted it.",
      ],
    },
    {
      title: "What it costs",
      paragraphs: [
        "Nothing. Sotto is free software under the GPL, version 3 or later. There is no paid edition, no advertising, and nothing in this page comes from a third party.",
      ],
    },
  ],
};

export const news = {
  lead: "From the people who run this relay.",
  empty: "No news yet",
  emptyText: "When those who run this relay have something to say, it appears here.",
  failed: "The news couldn't be fetched.",
};

export const lost = { text: "There is nothing at this address.", home: "To the start page" };
