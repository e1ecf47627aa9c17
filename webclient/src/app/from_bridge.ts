// SPDX-License-Identifier: GPL-3.0-or-later
// Bridge messages -> the page's own plain values.
import type { EngineEvent } from "../engine/client";
import * as bridge from "../generated/bridge_pb";
import type { EngineNews } from "../state/action";
import { assertNever } from "../state/assert_never";
import { toErrorCode, type ErrorCode } from "../state/error_code";
import type {
  Account,
  Attachment,
  AttachmentPhase,
  AttachmentProblem,
  ChangeKind,
  ChatMessage,
  Conversation,
  Device,
  EntryStep,
  Group,
  GroupFound,
  GroupRole,
  GroupStanding,
  History,
  Linking,
  LinkingSide,
  LinkingStage,
  LinkState,
  Mention,
  MessageKind,
  MessageState,
  OffRecordMessage,
  OffRecordState,
  Profile,
  SafetyCodeMatch,
  TimelinePage,
} from "../state/model";
import { isAnotherHistory } from "../state/select";
import { toHex } from "./hex";

export type View =
  | { kind: "done" }
  | { kind: "failed"; code: ErrorCode }
  | { kind: "account"; account: Account | null; link: LinkState }
  | { kind: "conversations"; conversations: readonly Conversation[] }
  | { kind: "conversation"; conversation: Conversation }
  | { kind: "timeline"; page: TimelinePage; offRecord: readonly OffRecordMessage[] }
  | { kind: "messages"; messages: readonly ChatMessage[] }
  | { kind: "safetyNumber"; digits: string }
  | { kind: "safetyCode"; code: string; match: SafetyCodeMatch | null }
  | { kind: "groups"; groups: readonly Group[] }
  | { kind: "group"; group: Group }
  | { kind: "history"; history: History }
  | { kind: "linking"; linking: Linking | null }
  | { kind: "fileBytes"; bytes: Uint8Array<ArrayBuffer> };

const dayMs = 24n * 3600n * 1000n;
/** What a Date can say. */
const lastInstantMs = 8.64e15;

/** The engine says something that this page has no word for: another tab runs another version of it. */
export class UnreadableMessage extends Error {}

function known<Name>(names: Readonly<Record<number, Name>>, value: number): Name {
  const name = names[value];
  if (name === undefined) throw new UnreadableMessage(`unknown alternative ${value}`);
  return name;
}

/** A number that a page can count with, without losing its last digits. */
function counted(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new UnreadableMessage(`number ${value} is too large`);
  return number;
}

function instant(milliseconds: bigint): number {
  const at = Number(milliseconds);
  if (Math.abs(at) > lastInstantMs) throw new UnreadableMessage(`${milliseconds} is no time`);
  return at;
}

function fractionOf(value: number): number {
  if (!(value >= 0 && value <= 1)) throw new UnreadableMessage(`${value} is no fraction`);
  return value;
}

const links: Record<bridge.LinkState, LinkState> = {
  [bridge.LinkState.OFFLINE]: "offline",
  [bridge.LinkState.CONNECTING]: "connecting",
  [bridge.LinkState.ONLINE]: "online",
};
const kinds: Record<bridge.MessageKind, MessageKind> = {
  [bridge.MessageKind.KIND_UNSPECIFIED]: "text",
  [bridge.MessageKind.TEXT]: "text",
  [bridge.MessageKind.IDENTITY_CHANGED_NOTICE]: "identityChanged",
  [bridge.MessageKind.MESSAGE_MISSING_NOTICE]: "messageMissing",
  [bridge.MessageKind.DELETED]: "deleted",
  [bridge.MessageKind.DURATION_SET_NOTICE]: "durationSet",
  [bridge.MessageKind.GROUP_CHANGED_NOTICE]: "groupChanged",
};
const states: Record<bridge.MessageState, MessageState> = {
  [bridge.MessageState.STATE_UNSPECIFIED]: "received",
  [bridge.MessageState.RECEIVED]: "received",
  [bridge.MessageState.RESTORED]: "received",
  [bridge.MessageState.WAITING]: "waiting",
  [bridge.MessageState.ACCEPTED]: "accepted",
  [bridge.MessageState.DELIVERED]: "delivered",
  [bridge.MessageState.FAILED]: "failed",
  [bridge.MessageState.READ]: "read",
};
const offRecordStates: Record<bridge.OffRecordState, OffRecordState> = {
  [bridge.OffRecordState.OFF_RECORD_UNSPECIFIED]: "received",
  [bridge.OffRecordState.OFF_RECORD_RECEIVED]: "received",
  [bridge.OffRecordState.OFF_RECORD_SENDING]: "sending",
  [bridge.OffRecordState.OFF_RECORD_DELIVERED]: "delivered",
  [bridge.OffRecordState.OFF_RECORD_NOT_DELIVERED]: "notDelivered",
  [bridge.OffRecordState.OFF_RECORD_UNCONFIRMED]: "unconfirmed",
};
const roles: Record<bridge.GroupRole, GroupRole | null> = {
  [bridge.GroupRole.ROLE_UNSPECIFIED]: null,
  [bridge.GroupRole.MEMBER]: "member",
  [bridge.GroupRole.ADMIN]: "admin",
  [bridge.GroupRole.OWNER]: "owner",
};
const standings: Record<bridge.GroupStanding, GroupStanding> = {
  [bridge.GroupStanding.STANDING_UNSPECIFIED]: "former",
  [bridge.GroupStanding.STANDING_WAITING]: "waiting",
  [bridge.GroupStanding.STANDING_MEMBER]: "member",
  [bridge.GroupStanding.STANDING_FORMER]: "former",
};
const changes: Record<bridge.ChangeKind, ChangeKind> = {
  [bridge.ChangeKind.CHANGE_EDIT]: "edit",
  [bridge.ChangeKind.CHANGE_DELETION]: "deletion",
  [bridge.ChangeKind.CHANGE_REACTION]: "reaction",
  [bridge.ChangeKind.CHANGE_DURATION]: "duration",
};
const phases: Record<bridge.AttachmentPhase, AttachmentPhase> = {
  [bridge.AttachmentPhase.PHASE_UNSPECIFIED]: "unavailable",
  [bridge.AttachmentPhase.READING]: "reading",
  [bridge.AttachmentPhase.UNREAD]: "unread",
  [bridge.AttachmentPhase.UPLOADING]: "uploading",
  [bridge.AttachmentPhase.REFUSED]: "refused",
  [bridge.AttachmentPhase.HERE]: "here",
  [bridge.AttachmentPhase.OFFERED]: "offered",
  [bridge.AttachmentPhase.DOWNLOADING]: "downloading",
  [bridge.AttachmentPhase.UNAVAILABLE]: "unavailable",
};
const matches: Record<bridge.SafetyCodeMatch, SafetyCodeMatch | null> = {
  [bridge.SafetyCodeMatch.MATCH_UNSPECIFIED]: null,
  [bridge.SafetyCodeMatch.MATCH_SAME]: "same",
  [bridge.SafetyCodeMatch.MATCH_DIFFERENT_KEY]: "differentKey",
  [bridge.SafetyCodeMatch.MATCH_OTHER_CODE]: "otherCode",
};
const problems: Record<bridge.AttachmentProblem, AttachmentProblem> = {
  [bridge.AttachmentProblem.NO_PROBLEM]: "none",
  [bridge.AttachmentProblem.TOO_LARGE]: "tooLarge",
  [bridge.AttachmentProblem.NO_ROOM]: "noRoom",
  [bridge.AttachmentProblem.GONE]: "gone",
  [bridge.AttachmentProblem.DAMAGED]: "damaged",
  [bridge.AttachmentProblem.OTHER_PROBLEM]: "other",
};
const steps: Record<bridge.EntryStep, EntryStep> = {
  [bridge.EntryStep.CONNECTING_TO_RELAY]: "connecting",
  [bridge.EntryStep.SOLVING_CAPTCHA]: "captcha",
  [bridge.EntryStep.DERIVING_KEYS]: "deriving",
  [bridge.EntryStep.ASKING_RELAY]: "asking",
  [bridge.EntryStep.MAKING_PREKEYS]: "prekeys",
  [bridge.EntryStep.PUBLISHING]: "publishing",
};

const linkingSides: Record<bridge.LinkingSide, LinkingSide> = {
  [bridge.LinkingSide.LINKING_OWNER]: "owner",
  [bridge.LinkingSide.LINKING_NEWCOMER]: "newcomer",
};
const linkingStages: Record<bridge.LinkingStage, LinkingStage> = {
  [bridge.LinkingStage.LINKING_CONNECTING]: "connecting",
  [bridge.LinkingStage.LINKING_SHOWING_CODE]: "showingCode",
  [bridge.LinkingStage.LINKING_COMPARING]: "comparing",
  [bridge.LinkingStage.LINKING_CONFIRMED]: "confirmed",
};

export function viewFromAnswer({ error, view }: bridge.Answer): View {
  if (error !== "") return { kind: "failed", code: toErrorCode(error) };
  switch (view.case) {
    case undefined:
      return { kind: "done" };
    case "account":
      return {
        kind: "account",
        account: view.value.account === undefined ? null : accountOf(view.value.account),
        link: known(links, view.value.link),
      };
    case "conversations":
      return { kind: "conversations", conversations: view.value.conversations.map(conversationOf) };
    case "conversation":
      return { kind: "conversation", conversation: conversationOf(view.value) };
    case "timeline":
      return { kind: "timeline", page: pageOf(view.value), offRecord: view.value.offRecord.map(offRecordOf) };
    case "messages":
      return { kind: "messages", messages: view.value.messages.map(messageOf) };
    case "safetyNumber":
      return { kind: "safetyNumber", digits: view.value };
    case "safetyCode":
      return { kind: "safetyCode", code: view.value.code, match: known(matches, view.value.match) };
    case "groups":
      return { kind: "groups", groups: view.value.groups.map(groupOf) };
    case "group":
      return { kind: "group", group: groupOf(view.value) };
    case "history":
      return { kind: "history", history: historyOf(view.value) };
    case "linking":
      return { kind: "linking", linking: view.value.linking === undefined ? null : linkingOf(view.value.linking) };
    case "attachmentBytes":
      return { kind: "fileBytes", bytes: new Uint8Array(view.value) };
    default:
      return assertNever(view);
  }
}

export function newsFromEvent(event: EngineEvent): EngineNews | null {
  switch (event.case) {
    case "entryProgress":
      return {
        type: "entryProgress",
        step: known(steps, event.value.step),
        fraction: fractionOf(event.value.fraction),
      };
    case "entryFailed":
      return { type: "entryFailed", ...failureOf(event.value) };
    case "loggedIn":
      return { type: "loggedIn", username: event.value.username };
    case "loggedOut":
      return { type: "loggedOut", revoked: event.value.revoked };
    case "linkChanged":
      return { type: "linkChanged", link: known(links, event.value.state) };
    case "messageArrived":
    case "messageChanged":
      return { type: event.case, ...messageRef(event.value) };
    case "attachmentMoved":
      return {
        type: "attachmentMoved",
        ...messageRef(event.value),
        phase: known(phases, event.value.phase),
        done: counted(event.value.done),
      };
    case "attachmentBytesWanted":
      return {
        type: "attachmentBytesWanted",
        ...messageRef(event.value),
        file: event.value.file,
        offset: counted(event.value.offset),
        size: counted(event.value.size),
      };
    case "offRecordArrived":
    case "conversationChanged":
    case "identityChanged":
    case "sessionReset":
    case "deviceCopied":
    case "peerTyping":
      return { type: event.case, user: event.value.user };
    case "changeFailed":
      return { type: "changeFailed", user: event.value.conversation, change: known(changes, event.value.kind) };
    case "undecryptable":
      return { type: "undecryptable", user: event.value.user };
    case "directoryFound":
      return { type: "directoryFound", query: event.value.query, profiles: event.value.profiles.map(profileOf) };
    case "profileFetched":
      return { type: "profileFetched", profile: profileOf(event.value) };
    case "devicesListed":
      return { type: "devicesListed", devices: event.value.devices.map(deviceOf) };
    case "requestFailed":
      return { type: "requestFailed", ...failureOf(event.value) };
    case "displaced":
      return { type: "displaced" };
    case "stateRestored":
      return { type: "stateRestored" };
    case "deviceRefused":
      return { type: "deviceRefused", user: event.value.user };
    case "groupUpdated":
    case "groupCreated":
      return { type: event.case, group: event.value.group };
    case "groupDistrusted":
      return { type: "groupDistrusted", group: event.value.group, code: toErrorCode(event.value.code) };
    case "groupsFound":
      return { type: "groupsFound", query: event.value.query, groups: event.value.groups.map(groupFoundOf) };
    case "restoreProgress":
      return {
        type: "restoreProgress",
        restored: counted(event.value.restored),
        total: counted(event.value.total),
      };
    case "restoreChecked":
      return { type: "restoreChecked", refused: counted(event.value.refused) };
    case "archiveRefused":
      return { type: "archiveRefused", code: toErrorCode(event.value.code) };
    case "deviceListRefused":
      return { type: "deviceListRefused", user: event.value.user };
    case "linkingChanged":
      return { type: "linkingChanged" };
    case "linkingEnded":
      return { type: "linkingEnded", failure: event.value.code === "" ? null : toErrorCode(event.value.code) };
    default:
      return assertNever(event);
  }
}

function messageRef({ conversation, messageId }: { conversation: string; messageId: Uint8Array }) {
  return { conversation, id: toHex(messageId) };
}

function failureOf({ code, retryAfterMs }: { code: string; retryAfterMs: number }) {
  return { code: toErrorCode(code), retryAfterMs };
}

function historyOf({ restored, total, stopped }: bridge.History): History {
  const doubted = stopped !== "" && isAnotherHistory(toErrorCode(stopped));
  return { restored: counted(restored), total: counted(total), doubted };
}

function accountOf({ username, deviceId, displayName, about, listed, privacy }: bridge.Account): Account {
  return {
    username,
    deviceId,
    displayName,
    about,
    listed,
    readReceipts: privacy?.readReceipts ?? false,
    typing: privacy?.typing ?? false,
  };
}

function attachmentOf({ name, mediaType, size, phase, done, problem }: bridge.Attachment): Attachment {
  return {
    name,
    mediaType,
    size: counted(size),
    phase: known(phases, phase),
    done: counted(done),
    problem: known(problems, problem),
  };
}

/**
 * The engine counts bytes of UTF-8, the page what a string counts: less a byte order mark in front, which the decoder leaves out.
 * A name that doesn't stand there isn't shown as one, and is no reason to show nothing of a conversation.
 */
function mentionsOf({ body, mentions }: bridge.Message): readonly Mention[] {
  if (mentions.length === 0) return [];
  const bytes = new TextEncoder().encode(body);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const place = (offset: number) => decoder.decode(bytes.subarray(0, offset)).length;
  const standing: Mention[] = [];
  for (const { offset, size, user } of mentions) {
    const from = place(offset);
    const to = place(offset + size);
    const isBehind = from >= (standing.at(-1)?.to ?? 0);
    if (isBehind && body.slice(from, to).toLowerCase() === `@${user}`) standing.push({ from, to, user });
  }
  return standing;
}

function messageOf(message: bridge.Message): ChatMessage {
  return {
    position: counted(message.position),
    id: toHex(message.id),
    conversation: message.conversation,
    sender: message.sender,
    kind: known(kinds, message.kind),
    state: known(states, message.state),
    sentAt: instant(message.sentAtMs),
    storedAt: instant(message.storedAtMs),
    body: message.body,
    mentions: mentionsOf(message),
    edited: message.edited,
    lasting: message.durationS,
    attachment: null,
    quote: message.quoted.length === 0 ? null : { id: toHex(message.quoted), message: null },
    reactions: [],
  };
}

function offRecordOf({ id, sender, state, sentAtMs, body, after }: bridge.OffRecordMessage): OffRecordMessage {
  return {
    id: toHex(id),
    sender,
    state: known(offRecordStates, state),
    sentAt: instant(sentAtMs),
    body,
    after: counted(after),
  };
}

/** Puts what is told beside the messages of a page to the messages that it belongs to. */
function pageOf({ messages, more, quoted, reactions, attachments }: bridge.Timeline): TimelinePage {
  const files = new Map(attachments.map((file) => [toHex(file.messageId), attachmentOf(file)]));
  const withFile = (message: ChatMessage): ChatMessage => ({ ...message, attachment: files.get(message.id) ?? null });
  const originals = new Map(
    quoted
      .map(messageOf)
      .map(withFile)
      .map((original) => [original.id, original]),
  );
  const withCompany = (message: ChatMessage): ChatMessage => ({
    ...withFile(message),
    quote: message.quote && { ...message.quote, message: originals.get(message.quote.id) ?? null },
    reactions: reactions
      .filter(({ messageId }) => toHex(messageId) === message.id)
      .map(({ by, emoji }) => ({ by, emoji })),
  });
  return { messages: messages.map(messageOf).map(withCompany).reverse(), more };
}

function lastOf({ last, attachment }: bridge.Conversation): ChatMessage | null {
  if (last === undefined) return null;
  return { ...messageOf(last), attachment: attachment === undefined ? null : attachmentOf(attachment) };
}

function conversationOf(conversation: bridge.Conversation): Conversation {
  return {
    with: conversation.with,
    title: conversation.title || conversation.with,
    last: lastOf(conversation),
    unread: counted(conversation.unread),
    unreadMentions: counted(conversation.unreadMentions),
    draft: conversation.draft,
    blocked: conversation.blockedByIdentityChange,
    lasting: conversation.durationS,
    verified: conversation.verified,
    wasVerified: conversation.wasVerified,
    request: conversation.request,
    userBlocked: conversation.userBlocked,
    offRecord: conversation.offRecord,
    mayGoOffRecord: conversation.mayGoOffRecord,
    unreadOffRecord: counted(conversation.unreadOffRecord),
    openGroup: conversation.openGroup,
  };
}

function profileOf({ username, displayName, about, identityKey, listed }: bridge.Profile): Profile {
  return { username, displayName, about, identityKey: toHex(identityKey), listed };
}

function deviceOf({ deviceId, name, createdDay, lastSeenDay, current, listed }: bridge.Device): Device {
  return {
    id: deviceId,
    name,
    createdAt: instant(createdDay * dayMs),
    lastSeenAt: instant(lastSeenDay * dayMs),
    current,
    listed,
  };
}

function linkingOf({ side, stage, code, number, other }: bridge.Linking): Linking {
  return { side: known(linkingSides, side), stage: known(linkingStages, stage), code, number, other };
}

function groupOf(group: bridge.Group): Group {
  return {
    id: group.group,
    name: group.name,
    standing: known(standings, group.standing),
    forked: group.forked,
    behind: group.behind,
    disputedBy: group.disputedBy,
    policyApprovals: group.policyApprovals,
    policyApprovers: known(roles, group.policyApprovers) ?? "member",
    neededApprovals: group.neededApprovals,
    role: known(roles, group.role),
    mayApprove: group.mayApprove,
    members: group.members.map(({ user, role }) => ({ user, role: known(roles, role) ?? "member" })),
    requests: group.requests.map(({ user, approvals, approvedHere }) => ({ user, approvals, approvedHere })),
    open: group.open,
    olderPosts: group.olderPosts,
    refusedPosts: counted(group.refusedPosts),
    picture: new Uint8Array(group.picture),
  };
}

function groupFoundOf({ group, name, open, members, neededApprovals }: bridge.GroupFound): GroupFound {
  return { id: group, name, open, members, neededApprovals };
}
