// SPDX-License-Identifier: GPL-3.0-or-later
// The open conversation's stretch of history, and how it is laid out.
import type { AttachmentPhase, ChatMessage, OpenConversation, TimelinePage } from "./model";
import { offRecordBehind, offRecordInFront, type OffRecordItem } from "./off_record";

export const pageSize = 50;

export function opening(user: string): OpenConversation {
  return {
    with: user,
    kind: "loading",
    messages: [],
    more: false,
    loadingOlder: false,
    reachesNewest: true,
    unreadFrom: 0,
    highlighted: 0,
    changedUnseen: [],
    offRecord: [],
  };
}

/** The newest page was read: at the first time, or because something changed. */
export function withNewest(open: OpenConversation, page: TimelinePage, unread: number): OpenConversation {
  const first = open.kind !== "loaded";
  const joins = !first && overlaps(open.messages, page);
  if (!first && !open.reachesNewest && !joins) return open;
  const messages = joins ? merged(open.messages, page.messages) : page.messages;
  return {
    ...open,
    kind: "loaded",
    messages,
    more: joins ? open.more : page.more,
    reachesNewest: true,
    unreadFrom: first ? firstUnread(messages, unread) : open.unreadFrom,
  };
}

/** Earlier messages have come in front, or will: what was the beginning need not be it any more. */
export function withRoomInFront(open: OpenConversation): OpenConversation {
  return open.kind === "loaded" ? { ...open, more: true } : open;
}

export function withOlder(open: OpenConversation, page: TimelinePage): OpenConversation {
  return { ...open, loadingOlder: false, messages: merged(page.messages, open.messages), more: page.more };
}

export function withJump(
  open: OpenConversation,
  page: TimelinePage,
  to: number,
  reachesNewest: boolean,
): OpenConversation {
  return { ...open, ...page, kind: "loaded", loadingOlder: false, reachesNewest, highlighted: to };
}

/** Replaces a message that is loaded already; others stay unknown until their page is read. */
export function withMessage(open: OpenConversation, message: ChatMessage): OpenConversation {
  if (!open.messages.some(({ position }) => position === message.position)) return open;
  return { ...open, messages: merged(open.messages, [message]) };
}

/** What was moved of a file is told often; nothing else of its message has changed. */
export function withProgress(
  open: OpenConversation,
  { id, phase, done }: { id: string; phase: AttachmentPhase; done: number },
): OpenConversation {
  const moved = (message: ChatMessage): ChatMessage =>
    message.id === id && message.attachment?.phase === phase
      ? { ...message, attachment: { ...message.attachment, done } }
      : message;
  return { ...open, messages: open.messages.map(moved) };
}

export function withoutMessage(open: OpenConversation, gone: number): OpenConversation {
  return { ...open, messages: open.messages.filter(({ position }) => position !== gone) };
}

export function withChanged(open: OpenConversation, id: string): OpenConversation {
  if (open.messages.some((message) => message.id === id) || open.changedUnseen.includes(id)) return open;
  return { ...open, changedUnseen: [...open.changedUnseen, id] };
}

function overlaps(known: readonly ChatMessage[], page: TimelinePage): boolean {
  const oldest = page.messages[0]?.position ?? Number.POSITIVE_INFINITY;
  const newest = known.at(-1)?.position ?? 0;
  return oldest <= newest || !page.more;
}

/** By position, the later list's version of a message winning. */
function merged(known: readonly ChatMessage[], fresh: readonly ChatMessage[]): readonly ChatMessage[] {
  const byPosition = new Map(known.map((message) => [message.position, message]));
  for (const message of fresh) byPosition.set(message.position, message);
  return [...byPosition.values()].sort((a, b) => a.position - b.position);
}

function firstUnread(messages: readonly ChatMessage[], unread: number): number {
  const received = messages.filter(({ kind, state }) => kind === "text" && state === "received");
  return unread === 0 ? 0 : (received.at(-unread)?.position ?? received[0]?.position ?? 0);
}

export interface BubbleItem {
  readonly kind: "bubble";
  readonly key: string;
  readonly message: ChatMessage;
  readonly own: boolean;
  /** The first and the last of a run by one person. */
  readonly opens: boolean;
  readonly closes: boolean;
  readonly highlighted: boolean;
  /** The newest of one's own: its delivery state is written out. */
  readonly spelled: boolean;
}

export type TimelineItem =
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "unread"; readonly key: string }
  | { readonly kind: "notice"; readonly key: string; readonly message: ChatMessage }
  | OffRecordItem
  | BubbleItem;

/** A pause after which the same person's next message begins a new run. */
const runPauseMs = 5 * 60_000;

export function timelineItems(open: OpenConversation, me: string): readonly TimelineItem[] {
  const newestOwn = open.messages.findLast((message) => message.kind === "text" && message.sender === me);
  const items: TimelineItem[] = [...offRecordInFront(open, me)];
  open.messages.forEach((message, index) => {
    const before = open.messages[index - 1];
    const after = open.messages[index + 1];
    const newDay = before === undefined || !sameDay(before.sentAt, message.sentAt);
    if (newDay) items.push({ kind: "day", key: `day ${message.position}`, at: message.sentAt });
    if (message.position === open.unreadFrom) items.push({ kind: "unread", key: "unread" });
    if (isSaid(message)) {
      items.push({
        kind: "bubble",
        key: String(message.position),
        message,
        own: message.sender === me,
        opens: newDay || message.position === open.unreadFrom || !sameRun(before, message),
        closes: after === undefined || after.position === open.unreadFrom || !sameRun(message, after),
        highlighted: message.position === open.highlighted,
        spelled: message === newestOwn || message.state === "waiting" || message.state === "failed",
      });
    } else {
      items.push({ kind: "notice", key: String(message.position), message });
    }
    items.push(...offRecordBehind(open, me, message.position, after?.position));
  });
  return items;
}

/** Somebody said it, even if nothing of it remains. */
const isSaid = (message: ChatMessage): boolean => message.kind === "text" || message.kind === "deleted";

export interface ReactionGroup {
  readonly emoji: string;
  readonly by: readonly string[];
  readonly mine: boolean;
}

export function reactionGroups({ reactions }: ChatMessage, me: string): readonly ReactionGroup[] {
  const emojis = [...new Set(reactions.map(({ emoji }) => emoji))];
  return emojis.map((emoji) => {
    const by = reactions.filter((reaction) => reaction.emoji === emoji).map((reaction) => reaction.by);
    return { emoji, by, mine: by.includes(me) };
  });
}

/** Empty: none. */
export function reactionBy({ reactions }: ChatMessage, user: string): string {
  return reactions.find(({ by }) => by === user)?.emoji ?? "";
}

export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function sameRun(before: ChatMessage | undefined, after: ChatMessage): boolean {
  return (
    before !== undefined &&
    isSaid(before) &&
    isSaid(after) &&
    before.sender === after.sender &&
    Math.abs(after.sentAt - before.sentAt) < runPauseMs &&
    sameDay(before.sentAt, after.sentAt)
  );
}
