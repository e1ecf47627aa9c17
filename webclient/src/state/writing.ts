// SPDX-License-Identifier: GPL-3.0-or-later
// What the field under a conversation is for just now.
import type { ChatMessage, OpenConversation } from "./model";

export type Writing =
  | { readonly kind: "new" }
  | { readonly kind: "reply"; readonly message: ChatMessage }
  | { readonly kind: "edit"; readonly message: ChatMessage };

/** A file without words has nothing that could be edited. */
export function isEditable({ kind, state, body }: ChatMessage): boolean {
  return kind === "text" && state !== "failed" && body !== "";
}

/** The newest message of one's own that can still be edited. */
export function lastEditable(open: OpenConversation, me: string): ChatMessage | undefined {
  return open.messages.findLast((message) => message.sender === me && isEditable(message));
}

/** The message that was being answered or edited may be deleted or gone meanwhile, or have another text. */
export function stillThere(writing: Writing, open: OpenConversation): Writing {
  if (writing.kind === "new") return writing;
  const { id, position, body } = writing.message;
  const now = open.messages.find((message) => message.id === id);
  if (now === undefined) return covers(open, position) || open.changedUnseen.includes(id) ? { kind: "new" } : writing;
  if (now.kind !== "text") return { kind: "new" };
  return writing.kind === "reply" && now.body !== body ? { kind: "reply", message: now } : writing;
}

/** Whether a message at this place would be loaded. */
function covers({ kind, messages, more, reachesNewest }: OpenConversation, position: number): boolean {
  if (kind !== "loaded") return false;
  const afterFirst = !more || (messages[0]?.position ?? Number.POSITIVE_INFINITY) <= position;
  const beforeLast = reachesNewest || position <= (messages.at(-1)?.position ?? 0);
  return afterFirst && beforeLast;
}
