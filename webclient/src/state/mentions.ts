// SPDX-License-Identifier: GPL-3.0-or-later
// Names of people in texts: how they are shown, and how one is typed.
import { groupWith } from "./groups";
import type { ChatMessage, State } from "./model";
import { groupOf } from "./route";
import { me, titleOf } from "./select";

export interface TextPart {
  readonly text: string;
  /** The user who is named; null: words. */
  readonly named: string | null;
}

/** A text in parts: words and names by turns. */
export function textParts({ body, mentions }: Pick<ChatMessage, "body" | "mentions">): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { from, to, user } of mentions) {
    if (from > at) parts.push({ text: body.slice(at, from), named: null });
    parts.push({ text: body.slice(from, to), named: user });
    at = to;
  }
  if (at < body.length) parts.push({ text: body.slice(at), named: null });
  return parts;
}

export interface Person {
  readonly user: string;
  readonly title: string;
}

/** Who can be named in a conversation. */
export function peopleOf(state: State, conversation: string): readonly Person[] {
  const group = groupOf(conversation);
  const users = group === null ? [conversation] : (groupWith(state, group)?.members ?? []).map(({ user }) => user);
  return users.filter((user) => user !== me(state)).map((user) => ({ user, title: titleOf(state, user) }));
}

/** "@" and the beginning of a name, in front of the caret. */
export interface BegunName {
  readonly from: number;
  readonly to: number;
  readonly beginning: string;
}

export function begunName(text: string, caret: number): BegunName | null {
  const found = /(?:^|[^A-Za-z0-9._-])@([^\s@]*)$/.exec(text.slice(0, caret));
  const beginning = found?.[1];
  return beginning === undefined ? null : { from: caret - beginning.length - 1, to: caret, beginning };
}

const mostOffered = 6;

/** People whose user name, or a word of whose title, begins like that; nobody when the name is complete. */
export function peopleBeginning(people: readonly Person[], beginning: string): readonly Person[] {
  const wanted = beginning.toLowerCase();
  const words = ({ user, title }: Person) => [user, ...title.toLowerCase().split(/\s+/)];
  const found = people.filter((person) => words(person).some((word) => word.startsWith(wanted)));
  return found.length === 1 && found[0]?.user === wanted ? [] : found.slice(0, mostOffered);
}

/** The text with the whole name in the place of its beginning, and where the caret is then. */
export function withName(text: string, { from, to }: BegunName, user: string): { text: string; caret: number } {
  const name = `@${user} `;
  const rest = text.slice(to);
  return { text: text.slice(0, from) + name + rest.replace(/^ /, ""), caret: from + name.length };
}
