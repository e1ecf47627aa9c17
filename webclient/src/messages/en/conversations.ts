// SPDX-License-Identifier: GPL-3.0-or-later
import type { OffRecordState } from "../../state/model";

// As the language writes it: 1,300.
const { format: number } = new Intl.NumberFormat("en");

export const direct = {
  list: "Conversations",
  searchLabel: "Search people and messages",
  searchPlaceholder: "People and messages",
  clearSearch: "Clear the search",
  people: "People",
  messages: "In your messages",
  nobody: "Nobody in the directory. An exact name finds those who aren't listed.",
  noHits: "No message contains that.",
  searching: "Searching …",
  writeTo: (user: string) => `Write to ${user}`,
  empty: "No conversations yet",
  listEmptyText: "Search for somebody by name to write your first message.",
  coming: "Your conversations are on their way",
  comingText: "You can search for somebody and write in the meantime.",
  choose: "Choose a conversation",
  chooseText: "Or search for somebody to begin a new one. Ctrl K jumps to any conversation.",
  draft: "Draft:",
  you: "You:",
  previewNone: "No messages yet",
  previewIdentity: "Security notice",
  previewMissing: "A message is missing",
  previewDeleted: "A message was deleted",
  requests: "Requests",
  blockedUsers: "Blocked",
  listFailed: "Your conversations couldn't be read.",
  rowLabel: (title: string, unread: number) => (unread === 0 ? title : `${title}, ${number(unread)} unread`),
};

export const conversation = {
  label: (title: string) => `Conversation with ${title}`,
  timeline: (title: string) => `Messages with ${title}`,
  backToList: "Back to the conversations",
  details: "Profile",
  verify: "Safety number",
  emptyTitle: (title: string) => `This is the beginning with ${title}`,
  emptyText: "Messages here are end-to-end encrypted. Compare the safety number to be sure that it is really them.",
  failed: "This conversation couldn't be read.",
  loadingOlder: "Loading earlier messages …",
  beginning: "The beginning",
  unread: "New",
  toNewest: "Newest messages",
  newBelow: (count: number) => (count === 1 ? "1 new message" : `${number(count)} new messages`),
  arrived: (title: string, text: string) => `${title}: ${text}`,
  today: "Today",
  yesterday: "Yesterday",
  you: "You",
  yourself: "yourself",
  retry: "Try again",
  identityChanged: (title: string) =>
    `The key of ${title} changed. That happens when somebody begins anew with their account. It could also be somebody in between.`,
  messageMissing:
    "A message couldn't be decrypted and is missing here. The session was begun anew; ask them to send it again.",
  blockedTitle: (title: string) => `The key of ${title} changed`,
  blockedText:
    "Nothing is sent until you accept the new key. To be sure that it is really them, compare the safety number with them by another way first.",
  blockedVerifiedText:
    "You had compared their safety number, and it isn't the same any more. Nothing is sent until you accept the new key. Ask them by another way what happened, and compare the new number first.",
  accept: "Accept the new key",
  compare: "Compare the safety number",
  typing: (title: string) => `${title} is writing …`,
  compose: (title: string) => `Message to ${title}`,
  composePlaceholder: "Write a message",
  composeHint: "Enter sends, Shift and Enter begin a new line.",
  send: "Send",
  tooLong: "This message is too long. 64 KiB is the most.",
  notSent: "This message couldn't be kept for sending:",
};

export const message = {
  more: "What to do with this message",
  react: "React",
  reactWith: (emoji: string) => `React with ${emoji}`,
  reactions: "Reactions",
  reactionOf: (emoji: string, names: string) => `${emoji} by ${names}`,
  reply: "Reply",
  replyingTo: (who: string) => `Reply to ${who}`,
  copy: "Copy text",
  edit: "Edit",
  editing: "Edit message",
  edited: "edited",
  saveEdit: "Save the change",
  report: "Report",
  remove: "Delete",
  removeTitle: "Delete this message for everyone?",
  removeText:
    "Its text is erased here and on their devices as soon as they are reached. Somebody who has read or copied it keeps what they have.",
  removeConfirm: "Delete for everyone",
  deletedOwn: "You deleted this message.",
  deletedOther: (title: string) => `${title} deleted this message.`,
  answerTo: (who: string, text: string) => `Answer to ${who}: ${text}`,
  toQuoted: "Go to the message that this one answers",
  quotedGone: "The message that this one answers isn't here.",
};

export const files = {
  attach: "Attach files",
  limit: "A file may have up to 100 MB.",
  tooLarge: (name: string) => `${name} is too large to be sent. A file may have up to 100 MB.`,
  chosen: "Files to send",
  takeOff: (name: string) => `Don't send ${name}`,
  show: "Show",
  showFile: (name: string) => `Show ${name}`,
  download: "Download",
  downloadFile: (name: string) => `Download ${name}`,
  againFile: (name: string) => `Try to download ${name} again`,
  saveFile: (name: string) => `Save ${name}`,
  cancel: (name: string) => `Cancel ${name}`,
  progress: (name: string) => `Progress of ${name}`,
  moving: {
    reading: (percent: number, size: string) => `Encrypting, ${percent}% of ${size}`,
    uploading: (percent: number, size: string) => `Sending, ${percent}% of ${size}`,
    downloading: (percent: number, size: string) => `Downloading, ${percent}% of ${size}`,
  },
  problems: {
    sending: {
      none: "Not sent",
      tooLarge: "The relay doesn't take it: it is too large, or your space there is full.",
      noRoom: "The relay has no room left just now.",
      gone: "Not sent",
      damaged: "Not sent",
      other: "It couldn't be sent. Delete it, and attach it again.",
    },
    receiving: {
      none: "Not here",
      tooLarge: "It is too large for this device.",
      noRoom: "The relay has no room left just now.",
      gone: "The relay doesn't have it any more.",
      damaged: "It arrived damaged, so nothing of it was kept.",
      other: "It couldn't be downloaded.",
    },
  },
};

export const durations = {
  button: "Disappearing messages",
  title: "Disappearing messages",
  text: (title: string) =>
    `New messages in this conversation disappear this long after they were read, and where they were written, this long after they were sent. It holds for you and for ${title}; either of you can change it.`,
  textInGroup:
    "New messages in this group disappear this long after they were read, and where they were written, this long after they were sent. It holds for everybody in it; every member can change it.",
  messageButton: "Let this message disappear",
  messageTitle: "Let this message disappear",
  messageText: "It disappears this long after it was read, and here this long after it was sent.",
  honest:
    "Somebody can copy or photograph what they read before it disappears. A device that is added later doesn't get such messages.",
  forGood: "They stay",
  choose: "Choose",
  next: (duration: string) => (duration === "" ? "This message stays" : `This message disappears after ${duration}`),
  mark: (duration: string) => `Disappears ${duration} after it was read`,
  markOwn: (duration: string) => `Disappears here ${duration} after it was sent`,
  setBy: (who: string, duration: string) =>
    duration === ""
      ? `${who} set new messages to stay.`
      : `${who} set new messages to disappear ${duration} after they were read, and where they were written, ${duration} after they were sent.`,
  preview: (duration: string) => (duration === "" ? "New messages stay" : `New messages disappear after ${duration}`),
};

export const offRecord = {
  button: "Off the record",
  mark: "Off the record",
  title: "Off the record",
  text: (title: string) =>
    `What you write now goes only to the devices of ${title} that are connected at this moment, or not at all. No relay keeps it, no history and no other device of yours. It is gone here when you end this or close the page, and at ${title}'s when they do. Somebody can still copy or photograph what they read.`,
  end: "End and forget",
  compose: (title: string) => `Off the record to ${title}`,
  placeholder: "Write off the record",
  noFiles: "Files can't be sent off the record.",
  preview: "Something off the record",
  states: {
    sending: "Sending",
    delivered: "Delivered",
    notDelivered: "Not delivered: they weren't there, or you weren't",
    unconfirmed: "Not confirmed: it may have arrived or not",
  } satisfies Record<Exclude<OffRecordState, "received">, string>,
};

export const mentions = {
  people: "People to name",
  offered: (count: number) =>
    count === 1
      ? "1 person. Enter takes them, Escape closes the list."
      : `${number(count)} people. The arrows choose, Enter takes one, Escape closes the list.`,
  unread: (count: number) => (count === 1 ? "You are named once." : `You are named ${number(count)} times.`),
};
