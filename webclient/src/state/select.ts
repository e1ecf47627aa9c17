// SPDX-License-Identifier: GPL-3.0-or-later
// What screens read from the state.
import type { ErrorCode } from "./error_code";
import { groupOf } from "./route";
import type { ChatMessage, Conversation, EntryMode, EntryStep, Loadable, State } from "./model";

export function loaded<T>(list: Loadable<readonly T[]>): readonly T[] {
  return list.kind === "loaded" ? list.value : [];
}

export function me(state: State): string {
  return state.session.kind === "in" ? state.session.account.username : "";
}

/** On the record or not. */
export function unreadOf({ unread, unreadOffRecord }: Conversation): number {
  return unread + unreadOffRecord;
}

/** A stranger's message doesn't call for attention. */
export function unreadTotal(state: State): number {
  return sorted(loaded(state.conversations)).accepted.reduce((sum, one) => sum + unreadOf(one), 0);
}

export interface SortedConversations {
  readonly accepted: readonly Conversation[];
  readonly requests: readonly Conversation[];
  readonly blocked: readonly Conversation[];
}

export function sorted(conversations: readonly Conversation[]): SortedConversations {
  return {
    accepted: conversations.filter(({ request, userBlocked }) => !request && !userBlocked),
    requests: conversations.filter(({ request, userBlocked }) => request && !userBlocked),
    blocked: conversations.filter(({ userBlocked }) => userBlocked),
  };
}

/** Of one kind of conversation: what the menu counts. */
export function unreadIn(state: State, kind: "direct" | "groups"): number {
  return sorted(conversationsIn(state, kind)).accepted.reduce((sum, one) => sum + unreadOf(one), 0);
}

export function conversationsIn(state: State, kind: "direct" | "groups"): readonly Conversation[] {
  return loaded(state.conversations).filter(({ with: key }) => (groupOf(key) !== null) === (kind === "groups"));
}

export function conversationWith(state: State, user: string): Conversation | undefined {
  return loaded(state.conversations).find((conversation) => conversation.with === user);
}

/** The name to show for a user: the conversation's title, else the profile's, else the user name. */
export function titleOf(state: State, user: string): string {
  return conversationWith(state, user)?.title || state.profiles[user]?.displayName || user;
}

export type Preview =
  | { readonly kind: "none" }
  | { readonly kind: "draft"; readonly text: string }
  | { readonly kind: "text"; readonly own: boolean; readonly message: ChatMessage }
  | { readonly kind: "offRecord" }
  | { readonly kind: "identityChanged" }
  | { readonly kind: "messageMissing" }
  | { readonly kind: "deleted" }
  | { readonly kind: "durationSet"; readonly lasting: number }
  | { readonly kind: "groupChanged"; readonly message: ChatMessage };

export function previewOf(conversation: Conversation, me: string): Preview {
  const { draft, last } = conversation;
  if (conversation.unreadOffRecord > 0) return { kind: "offRecord" };
  if (draft.trim() !== "") return { kind: "draft", text: draft };
  if (last === null) return { kind: "none" };
  if (last.kind === "text") return { kind: "text", own: last.sender === me, message: last };
  if (last.kind === "groupChanged") return { kind: last.kind, message: last };
  return last.kind === "durationSet" ? { kind: last.kind, lasting: Number(last.body) } : { kind: last.kind };
}

/** Whether earlier messages of the account are still on their way to this device. */
export function isRestoring({ history }: State): boolean {
  return history.restored < history.total;
}

/** Of an archive that was refused for this the user may accept what is there. */
export function isAnotherHistory(code: ErrorCode | null): boolean {
  return code === "stale_state" || code === "forked_log";
}

export type Banner = "displaced" | "offline" | "connecting" | "notPersistent";

export function bannerOf(state: State): Banner | null {
  if (state.displaced) return "displaced";
  if (state.session.kind !== "in") return null;
  if (state.link !== "online") return state.link;
  return null;
}

const steps: Record<EntryMode, readonly EntryStep[]> = {
  register: ["connecting", "captcha", "deriving", "asking", "prekeys", "publishing"],
  login: ["connecting", "captcha", "deriving", "asking", "prekeys", "publishing"],
};

export interface StepLine {
  readonly step: EntryStep;
  readonly state: "done" | "now" | "ahead";
}

export function entrySteps(mode: EntryMode, now: EntryStep): readonly StepLine[] {
  const at = steps[mode].indexOf(now);
  return steps[mode].map((step, index) => ({ step, state: index < at ? "done" : index === at ? "now" : "ahead" }));
}

/** What to mark as read when the end of the open conversation is in view; null: nothing new. */
export function readMark(state: State): { conversation: string; upTo: number } | null {
  const open = state.open;
  if (open === null || open.kind !== "loaded" || !open.reachesNewest) return null;
  const conversation = conversationWith(state, open.with);
  const unread = conversation === undefined ? 0 : unreadOf(conversation);
  return unread === 0 ? null : { conversation: open.with, upTo: open.messages.at(-1)?.position ?? 0 };
}

/** Quick switcher: names that contain the query, those that begin with it first. */
export function switcherMatches(conversations: readonly Conversation[], query: string): readonly Conversation[] {
  const wanted = query.trim().toLowerCase();
  const namesOf = ({ title, with: key }: Conversation): readonly string[] =>
    groupOf(key) === null ? [title.toLowerCase(), key] : [title.toLowerCase()];
  const rank = (conversation: Conversation): number =>
    Math.min(
      ...namesOf(conversation)
        .map((name) => name.indexOf(wanted))
        .map((at) => (at < 0 ? 1e9 : at)),
    );
  return conversations
    .filter((conversation) => rank(conversation) < 1e9)
    .sort((a, b) => Math.min(rank(a), 1) - Math.min(rank(b), 1))
    .slice(0, 8);
}

export function avatarColour(user: string): number {
  return new TextEncoder().encode(user).reduce((sum, byte) => sum + byte, 0) % 8;
}

export function initial(title: string): string {
  return ([...title.trim()][0] ?? "?").toUpperCase();
}
