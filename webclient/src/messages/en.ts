// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence that a person reads, in English. Another language is a file of the same shape.
import type { EntryStep, LinkState, MessageState, OffRecordState } from "../state/model";
import type { ErrorCode } from "../state/error_code";
import type { FieldProblem } from "../state/entry_form";
import type { PasswordStrength } from "../state/password";
import type { Screen } from "../state/route";

const errors: Record<ErrorCode, string> = {
  malformed: "That isn't in a form that Sotto understands. Please check what you typed.",
  too_large: "That is too long to be sent.",
  unsupported_version: "The other side speaks a newer version of Sotto. Please reload the page to get the newest one.",
  unsupported_suite: "The other side uses an encryption that this version doesn't know. Please reload the page.",
  invalid_key: "A key that came from the relay is damaged, so it wasn't used.",
  low_order_key: "A key that came from the relay is unsafe, so it wasn't used.",
  invalid_signature: "A signature didn't match, so what it was under wasn't used.",
  no_session: "There is no encrypted session with this person yet.",
  unknown_prekey: "A message was made for a key that this device no longer has.",
  untrusted_identity: "This person's key has changed. Compare the safety number as it is now before you accept it.",
  duplicate_message: "This message came a second time and was left out.",
  replayed_prekey_message: "An old message was sent again by somebody and was left out.",
  undecryptable: "A message couldn't be decrypted.",
  too_far_ahead: "Too many messages are missing in between.",
  identity_mismatch: "A message claims to be from somebody else than its key says. It was left out.",
  context_mismatch: "A message was made for another conversation. It was left out.",
  throttled: "Too many unreadable messages came from this person. Sotto takes a short break from them.",
  stale_state: "The group has changed meanwhile. Please look again.",
  forked_log: "The relay tells different people different things about this group. Nothing is sent to it.",
  not_permitted: "You may not do that in this group.",
  not_approved: "Not enough members have approved this yet.",
  wrong_password: "That name and password don't belong together.",
  weak_parameters: "The relay asked for a weaker protection of your password than Sotto allows. Nothing was sent.",
  random_failed: "This browser gave no random numbers, and without them there is no encryption.",
  crypto_failed: "The encryption failed in this browser. Please reload the page.",
  store_unavailable: "Your messages on this device can't be read or written just now. Please try again.",
  store_corrupt: "The messages kept on this device are damaged.",
  wrong_store_key: "The messages kept on this device can't be unlocked.",
  not_found: "That isn't there any more.",
  already_exists: "That exists already.",
  not_logged_in: "Please log in first.",
  already_logged_in: "Somebody is logged in here already. Log out first.",
  invalid_state: "That isn't possible just now.",
  refused: "The relay refused this.",
  captcha_failed: "The proof that you're not a machine didn't reach the relay in time. Please try again.",
  name_taken: "That name is taken. Please choose another one, or log in if it is yours.",
  unknown_user: "There is nobody with that name here.",
  rate_limited: "That was too often in a short time.",
  mailbox_full: "Their mailbox is full. Your message is kept and will be sent when there is room.",
  offline: "There is no connection to the relay.",
  unauthorised: "The relay doesn't accept this device any more. Please log in again.",
  unsupported: "This browser can't run Sotto. A current Firefox, Chrome, Edge or Safari can.",
  interrupted: "Another tab was closed in the middle of this. Please look whether it was done before trying again.",
};

const problems: Record<FieldProblem, string> = {
  nameMissing: "Please enter your name.",
  nameMalformed:
    "3 to 32 letters a–z and digits, beginning with a letter. Single dots, dashes and underscores are fine in between.",
  passwordMissing: "Please enter a password.",
  passwordShort: "At least 10 characters, please.",
  codeMissing: "Please enter the code.",
  codeMalformed: "That isn't a code. Please compare it with the other screen.",
  tooLong: "That is too long.",
};

const strengths: Record<PasswordStrength, string> = {
  empty: "At least 10 characters. A few unrelated words are easy to remember and hard to guess.",
  short: "Too short: at least 10 characters.",
  weak: "Easy to guess. Make it longer or less regular.",
  fair: "Passable. A little longer is much better.",
  good: "Good.",
  strong: "Strong.",
};

const entrySteps: Record<EntryStep, string> = {
  connecting: "Connecting to the relay",
  captcha: "Proving that you're not a machine",
  deriving: "Turning your password into keys",
  asking: "Asking the relay",
  prekeys: "Making this device's keys",
  publishing: "Publishing the public halves",
};

const deliveryStates: Record<MessageState, string> = {
  received: "",
  waiting: "Waiting",
  accepted: "Sent",
  delivered: "Delivered",
  read: "Read",
  failed: "Not sent",
};

const links: Record<LinkState, string> = {
  offline: "You're offline. Messages you write are kept and sent when the connection is back.",
  connecting: "Connecting to the relay …",
  online: "Connected",
};

const titles: Record<Screen, string> = {
  landing: "Sotto",
  register: "Create an account",
  login: "Log in",
  direct: "Messages",
  groups: "Groups",
  about: "About",
  news: "News",
  settings: "Settings",
  lost: "Not found",
};

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
  back: "Back",
  tryAgain: "Try again",
  dismiss: "Dismiss this notice",

  shell: {
    skip: "Skip to the content",
    menu: "Menu",
    mainMenu: "Main menu",
    home: "Sotto, start page",
    unread: (count: number) => `${count} unread`,
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
      `Your earlier messages are here. ${count === 1 ? "One entry was" : `${count} entries were`} left out: none of your devices has made ${count === 1 ? "it" : "them"}.`,
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

  landing: {
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
  },

  register: {
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
  },

  login: {
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
  },

  entry: {
    stepsLabel: "Steps",
    captchaNote:
      "Your browser solves a small puzzle so that machines can't do this by the thousand. Nothing is sent to anybody else.",
    derivingNote: "This is slow on purpose: it makes guessing your password expensive.",
    done: "done",
    now: "under way",
    progress: "Progress",
  },

  devices: {
    browser: (browser: string, system: string) => `${browser} on ${system}`,
    unknownBrowser: "Browser",
    unknownSystem: "computer",
  },

  direct: {
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
    emptyText: "Search for somebody by name to write your first message.",
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
    rowLabel: (title: string, unread: number) => (unread === 0 ? title : `${title}, ${unread} unread`),
  },

  conversation: {
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
    newBelow: (count: number) => (count === 1 ? "1 new message" : `${count} new messages`),
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
  },

  report: {
    title: (title: string) => `Report a message of ${title}`,
    text: "The administrator of your relay can't read messages. If you want to show them this one, copy the report and send it to them yourself. Nothing is sent from here. To hear no more of somebody, block them in their profile.",
    withText: "With the text of the message",
    label: "The report",
    copy: "Copy the report",
    copied: "Copied",
  },

  request: {
    title: (title: string) => `${title} would like to write to you`,
    text: "You don't know each other here. They don't learn that you have seen this before you accept or answer.",
    accept: "Accept",
    block: "Block",
    unblock: "Unblock",
    blockTitle: (title: string) => `Block ${title}?`,
    blockText:
      "Nothing that they send is shown any more, and they aren't told. That holds on this device; block them on your others too.",
    blockedTitle: (title: string) => `You have blocked ${title}`,
    blockedText: "What they send in the meantime isn't kept.",
  },

  message: {
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
    toQuoted: "Go to the message that this one answers",
    quotedGone: "The message that this one answers isn't here.",
  },

  files: {
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
  },

  durations: {
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
  },

  offRecord: {
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
  },

  mentions: {
    people: "People to name",
    offered: (count: number) =>
      count === 1
        ? "1 person. Enter takes them, Escape closes the list."
        : `${count} people. The arrows choose, Enter takes one, Escape closes the list.`,
    unread: (count: number) => (count === 1 ? "You are named once." : `You are named ${count} times.`),
  },

  safety: {
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
    badge: "Verified",
    code: "QR code of the safety number",
    copyCode: "Copy the code",
    enterCode: "Compare a code",
    enterText: (title: string) =>
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
  },

  profile: {
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
  },

  switcher: {
    title: "Go to a conversation",
    label: "Name",
    placeholder: "Type a name",
    nothing: "No conversation with that name.",
    hint: "Arrow keys choose, Enter opens, Escape closes.",
  },

  groups: {
    list: "Groups",
    searchLabel: "Search groups",
    searchPlaceholder: "Find a group by its name",
    found: "Groups with that name",
    nothingFound: "No group with that name.",
    searchFailed: "The groups couldn't be searched.",
    facts: (members: number, approvals: number) =>
      `${members === 1 ? "1 member" : `${members} members`} · ${approvals === 1 ? "1 approval lets you in" : `${approvals} approvals let you in`}`,
    openFacts: (members: number) =>
      `${members === 1 ? "1 member" : `${members} members`} · Open: not encrypted, anybody joins and reads`,
    open: {
      badge: "Open",
      label: "About this group",
      title: "Open group: not encrypted.",
      text: "Everybody can read what is said here, also without an account. Every post is signed by its author, so who said it can be verified and not denied.",
      refused: (count: number) =>
        count === 1
          ? "1 post isn't shown: its author didn't sign it like that, or it was moved."
          : `${count} posts aren't shown: their authors didn't sign them like that, or they were moved.`,
      older: "Load earlier posts",
      join: "Join the group",
      joinText:
        "This group is open: you come in at once. Nothing in it is encrypted, and everybody can read what you say, for ever, with your name.",
      leaveText: "What you said stays where everybody can read it. You can come back at any time.",
      linkHint: "Whoever opens it can join.",
      removeText: "They can't join again. What they said stays until somebody takes it back.",
      takeBackText:
        "It disappears for everybody who reads the group from now on. Whoever has read it may have kept it.",
      takenBack: "This post was taken back.",
      tooLong: "This post is too long. 8 KiB is the most.",
      placeholder: "Write a public post",
      emptyText: "What is said here isn't encrypted. Everybody can read it, also without an account.",
    },
    create: "New group",
    createTitle: "New group",
    createText: "Everybody can see the name of a group.",
    kind: "Kind of group",
    kinds: {
      secure: {
        name: "Secure",
        text: "What is said in it is end-to-end encrypted, and its members let newcomers in.",
      },
      open: {
        name: "Open",
        text: "Anybody joins at once and reads everything, even without an account. Nothing in it is encrypted; every post is signed by its author.",
      },
    },
    kindForGood: "The kind can't be changed later.",
    name: "Name of the group",
    approvals: "How many members must approve a newcomer",
    approvalsHint: "As long as there are fewer who may, all of them must.",
    approvers: "Who may approve",
    approverChoices: { member: "Every member", admin: "Admins and owners", owner: "Owners" },
    createConfirm: "Create the group",
    empty: "No groups yet",
    listEmptyText: "Create one, or find one by its name and ask to be let in.",
    emptyText: "Messages here are end-to-end encrypted. Only those whom the members have let in can read them.",
    choose: "Choose a group",
    chooseText: "Or create a new one.",
    waiting: "Waiting to be let in",
    waitingTitle: (name: string) => `You have asked to be let into ${name}`,
    waitingText: "Its members see your request. When enough of them have approved it, the group opens here by itself.",
    withdraw: "Withdraw the request",
    joinTitle: (name: string) => (name === "" ? "A group you aren't in" : name),
    joinText:
      "Its members decide who comes in. If you ask, they see your name. You will read what is said after you came in, nothing from before. If it is an open group, you come in at once, and nothing in it is encrypted.",
    join: "Ask to be let in",
    unnamed: "this group",
    label: (name: string) => `Group ${name}`,
    members: (count: number) => (count === 1 ? "1 member" : `${count} members`),
    details: "Members and settings",
    memberList: "Members",
    requests: "Requests to join",
    wantsIn: (who: string) => `${who} would like to be let in`,
    manyWantIn: (count: number) => `${count} people would like to be let in`,
    look: "Look",
    approve: "Approve",
    approveLabel: (who: string) => `Approve ${who}`,
    approved: "You have approved this",
    approvalsOf: (given: number, needed: number) => `${given} of ${needed} approvals`,
    decline: "Turn down",
    declineLabel: (who: string) => `Turn down ${who}`,
    remove: "Remove",
    removeLabel: (who: string) => `Remove ${who}`,
    removeTitle: (who: string) => `Remove ${who} from the group?`,
    removeText: "They keep what they have read, and read nothing that is said from now on.",
    role: (who: string) => `Role of ${who}`,
    roles: { member: "Member", admin: "Admin", owner: "Owner" },
    rename: "Rename",
    picture: "Picture",
    choosePicture: "Choose a picture",
    removePicture: "Remove the picture",
    pictureHint: "Like the group's name it isn't encrypted: the relay can see it.",
    noSuchPicture: "This isn't a picture that can be used here. PNG, JPEG, GIF and WebP can.",
    policy: "Letting people in",
    savePolicy: "Save",
    link: "Link to this group",
    linkHint: "Whoever opens it can ask to be let in.",
    copy: "Copy",
    copied: "Copied",
    leave: "Leave the group",
    leaveTitle: "Leave this group?",
    leaveText: "What you have read stays on your devices. To come back you need approvals again.",
    leaveOwnerText:
      "When the last owner leaves, the one of the highest role who has been here longest becomes the owner.",
    formerTitle: "You aren't in this group any more",
    formerText: "What was said while you were in it stays here.",
    formerAgain: "Ask to be let in again",
    forkedTitle: "Nothing is sent to this group",
    forkedText: (who: string) =>
      `${who} has another history of this group than this device. Somebody in between, most likely the relay, shows different people different things. Talk to each other by another way. If ${who} is removed, the others can go on.`,
    behindTitle: "Messages wait",
    behindText: (who: string) =>
      who === ""
        ? "The relay says that this group has changed but doesn't show how. Until it does, nothing is sent."
        : `${who} knows of changes to this group that the relay doesn't show to you. Until it does, nothing is sent.`,
    distrusted: (name: string, reason: string) => (name === "" ? reason : `${name}: ${reason}`),
    missing: (who: string, count: number) =>
      count === 1 ? `A message of ${who} is missing here.` : `${count} messages of ${who} are missing here.`,
    changed: (who: string) => `${who} changed the group.`,
    notices: {
      created: (who: string) => `${who} created the group.`,
      joined: (who: string) => `${who} came in.`,
      left: (who: string) => `${who} left.`,
      removed: (who: string, whom: string) => `${who} removed ${whom}.`,
      role: (who: string, whom: string) => `${who} changed the role of ${whom}.`,
      picture: (who: string) => `${who} changed the picture of the group.`,
      noPicture: (who: string) => `${who} removed the picture of the group.`,
      renamed: (who: string, name: string) => `${who} named the group “${name}”.`,
      policy: (who: string, approvals: string) =>
        approvals === "1"
          ? `${who} set that 1 approval lets somebody in.`
          : `${who} set that ${approvals} approvals let somebody in.`,
    },
  },

  about: {
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
  },

  news: {
    lead: "From the people who run this relay.",
    empty: "No news yet",
    emptyText: "When those who run this relay have something to say, it appears here.",
    failed: "The news couldn't be fetched.",
  },

  settings: {
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
  },

  linking: {
    link: "Link a device",
    title: "Link a device",
    codeText: "On the new device, choose “Link with a code” instead of a password, and enter this code there.",
    code: "Code",
    codeHint: "28 letters and digits, with or without hyphens.",
    qrLabel: "The same code as a QR code",
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
  },

  lost: { text: "There is nothing at this address.", home: "To the start page" },
};

export type Messages = typeof en;
