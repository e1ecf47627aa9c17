// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens know: plain values, made from the engine's views and events.
import type { ErrorCode } from "./error_code";
import type { Route } from "./route";

export type LinkState = "offline" | "connecting" | "online";
export type MessageKind = "text" | "identityChanged" | "messageMissing" | "deleted" | "durationSet" | "groupChanged";
export type MessageState = "received" | "waiting" | "accepted" | "delivered" | "read" | "failed";
export type EntryStep = "connecting" | "captcha" | "deriving" | "asking" | "prekeys" | "publishing";
export type EntryMode = "register" | "login";
export type Theme = "system" | "light" | "dark";

export interface Account {
  readonly username: string;
  readonly deviceId: number;
  readonly displayName: string;
  readonly about: string;
  readonly listed: boolean;
  /** Others are told what one has read, and one sees what they have read. */
  readonly readReceipts: boolean;
  /** Others are told when one writes, and one sees when they do. */
  readonly typing: boolean;
}

/** The message that another one answers. */
export interface Quote {
  readonly id: string;
  /** Null when it isn't there any more. */
  readonly message: Pick<ChatMessage, "position" | "sender" | "body" | "attachment"> | null;
}

export interface Reaction {
  readonly by: string;
  readonly emoji: string;
}

/** Where a file that came along with a message is; protocol/include/sotto/client/view.hpp explains each. */
export type AttachmentPhase =
  "reading" | "unread" | "uploading" | "refused" | "here" | "offered" | "downloading" | "unavailable";
export type AttachmentProblem = "none" | "tooLarge" | "noRoom" | "gone" | "damaged" | "other";

export interface Attachment {
  /** Safe to propose for saving. */
  readonly name: string;
  /** The sender's word. */
  readonly mediaType: string;
  readonly size: number;
  readonly phase: AttachmentPhase;
  /** Bytes that were moved, while it is moving. */
  readonly done: number;
  readonly problem: AttachmentProblem;
}

/** Where a message off the record is; protocol/include/sotto/client/view.hpp explains each. */
export type OffRecordState = "received" | "sending" | "delivered" | "notDelivered" | "unconfirmed";

/** Said off the record: in the memory of this engine and nowhere else. */
export interface OffRecordMessage {
  readonly id: string;
  readonly sender: string;
  readonly state: OffRecordState;
  readonly sentAt: number;
  readonly body: string;
  /** The position of the message that it stands behind; 0: of none. */
  readonly after: number;
}

/** A user who is named in a text: the part from here to there, the "@" included. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  readonly user: string;
}

export interface ChatMessage {
  /** Its place in this device's history; grows, is never reused. */
  readonly position: number;
  /** 16 bytes as hex. */
  readonly id: string;
  readonly conversation: string;
  readonly sender: string;
  readonly kind: MessageKind;
  readonly state: MessageState;
  readonly sentAt: number;
  readonly storedAt: number;
  readonly body: string;
  /** In the order of the body. */
  readonly mentions: readonly Mention[];
  readonly edited: boolean;
  /** Seconds that it stays once it was sent or read; 0: for good. */
  readonly lasting: number;
  /** The file that came along. */
  readonly attachment: Attachment | null;
  readonly quote: Quote | null;
  readonly reactions: readonly Reaction[];
}

/** What comparing a safety code of the other's came to. */
export type SafetyCodeMatch = "same" | "differentKey" | "otherCode";

export interface Conversation {
  readonly with: string;
  readonly title: string;
  readonly last: ChatMessage | null;
  readonly unread: number;
  /** Those of the unread that name the account. */
  readonly unreadMentions: number;
  readonly draft: string;
  /** The other's key changed: nothing is sent until the user accepts it. */
  readonly blocked: boolean;
  /** Seconds that messages last if nothing else is said with them; 0: for good. */
  readonly lasting: number;
  /** The safety number was compared, and the key is still the same. */
  readonly verified: boolean;
  /** The key changed, and the one before was compared. */
  readonly wasVerified: boolean;
  /** A stranger's: nobody here has accepted it or written to them. */
  readonly request: boolean;
  /** Nothing that they send is shown. */
  readonly userBlocked: boolean;
  /** Nothing that is said now goes on the record. */
  readonly offRecord: boolean;
  readonly mayGoOffRecord: boolean;
  readonly unreadOffRecord: number;
  /** A group in which nothing is encrypted. */
  readonly openGroup: boolean;
}

export type GroupKind = "secure" | "open";
export type GroupRole = "member" | "admin" | "owner";
export type GroupStanding = "waiting" | "member" | "former";

export interface GroupMember {
  readonly user: string;
  readonly role: GroupRole;
}

export interface GroupRequest {
  readonly user: string;
  readonly approvals: number;
  readonly approvedHere: boolean;
}

/** A group as the log that this device has verified says; of one that lets nobody read yet, the relay's word. */
export interface Group {
  /** As it stands in a link. */
  readonly id: string;
  readonly name: string;
  readonly standing: GroupStanding;
  /** Somebody has another history of it: nothing is sent. */
  readonly forked: boolean;
  /** Somebody names changes that the relay doesn't show: nothing is sent yet. */
  readonly behind: boolean;
  /** Who that is; empty: only the relay. */
  readonly disputedBy: string;
  readonly policyApprovals: number;
  readonly policyApprovers: GroupRole;
  /** How many approvals let somebody in now. */
  readonly neededApprovals: number;
  /** Null: not a member. */
  readonly role: GroupRole | null;
  readonly mayApprove: boolean;
  readonly members: readonly GroupMember[];
  readonly requests: readonly GroupRequest[];
  /** Nothing in it is encrypted, everybody reads it; posts are signed by their authors. */
  readonly open: boolean;
  /** Of an open group: there are posts in front of those that are here. */
  readonly olderPosts: boolean;
  /** Of an open group: posts that don't hold, and aren't shown. */
  readonly refusedPosts: number;
  /** An admin's bytes, whatever they are; empty: none. */
  readonly picture: Uint8Array<ArrayBuffer>;
}

/** What a member does to a group. */
export type GroupChange =
  | { readonly kind: "approve"; readonly user: string }
  | { readonly kind: "leave" }
  /** A member, or somebody's request. */
  | { readonly kind: "remove"; readonly user: string }
  | { readonly kind: "role"; readonly user: string; readonly role: GroupRole }
  | { readonly kind: "policy"; readonly approvals: number; readonly approvers: GroupRole }
  | { readonly kind: "rename"; readonly name: string }
  /** Empty: none any more. */
  | { readonly kind: "picture"; readonly picture: Uint8Array };

export type Wanted = { readonly kind: "join" } | GroupChange;

/** What was asked of a group, until it is so or refused. What was set is kept then: whoever has set it looks there. */
export interface Wish {
  readonly group: string;
  readonly what: Wanted;
  readonly state: WishState;
}
export type WishState =
  { readonly kind: "asked" } | { readonly kind: "done" } | ({ readonly kind: "refused" } & Failure);

/** The new group for which somebody waits. */
export type Creation =
  | { readonly kind: "none" }
  | { readonly kind: "asked" }
  | { readonly kind: "created" }
  | ({ readonly kind: "failed" } & Failure);

/** What the relay says of a group that one isn't in. */
export interface GroupFound {
  readonly id: string;
  readonly name: string;
  readonly open: boolean;
  readonly members: number;
  readonly neededApprovals: number;
}

export interface GroupSearch {
  readonly query: string;
  readonly groups: Loadable<readonly GroupFound[]>;
}

/** How much of the account's history, as it was when this device logged in, is here. */
export interface History {
  /** Entries of the archive: messages and their changes. */
  readonly restored: number;
  readonly total: number;
  /** The relay's copy isn't the one that this device knows: nothing goes on before the user says so. */
  readonly doubted: boolean;
}

export interface TimelinePage {
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
  readonly more: boolean;
}

export interface Profile {
  readonly username: string;
  readonly displayName: string;
  readonly about: string;
  /** Hex. */
  readonly identityKey: string;
  readonly listed: boolean;
}

export interface Device {
  readonly id: number;
  /** Empty when it can't be opened with the account's key. */
  readonly name: string;
  /** Milliseconds; the relay keeps only the day. */
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly current: boolean;
  /** In the list that the account has signed; nothing is encrypted for another one. */
  readonly listed: boolean;
}

export interface NewsItem {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: number;
}

export interface Failure {
  readonly code: ErrorCode;
  readonly retryAfterMs: number;
}

export type Loadable<T> =
  | { readonly kind: "idle" }
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly value: T }
  | ({ readonly kind: "failed" } & Failure);

export type EngineState =
  | { readonly kind: "starting" }
  | { readonly kind: "ready"; readonly persistent: boolean }
  /** `damaged`: what this browser keeps can't be opened, and one may begin anew. */
  | { readonly kind: "failed"; readonly code: ErrorCode; readonly damaged: boolean };

export type Session =
  { readonly kind: "unknown" } | { readonly kind: "out" } | { readonly kind: "in"; readonly account: Account };

export type Entry =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly mode: EntryMode; readonly step: EntryStep; readonly fraction: number }
  | ({ readonly kind: "failed"; readonly mode: EntryMode } & Failure);

/** The conversation on the screen: one unbroken stretch of its history. */
export interface OpenConversation {
  readonly with: string;
  readonly kind: "loading" | "loaded" | "failed";
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
  readonly more: boolean;
  readonly loadingOlder: boolean;
  /** False after a jump to an old message: newer ones exist that aren't loaded. */
  readonly reachesNewest: boolean;
  /** The first message that was unread when the conversation was opened; 0: none. */
  readonly unreadFrom: number;
  /** A message that a search led to; 0: none. */
  readonly highlighted: number;
  /** Ids of messages that changed, or went, while they weren't loaded: what is remembered of them is worth nothing. */
  readonly changedUnseen: readonly string[];
  /** All that was said off the record, oldest first. */
  readonly offRecord: readonly OffRecordMessage[];
}

export interface Search {
  readonly query: string;
  readonly people: Loadable<readonly Profile[]>;
  readonly messages: Loadable<readonly ChatMessage[]>;
}

/** What one did to a message, or to all of a conversation. */
export type ChangeKind = "edit" | "deletion" | "reaction" | "duration";

export type NoteText =
  | { readonly kind: "error"; readonly code: ErrorCode; readonly retryAfterMs: number }
  | { readonly kind: "loggedOut" }
  | { readonly kind: "deviceRevoked" }
  | { readonly kind: "profileSaved" }
  | { readonly kind: "stateRestored" }
  | { readonly kind: "undecryptable" }
  | { readonly kind: "sessionReset"; readonly user: string }
  | { readonly kind: "deviceRefused"; readonly user: string }
  | { readonly kind: "groupDistrusted"; readonly name: string; readonly code: ErrorCode }
  | { readonly kind: "changeFailed"; readonly change: ChangeKind; readonly user: string }
  | { readonly kind: "historyForeign"; readonly refused: number }
  | { readonly kind: "archiveFull" }
  | { readonly kind: "archiveRefused" }
  | { readonly kind: "deviceListRefused"; readonly user: string }
  | { readonly kind: "deviceCopied"; readonly user: string };

export interface Note {
  readonly id: number;
  readonly text: NoteText;
}

/** The side whose screen this is: of a device that has the account, or of the one that shall get it. */
export type LinkingSide = "owner" | "newcomer";
export type LinkingStage = "connecting" | "showingCode" | "comparing" | "confirmed";

export interface Linking {
  readonly side: LinkingSide;
  readonly stage: LinkingStage;
  /** While it is shown: groups of four characters with hyphens between them. */
  readonly code: string;
  /** Six digits, once there is something to compare. */
  readonly number: string;
  /** What the newcomer calls itself, or whose account it is. */
  readonly other: string;
}

export type LinkingState =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly linking: Linking }
  | { readonly kind: "failed"; readonly code: ErrorCode }
  /** The other device has the account. */
  | { readonly kind: "done" };

export interface State {
  readonly route: Route;
  /** Where to go once somebody has logged in. */
  readonly wanted: Route | null;
  readonly engine: EngineState;
  readonly session: Session;
  readonly link: LinkState;
  readonly displaced: boolean;
  readonly entry: Entry;
  readonly linking: LinkingState;
  readonly conversations: Loadable<readonly Conversation[]>;
  readonly history: History;
  readonly open: OpenConversation | null;
  /** Who is writing just now. */
  readonly typing: readonly string[];
  readonly search: Search;
  readonly groups: Loadable<readonly Group[]>;
  readonly groupSearch: GroupSearch;
  readonly creation: Creation;
  readonly wishes: readonly Wish[];
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly devices: Loadable<readonly Device[]>;
  readonly savingProfile: boolean;
  readonly news: Loadable<readonly NewsItem[]>;
  readonly notes: readonly Note[];
  readonly theme: Theme;
  readonly now: number;
}

export const emptySearch: Search = { query: "", people: { kind: "idle" }, messages: { kind: "idle" } };

export const emptyGroupSearch: GroupSearch = { query: "", groups: { kind: "idle" } };

export function initialState(route: Route, theme: Theme, now: number): State {
  return {
    route,
    wanted: null,
    engine: { kind: "starting" },
    session: { kind: "unknown" },
    link: "connecting",
    displaced: false,
    entry: { kind: "idle" },
    linking: { kind: "none" },
    conversations: { kind: "idle" },
    history: { restored: 0, total: 0, doubted: false },
    open: null,
    typing: [],
    search: emptySearch,
    groups: { kind: "idle" },
    groupSearch: emptyGroupSearch,
    creation: { kind: "none" },
    wishes: [],
    profiles: {},
    devices: { kind: "idle" },
    savingProfile: false,
    news: { kind: "idle" },
    notes: [],
    theme,
    now,
  };
}
