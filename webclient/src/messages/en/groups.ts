// SPDX-License-Identifier: GPL-3.0-or-later

// As the language writes it: 1,300.
const { format: number } = new Intl.NumberFormat("en");

export const groups = {
  list: "Groups",
  searchLabel: "Search groups",
  searchPlaceholder: "Find a group by its name",
  found: "Groups with that name",
  nothingFound: "No group with that name.",
  searchFailed: "The groups couldn't be searched.",
  facts: (members: number, approvals: number) =>
    `${members === 1 ? "1 member" : `${number(members)} members`} · ${approvals === 1 ? "1 approval lets you in" : `${approvals} approvals let you in`}`,
  openFacts: (members: number) =>
    `${members === 1 ? "1 member" : `${number(members)} members`} · Open: not encrypted, anybody joins and reads`,
  open: {
    badge: "Open",
    label: "About this group",
    title: "Open group: not encrypted.",
    text: "Everybody can read what is said here, also without an account. Every post is signed by its author, so who said it can be verified and not denied.",
    refused: (count: number) =>
      count === 1
        ? "1 post isn't shown: its author didn't sign it like that, or it was moved."
        : `${number(count)} posts aren't shown: their authors didn't sign them like that, or they were moved.`,
    older: "Load earlier posts",
    join: "Join the group",
    joinText:
      "This group is open: you come in at once. Nothing in it is encrypted, and everybody can read what you say, for ever, with your name.",
    leaveText: "What you said stays where everybody can read it. You can come back at any time.",
    linkHint: "Whoever opens it can join.",
    removeText: "They can't join again. What they said stays until somebody takes it back.",
    takeBackText: "It disappears for everybody who reads the group from now on. Whoever has read it may have kept it.",
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
  creating: "Creating …",
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
  members: (count: number) => (count === 1 ? "1 member" : `${number(count)} members`),
  details: "Members and settings",
  memberList: "Members",
  requests: "Requests to join",
  wantsIn: (who: string) => `${who} would like to be let in`,
  manyWantIn: (count: number) => `${number(count)} people would like to be let in`,
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
  againTitle: "You have asked to be let in again",
  againText: "Its members see your request. When enough of them have approved it, you can write here again.",
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
    count === 1 ? `A message of ${who} is missing here.` : `${number(count)} messages of ${who} are missing here.`,
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
};
