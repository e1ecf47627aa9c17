// SPDX-License-Identifier: GPL-3.0-or-later
// The situations in which the screens are tested and photographed.
import {
  AttachmentPhase,
  AttachmentProblem,
  GroupRole,
  GroupStanding,
  LinkState,
  MessageKind,
  MessageState,
} from "../../../webclient/src/generated/bridge_pb";
import { choir, waitedFor } from "./group_ids";
import { choirGroup, waitingGroup, type StoryGroup } from "./story_groups";

export interface StoryMessage {
  position: number;
  with: string;
  from: string;
  body: string;
  kind: MessageKind;
  state: MessageState;
  at: number;
  /** The position of the message that it answers. */
  answers?: number;
  edited?: boolean;
  lasting?: number;
  reactions?: Map<string, string>;
  file?: StoryFile;
}

export interface StoryFile {
  name: string;
  mediaType: string;
  size: number;
  phase: AttachmentPhase;
  done?: number;
  problem?: AttachmentProblem;
  bytes?: Uint8Array;
}

interface StoryDevice {
  deviceId: number;
  name: string;
  createdDay: bigint;
  lastSeenDay: bigint;
  current: boolean;
}

export interface Story {
  engine: "starting" | "ready" | "damaged" | "unsupported";
  persistent: boolean;
  link: LinkState;
  account: {
    username: string;
    deviceId: number;
    displayName: string;
    about: string;
    listed: boolean;
    privacy: { readReceipts: boolean; typing: boolean };
  } | null;
  messages: StoryMessage[];
  opened: Set<string>;
  drafts: Map<string, string>;
  names: Map<string, string>;
  read: Map<string, number>;
  blocked: Set<string>;
  lasting: Map<string, number>;
  verified: Set<string>;
  groups: Map<string, StoryGroup>;
  /** Strangers. */
  requests: Set<string>;
  blockedUsers: Set<string>;
  devices: StoryDevice[];
  entryError: string | null;
  /** The index of the step at which registering stands still, so that it can be looked at. */
  entryStuckAt: number | null;
}

const key = Uint8Array.from({ length: 33 }, (_, index) => (index * 37 + 5) % 256);
export const people = [
  { username: "ada", displayName: "Ada Moreno", about: "Gardener. Mornings only.", identityKey: key, listed: true },
  { username: "ben.okafor", displayName: "Ben Okafor", about: "", identityKey: key, listed: true },
  { username: "sofia", displayName: "София", about: "Читаю.", identityKey: key, listed: true },
  { username: "dalia-h", displayName: "داليا حسن", about: "أهلا", identityKey: key, listed: true },
  { username: "emil", displayName: "", about: "", identityKey: key, listed: false },
  {
    username: "farida",
    displayName: "Farida, choir (alto)",
    about: "Rehearsal is on Thursdays.",
    identityKey: key,
    listed: true,
  },
];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const today = (): number => Math.floor(Date.now() / day);

function blank(): Story {
  return {
    engine: "ready",
    persistent: true,
    link: LinkState.ONLINE,
    account: null,
    messages: [],
    opened: new Set(),
    drafts: new Map(),
    names: new Map(),
    read: new Map(),
    blocked: new Set(),
    lasting: new Map(),
    verified: new Set(),
    groups: new Map(),
    requests: new Set(),
    blockedUsers: new Set(),
    devices: [],
    entryError: null,
    entryStuckAt: null,
  };
}

function loggedIn(): Story {
  return {
    ...blank(),
    account: {
      username: "mira",
      deviceId: 1,
      displayName: "Mira",
      about: "Second violin.",
      listed: true,
      privacy: { readReceipts: false, typing: false },
    },
    devices: [
      {
        deviceId: 1,
        name: "Chrome on Linux",
        createdDay: BigInt(today() - 40),
        lastSeenDay: BigInt(today()),
        current: true,
      },
      {
        deviceId: 2,
        name: "Desk at home",
        createdDay: BigInt(today() - 300),
        lastSeenDay: BigInt(today() - 1),
        current: false,
      },
      { deviceId: 5, name: "", createdDay: BigInt(today() - 410), lastSeenDay: BigInt(today() - 95), current: false },
    ],
  };
}

type Line = readonly [from: string, body: string, ago: number, state?: MessageState, kind?: MessageKind];
type FileLine = readonly [from: string, body: string, ago: number, state: MessageState, file: StoryFile];

function conversation(story: Story, user: string, lines: readonly Line[]): void {
  for (const [from, body, ago, state, kind] of lines) {
    story.messages.push({
      position: story.messages.length + 1,
      with: user,
      from,
      body,
      kind: kind ?? MessageKind.TEXT,
      state: state ?? (from === "mira" ? MessageState.DELIVERED : MessageState.RECEIVED),
      at: noonish() - ago,
    });
  }
  story.read.set(user, story.messages.length);
}

/** So that "ten minutes ago" is never yesterday. */
const noonish = (): number => Math.max(Date.now(), today() * day + 12 * hour);

function chatting(): Story {
  const story = loggedIn();
  conversation(story, "emil", [["emil", "The parcel is at the neighbour's.", 12 * day]]);
  conversation(story, "sofia", [
    ["mira", "Как дела?", 4 * day],
    ["sofia", "Хорошо! До встречи в библиотеке на следующей неделе.", 4 * day - hour],
  ]);
  conversation(story, "dalia-h", [["dalia-h", "شكرا جزيلا، وصلت الرسالة.", 2 * day]]);
  conversation(story, "ben.okafor", [
    ["ben.okafor", "Did you change the lock on the shed?", day + 2 * hour],
    ["", "", day + hour, MessageState.RECEIVED, MessageKind.MESSAGE_MISSING_NOTICE],
    ["ben.okafor", "3", day + 30 * minute, MessageState.RECEIVED, MessageKind.MESSAGE_MISSING_NOTICE],
    ["mira", "Yes. The new key hangs behind the door.", day],
  ]);
  conversation(story, "farida", [
    ["farida", "Are you bringing the scores tonight?", 3 * hour],
    ["farida", "And the stand, if it fits in your bag.", 3 * hour - minute],
  ]);
  story.read.set("farida", 0);
  conversation(story, "ada", [
    ["ada", "Good morning! The first tomatoes are up.", day + 5 * hour],
    ["mira", "Already? I thought they'd need another week.", day + 5 * hour - 4 * minute],
    [
      "ada",
      "It was warm under the glass. I'll send you a few seedlings if you have room on the balcony. They want sun until about three, and not too much wind.",
      day + 4 * hour,
    ],
    ["mira", "Two would be lovely.", day + 4 * hour - 2 * minute],
    [
      "mira",
      "Three if one of them is for my neighbour. She waters mine when I'm away, and has been asking about yours since last summer.",
      day + 4 * hour - 3 * minute,
    ],
    ["ada", "Three it is ♥", 40 * minute],
    ["ada", "Saturday at ten?", 39 * minute],
    ["mira", "Saturday at ten. I'll bring the bread.", 12 * minute, MessageState.DELIVERED],
    ["mira", "And the big basket, for the way back.", 11 * minute, MessageState.ACCEPTED],
  ]);
  story.drafts.set("ben.okafor", "By the way, have you seen");
  return story;
}

/** Answers, reactions, an edited and a deleted message. */
function lively(): Story {
  const story = chatting();
  const from = story.messages.length;
  conversation(story, "ada", [
    ["ada", "Shall we take the train or the bicycles? The forecast says rain after four.", 9 * minute],
    ["mira", "The bicycles. We'll be back before four.", 8 * minute],
    ["mira", "", 7 * minute, MessageState.DELIVERED, MessageKind.DELETED],
    ["ada", "", 6 * minute, MessageState.RECEIVED, MessageKind.DELETED],
    ["ada", "Then I'll pump up the tyres.", 5 * minute],
  ]);
  const [question, answer, , , last] = story.messages.slice(from);
  if (question === undefined || answer === undefined || last === undefined) throw new Error("no such message");
  question.edited = true;
  answer.answers = question.position;
  answer.reactions = new Map([
    ["ada", "🎉"],
    ["mira", "🎉"],
  ]);
  last.reactions = new Map([["mira", "👍"]]);
  last.answers = answer.position;
  return story;
}

function timed(): Story {
  const story = chatting();
  conversation(story, "ada", [
    ["ada", "3600", 9 * minute, MessageState.RECEIVED, MessageKind.DURATION_SET_NOTICE],
    ["ada", "The gate's code is 4711.", 8 * minute],
    ["mira", "Thank you. I'll have forgotten it by tonight.", 7 * minute],
  ]);
  for (const message of story.messages.slice(-2)) message.lasting = 3600;
  story.lasting.set("ada", 3600);
  return story;
}

function inGroups(): Story {
  const story = chatting();
  story.groups.set(choir, choirGroup());
  story.groups.set(waitedFor, { ...waitingGroup });
  story.names.set(`#${choir}`, "Choir on Thursdays");
  const notice = MessageKind.GROUP_CHANGED_NOTICE;
  conversation(story, `#${choir}`, [
    ["mira", "created", day, MessageState.RECEIVED, notice],
    ["ada", "joined", day - minute, MessageState.RECEIVED, notice],
    ["farida", "joined", day - 2 * minute, MessageState.RECEIVED, notice],
    ["ada", "I have the keys to the hall.", 50 * minute],
    ["ada", "The heating is on from six.", 49 * minute],
    ["farida", "Who brings the scores?", 45 * minute],
    ["mira", "I do. Twelve copies.", 44 * minute, MessageState.ACCEPTED],
    ["mira", "removed emil", 40 * minute, MessageState.RECEIVED, notice],
    ["farida", "2", 30 * minute, MessageState.RECEIVED, MessageKind.MESSAGE_MISSING_NOTICE],
    ["dalia-h", "سأكون هناك في السابعة.", 20 * minute],
  ]);
  return story;
}

function forkedGroup(): Story {
  const story = inGroups();
  story.groups.set(choir, choirGroup({ forked: true, disputedBy: "ada", requests: [] }));
  return story;
}

function openGroup(): Story {
  const story = inGroups();
  story.groups.set(choir, choirGroup({ open: true, olderPosts: true, refusedPosts: 2n, requests: [] }));
  return story;
}

function formerGroup(): Story {
  const story = inGroups();
  const former = choirGroup({ standing: GroupStanding.STANDING_FORMER, mayApprove: false, requests: [] });
  story.groups.set(choir, { ...former, role: GroupRole.ROLE_UNSPECIFIED });
  return story;
}

/** One was in it and has asked to come back. */
function returningGroup(): Story {
  const story = formerGroup();
  const former = story.groups.get(choir) ?? choirGroup();
  story.groups.set(choir, { ...former, standing: GroupStanding.STANDING_WAITING });
  return story;
}

/** A drawing, so that there is something to look at. */
function painted(): Uint8Array {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 400 });
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("nothing to draw on");
  const sky = pen.createLinearGradient(0, 0, 0, 400);
  sky.addColorStop(0, "#f2b880");
  sky.addColorStop(0.6, "#e8d9c5");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 640, 400);
  pen.fillStyle = "#2f6f73";
  pen.fillRect(0, 240, 640, 160);
  pen.fillStyle = "#c8553d";
  pen.beginPath();
  pen.arc(470, 160, 46, 0, 7);
  pen.fill();
  return Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1] ?? ""), (sign) => sign.charCodeAt(0));
}

/** Files in every state. */
function files(): Story {
  const story = chatting();
  const bytes = painted();
  const lines: readonly FileLine[] = [
    [
      "ada",
      "From the beach.",
      9 * minute,
      MessageState.RECEIVED,
      { name: "beach.png", mediaType: "image/png", size: bytes.length, phase: AttachmentPhase.HERE, bytes },
    ],
    [
      "ada",
      "",
      8 * minute,
      MessageState.RECEIVED,
      {
        name: "Seedlings, a list of what grows where and of what it needs (third edition).ods",
        mediaType: "application/vnd.oasis.opendocument.spreadsheet",
        size: 48_700,
        phase: AttachmentPhase.OFFERED,
      },
    ],
    [
      "ada",
      "",
      7 * minute,
      MessageState.RECEIVED,
      { name: "shed.jpg", mediaType: "image/jpeg", size: 2_400_000, phase: AttachmentPhase.DOWNLOADING, done: 900_000 },
    ],
    [
      "ada",
      "",
      6 * minute,
      MessageState.RECEIVED,
      {
        name: "letter.pdf",
        mediaType: "application/pdf",
        size: 81_000,
        phase: AttachmentPhase.UNAVAILABLE,
        problem: AttachmentProblem.DAMAGED,
      },
    ],
    [
      "mira",
      "The recording, all of it.",
      5 * minute,
      MessageState.WAITING,
      {
        name: "rehearsal.flac",
        mediaType: "audio/flac",
        size: 64_000_000,
        phase: AttachmentPhase.UPLOADING,
        done: 24_000_000,
      },
    ],
    [
      "mira",
      "",
      4 * minute,
      MessageState.FAILED,
      {
        name: "film.mkv",
        mediaType: "video/x-matroska",
        size: 99_000_000,
        phase: AttachmentPhase.REFUSED,
        problem: AttachmentProblem.TOO_LARGE,
      },
    ],
  ];
  for (const [from, body, ago, state, file] of lines) {
    conversation(story, "ada", [[from, body, ago, state]]);
    Object.assign(story.messages.at(-1) ?? {}, { file });
  }
  return story;
}

function verified(): Story {
  const story = chatting();
  story.verified.add("ada");
  return story;
}

/** Two strangers have written; one more is blocked. */
function asked(): Story {
  const story = chatting();
  conversation(story, "luca", [["luca", "Hello! Is the violin from the notice board still for sale?", 50 * minute]]);
  conversation(story, "win-a-prize", [
    ["win-a-prize", "You have won!!!", 45 * minute],
    ["win-a-prize", "Answer within the hour.", 44 * minute],
  ]);
  conversation(story, "emil", [["emil", "And once more: the parcel!", 5 * day]]);
  for (const user of ["luca", "win-a-prize"]) {
    story.requests.add(user);
    story.read.set(user, 0);
  }
  story.blockedUsers.add("emil");
  return story;
}

function verifiedKeyChanged(): Story {
  const story = keyChanged();
  story.verified.add("ada");
  return story;
}

function long(): Story {
  const story = chatting();
  conversation(
    story,
    "ada",
    Array.from(
      { length: 400 },
      (_, index) => [index % 3 ? "ada" : "mira", `Line ${index + 1} of a long talk`, (400 - index) * minute] as const,
    ),
  );
  return story;
}

function waiting(): Story {
  const story = chatting();
  story.link = LinkState.OFFLINE;
  conversation(story, "ada", [
    ["mira", "This one was refused for good.", 3 * minute, MessageState.FAILED],
    ["mira", "And this one waits for the connection.", 2 * minute, MessageState.WAITING],
  ]);
  return story;
}

function keyChanged(): Story {
  const story = chatting();
  conversation(story, "ada", [["ada", "", minute, MessageState.RECEIVED, MessageKind.IDENTITY_CHANGED_NOTICE]]);
  story.blocked.add("ada");
  return story;
}

const stories = {
  out: blank,
  starting: () => ({ ...blank(), engine: "starting" as const }),
  damaged: () => ({ ...blank(), engine: "damaged" as const }),
  unsupported: () => ({ ...blank(), engine: "unsupported" as const }),
  fresh: () => ({ ...loggedIn(), persistent: false }),
  chatting,
  lively,
  timed,
  inGroups,
  forkedGroup,
  formerGroup,
  returningGroup,
  openGroup,
  files,
  verified,
  verifiedKeyChanged,
  asked,
  long,
  waiting,
  keyChanged,
  captcha: () => ({ ...blank(), entryStuckAt: 1 }),
  deriving: () => ({ ...blank(), entryStuckAt: 2 }),
  wrongPassword: () => ({ ...blank(), entryError: "wrong_password" }),
  nameTaken: () => ({ ...blank(), entryError: "name_taken" }),
  rateLimited: () => ({ ...blank(), entryError: "rate_limited" }),
} satisfies Record<string, () => Story>;

export type StoryName = keyof typeof stories;

export function startOf(name: StoryName): Story {
  return stories[name]();
}
