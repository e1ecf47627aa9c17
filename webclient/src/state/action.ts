// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can change the state.
import type { ErrorCode } from "./error_code";
import type {
  Account,
  AttachmentPhase,
  ChangeKind,
  ChatMessage,
  Conversation,
  Device,
  EngineState,
  EntryMode,
  EntryStep,
  Failure,
  Group,
  GroupFound,
  History,
  Linking,
  LinkState,
  NewsItem,
  NoteText,
  OffRecordMessage,
  Profile,
  Theme,
  TimelinePage,
  Wanted,
} from "./model";
import type { Route } from "./route";

/** The engine's events, in the page's own types. */
export type EngineNews =
  | { type: "entryProgress"; step: EntryStep; fraction: number }
  | ({ type: "entryFailed" } & Failure)
  | { type: "loggedIn"; username: string }
  | { type: "loggedOut"; revoked: boolean }
  | { type: "linkChanged"; link: LinkState }
  | { type: "messageArrived"; conversation: string; id: string }
  | { type: "messageChanged"; conversation: string; id: string }
  | { type: "attachmentMoved"; conversation: string; id: string; phase: AttachmentPhase; done: number }
  | { type: "attachmentBytesWanted"; conversation: string; id: string; file: bigint; offset: number; size: number }
  | { type: "offRecordArrived"; user: string }
  | { type: "conversationChanged"; user: string }
  | { type: "identityChanged"; user: string }
  | { type: "undecryptable"; user: string }
  | { type: "sessionReset"; user: string }
  | { type: "directoryFound"; query: string; profiles: readonly Profile[] }
  | { type: "profileFetched"; profile: Profile }
  | { type: "devicesListed"; devices: readonly Device[] }
  | ({ type: "requestFailed" } & Failure)
  | { type: "displaced" }
  | { type: "deviceRefused"; user: string }
  | { type: "stateRestored" }
  | { type: "deviceCopied"; user: string }
  | { type: "groupUpdated"; group: string }
  | { type: "groupCreated"; group: string }
  | { type: "groupDistrusted"; group: string; code: ErrorCode }
  | { type: "groupsFound"; query: string; groups: readonly GroupFound[] }
  | { type: "changeFailed"; user: string; change: ChangeKind }
  | { type: "peerTyping"; user: string }
  | { type: "restoreProgress"; restored: number; total: number }
  | { type: "restoreChecked"; refused: number }
  | { type: "archiveRefused"; code: ErrorCode }
  | { type: "deviceListRefused"; user: string }
  | { type: "linkingChanged" }
  | { type: "linkingEnded"; failure: ErrorCode | null };

export type Action =
  | EngineNews
  | { type: "routed"; route: Route }
  | { type: "turnedAway"; from: Route }
  | { type: "ticked"; now: number }
  | { type: "typingOver"; user: string }
  | { type: "themeChosen"; theme: Theme }
  | { type: "engineChanged"; engine: EngineState }
  | { type: "accountAnswered"; account: Account | null; link: LinkState }
  | { type: "historyAnswered"; history: History }
  | { type: "entryStarted"; mode: EntryMode }
  | { type: "entryCancelled" }
  | { type: "linkingAnswered"; linking: Linking | null }
  | { type: "linkingFailed"; code: ErrorCode }
  | { type: "linkingLeft" }
  | { type: "conversationsAnswered"; conversations: readonly Conversation[] }
  | { type: "conversationsFailed"; code: ErrorCode }
  | { type: "conversationAnswered"; conversation: Conversation }
  | { type: "conversationOpened"; with: string }
  | { type: "newestAnswered"; with: string; page: TimelinePage; unread: number }
  | { type: "offRecordAnswered"; with: string; messages: readonly OffRecordMessage[] }
  | { type: "timelineFailed"; with: string }
  | { type: "olderAsked"; with: string }
  | { type: "olderAnswered"; with: string; page: TimelinePage }
  | { type: "olderArrived"; with: string }
  | { type: "jumped"; with: string; page: TimelinePage; to: number; reachesNewest: boolean }
  | { type: "messageAnswered"; message: ChatMessage }
  | { type: "messageGone"; with: string; position: number }
  | { type: "searched"; query: string }
  | { type: "hitsAnswered"; query: string; messages: readonly ChatMessage[] }
  | { type: "hitsFailed"; query: string; code: ErrorCode }
  | { type: "peopleFailed"; query: string; code: ErrorCode }
  | { type: "groupsAnswered"; groups: readonly Group[] }
  | { type: "groupsFailed"; code: ErrorCode }
  | { type: "groupAnswered"; group: Group }
  | { type: "groupsSearched"; query: string }
  | { type: "groupSearchFailed"; query: string; code: ErrorCode }
  | { type: "groupCreating" }
  | { type: "groupCreationFailed"; code: ErrorCode }
  | { type: "groupCreationForgotten" }
  | { type: "wished"; group: string; what: Wanted }
  | ({ type: "wishFailed"; what: Wanted } & Failure)
  | { type: "settingsForgotten"; group: string }
  | { type: "devicesAsked" }
  | { type: "profileSaving" }
  | { type: "newsAsked" }
  | { type: "newsAnswered"; items: readonly NewsItem[] }
  | { type: "newsFailed"; code: ErrorCode }
  | { type: "noted"; text: NoteText }
  | { type: "noteDismissed"; id: number };
