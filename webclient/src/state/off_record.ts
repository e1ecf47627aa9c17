// SPDX-License-Identifier: GPL-3.0-or-later
// What was said off the record, between the messages that have a place in the history.
import type { OffRecordMessage, OpenConversation } from "./model";

export interface OffRecordItem {
  readonly kind: "offRecord";
  readonly key: string;
  readonly message: OffRecordMessage;
  readonly own: boolean;
}

/** Said before anything that is there. While earlier messages aren't loaded, it may belong behind one of them. */
export function offRecordInFront(open: OpenConversation, me: string): readonly OffRecordItem[] {
  if (open.more) return [];
  return between(open, me, 0, open.messages[0]?.position ?? Number.POSITIVE_INFINITY);
}

/** Said after the message at one place and before the next one; undefined: there is no next one, or it isn't loaded. */
export function offRecordBehind(
  open: OpenConversation,
  me: string,
  position: number,
  next: number | undefined,
): readonly OffRecordItem[] {
  const end = open.reachesNewest ? Number.POSITIVE_INFINITY : position + 1;
  return between(open, me, position, next ?? end);
}

export function canRetry({ state }: OffRecordMessage): boolean {
  return state === "notDelivered" || state === "unconfirmed";
}

function between({ offRecord }: OpenConversation, me: string, from: number, to: number): readonly OffRecordItem[] {
  return offRecord
    .filter(({ after }) => from <= after && after < to)
    .map((message) => ({ kind: "offRecord", key: `off ${message.id}`, message, own: message.sender === me }));
}
