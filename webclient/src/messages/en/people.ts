// SPDX-License-Identifier: GPL-3.0-or-later

export const report = {
  title: (title: string) => `Report a message of ${title}`,
  text: "The administrator of your relay can't read messages. If you want to show them this one, copy the report and send it to them yourself. Nothing is sent from here. To hear no more of somebody, block them in their profile.",
  withText: "With the text of the message",
  label: "The report",
  copy: "Copy the report",
  copied: "Copied",
};

export const request = {
  title: (title: string) => `${title} would like to write to you`,
  text: "You don't know each other here. They don't learn that you have seen this before you accept or answer.",
  accept: "Accept",
  block: "Block",
  unblock: "Unblock",
  blockTitle: (title: string) => `Block ${title}?`,
  blockText:
    "Nothing that they send to you directly is shown any more, and they aren't told. What they say in groups that you are both in is still shown. That holds on this device; block them on your others too.",
  blockedTitle: (title: string) => `You have blocked ${title}`,
  blockedText: "What they send in the meantime isn't kept.",
};

export const safety = {
  title: "Safety number",
  text: (title: string) =>
    `If you and ${title} see the same number, nobody reads along. Compare it face to face or on a call, not in a chat.`,
  none: "There is no number yet. It appears with the first message in either direction.",
  number: "The safety number, 12 groups of 5 digits",
  copy: "Copy",
  copied: "Copied",
  verify: "It's the same: mark as verified",
  unverify: "Not verified any more",
  verified: (title: string) => `You have compared this number with ${title}.`,
  acceptTitle: (title: string) => `Accept the new key of ${title}?`,
  acceptText: (title: string) =>
    `This is the safety number with the new key. If ${title} sees the same one, nobody is in between. Ask by another way, not in this chat. What waits is sent as soon as you accept.`,
  acceptNone: "The number of the new key isn't known yet, so there is nothing to accept.",
  acceptConfirm: "Accept this key",
  badge: "Verified",
  code: "QR code of the safety number",
  copyCode: "Copy the code",
  enterCode: "Compare a code",
  enterText: (title: string) =>
    `Scan the QR code on ${title}'s screen, or paste what a scanner read from it. A code that came through this chat proves nothing.`,
  enterTextNoCamera: (title: string) =>
    `Paste what a scanner read from the QR code on ${title}'s screen. A code that came through this chat proves nothing.`,
  enterLabel: "The other's code",
  compareCode: "Compare",
  matches: {
    same: (title: string) => `It is the code that ${title} should have: nobody reads along.`,
    differentKey: (title: string) =>
      `Another key! What you see of ${title}, or what ${title} sees of you, is not real. Somebody may be reading along: don't accept it, and tell each other by another way.`,
    otherCode: (title: string) =>
      `This isn't ${title}'s code for this conversation. It may be your own, one of another conversation, or incomplete.`,
  },
};

export const profile = {
  title: "Profile",
  username: "Name",
  displayName: "Display name",
  about: "About",
  noAbout: "Nothing written.",
  listed: "In the directory",
  yes: "Yes",
  no: "No",
  identityKey: "Public identity key, as the relay tells it",
  localName: "Your name for them",
  localNameHint: "Only on this device. Leave it empty to show theirs.",
  loading: "Asking the relay …",
  unavailable: "Their profile isn't available just now.",
};

export const switcher = {
  title: "Go to a conversation",
  label: "Name",
  placeholder: "Type a name",
  nothing: "No conversation with that name.",
  hint: "Arrow keys choose, Enter opens, Escape closes.",
};
