// SPDX-License-Identifier: GPL-3.0-or-later
// What the field under a conversation is for just now.
import type { ChatMessage, OpenConversation } from "./model";

export type Writing =
  | { readonly kind: "new" }
  | { readonly kind: "reply"; readonly message: ChatMessage }
  | { readonly kind: "edit"; readonly message: ChatMessage };

/** The newest message of one's own that can still be edited. */
export function lastEditable(open: OpenConversation, me: string): ChatMessage | undefined {
  return open.messages.findLast(({ kind, sender, state }) => kind === "text" && sender === me && state !== "failed");
}

/** The message that was being answered or edited may be deleted meanwhile. */
export function stillThere(writing: Writing, open: OpenConversation): Writing {
  if (writing.kind === "new") return writing;
  const now = open.messages.find(({ id }) => id === writing.message.id);
  return now === undefined || now.kind === "text" ? writing : { kind: "new" };
}
