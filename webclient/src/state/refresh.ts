// SPDX-License-Identifier: GPL-3.0-or-later
// Which views to read again after an event of the engine.
import type { EngineNews } from "./action";
import type { Search, State } from "./model";
import { groupConversation } from "./route";

export type Question =
  | { ask: "account" }
  | { ask: "conversations" }
  | { ask: "conversation"; with: string }
  | { ask: "newest"; with: string }
  | { ask: "message"; with: string; position: number }
  | { ask: "hits"; query: string }
  | { ask: "groups" }
  | { ask: "linking" }
  | { ask: "group"; group: string };

export function questionsAfter(state: State, event: EngineNews): readonly Question[] {
  switch (event.type) {
    case "loggedIn":
      return [{ ask: "account" }, { ask: "conversations" }, { ask: "groups" }];
    case "linkingChanged":
      return [{ ask: "linking" }];
    case "messageArrived":
    case "offRecordArrived":
    case "identityChanged":
    case "undecryptable":
    case "conversationChanged":
      return aboutConversation(state, "user" in event ? event.user : event.conversation);
    case "messageChanged":
      return aboutMessage(state, event.conversation, event.id);
    case "groupUpdated":
    case "groupCreated":
      return [{ ask: "group", group: event.group }, ...aboutConversation(state, groupConversation(event.group))];
    default:
      return [];
  }
}

function aboutConversation(state: State, user: string): readonly Question[] {
  const list: Question = { ask: "conversation", with: user };
  return state.open?.with === user ? [list, { ask: "newest", with: user }] : [list];
}

function aboutMessage(state: State, user: string, id: string): readonly Question[] {
  const messages = state.open?.with === user ? state.open.messages : [];
  // An answer shows the message that it answers.
  const touched = messages.filter((message) => message.id === id || message.quote?.id === id);
  const isLoaded = touched.some((message) => message.id === id);
  const list: Question = { ask: "conversation", with: user };
  return [
    ...(isLoaded ? [list] : aboutConversation(state, user)),
    ...touched.map(({ position }) => ({ ask: "message", with: user, position }) as const),
    ...aboutHits(state.search, id),
  ];
}

/** What a search has found shows the text as it was. */
function aboutHits({ messages, query }: Search, id: string): readonly Question[] {
  const shown = messages.kind === "loaded" && messages.value.some((message) => message.id === id);
  return shown ? [{ ask: "hits", query: query.trim() }] : [];
}
