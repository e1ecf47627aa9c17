// SPDX-License-Identifier: GPL-3.0-or-later
// Values for the tests of this folder.
import type { Action } from "./action";
import {
  initialState,
  type Attachment,
  type ChatMessage,
  type Conversation,
  type Group,
  type OffRecordMessage,
  type State,
} from "./model";
import { reduce } from "./reduce";
import { parseRoute } from "./route";

export const noon = Date.parse("2026-11-24T12:00:00Z");

export function message(position: number, changes: Partial<ChatMessage> = {}): ChatMessage {
  return {
    position,
    id: position.toString(16).padStart(32, "0"),
    conversation: "bob",
    sender: "bob",
    kind: "text",
    state: "received",
    sentAt: noon + position * 1000,
    storedAt: noon + position * 1000,
    body: `message ${position}`,
    mentions: [],
    edited: false,
    lasting: 0,
    attachment: null,
    quote: null,
    reactions: [],
    ...changes,
  };
}

export function whispered(after: number, changes: Partial<OffRecordMessage> = {}): OffRecordMessage {
  return {
    id: `ff${after}`,
    sender: "bob",
    state: "received",
    sentAt: noon + after * 1000,
    body: `behind ${after}`,
    after,
    ...changes,
  };
}

export function attachment(changes: Partial<Attachment> = {}): Attachment {
  return {
    name: "holiday.png",
    mediaType: "image/png",
    size: 1000,
    phase: "offered",
    done: 0,
    problem: "none",
    ...changes,
  };
}

export function conversation(user: string, changes: Partial<Conversation> = {}): Conversation {
  return {
    with: user,
    title: user,
    last: null,
    unread: 0,
    unreadMentions: 0,
    draft: "",
    blocked: false,
    lasting: 0,
    verified: false,
    wasVerified: false,
    request: false,
    userBlocked: false,
    offRecord: false,
    mayGoOffRecord: false,
    unreadOffRecord: 0,
    openGroup: false,
    ...changes,
  };
}

export const groupId = "A".repeat(43);

export function group(changes: Partial<Group> = {}): Group {
  return {
    id: groupId,
    name: "Chess club",
    standing: "member",
    forked: false,
    behind: false,
    disputedBy: "",
    policyApprovals: 2,
    policyApprovers: "member",
    neededApprovals: 1,
    role: "owner",
    mayApprove: true,
    members: [{ user: "alice", role: "owner" }],
    requests: [],
    open: false,
    olderPosts: false,
    refusedPosts: 0,
    picture: new Uint8Array(),
    ...changes,
  };
}

export const alice = {
  username: "alice",
  deviceId: 1,
  displayName: "Alice",
  about: "",
  listed: true,
  readReceipts: false,
  typing: false,
};

export function after(...actions: readonly Action[]): State {
  return actions.reduce(reduce, initialState(parseRoute("/"), "system", noon));
}

export const aliceIsIn: Action = { type: "accountAnswered", account: alice, link: "online" };

export function opened(positions: readonly number[], more = false, unread = 0): readonly Action[] {
  const page = { messages: positions.map((position) => message(position)), more };
  return [
    aliceIsIn,
    { type: "routed", route: { screen: "direct", with: "bob" } },
    { type: "conversationOpened", with: "bob" },
    { type: "newestAnswered", with: "bob", page, unread },
  ];
}

export const positionsOf = (state: State): readonly number[] =>
  state.open?.messages.map(({ position }) => position) ?? [];
