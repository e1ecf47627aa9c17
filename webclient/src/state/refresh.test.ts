// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { questionsAfter } from "./refresh";
import { after, aliceIsIn, message, opened } from "./testing";

const asks = (...given: Parameters<typeof questionsAfter>) => questionsAfter(...given).map(({ ask }) => ask);

test("a message to the open conversation reads its newest page", () => {
  const arrived = { type: "messageArrived", conversation: "bob", id: "00" } as const;
  expect(asks(after(...opened([1])), arrived)).toEqual(["conversation", "newest"]);
});
test("a message to another conversation changes only the list", () => {
  const arrived = { type: "messageArrived", conversation: "carl", id: "00" } as const;
  expect(asks(after(...opened([1])), arrived)).toEqual(["conversation"]);
});
test("a change of a message on the screen reads that message", () => {
  const changed = { type: "messageChanged", conversation: "bob", id: message(7).id } as const;
  expect(questionsAfter(after(...opened([6, 7])), changed)).toContainEqual({
    ask: "message",
    with: "bob",
    position: 7,
  });
});
test("a change of a message reads the answers to it too", () => {
  const page = { messages: [message(6), message(7, { quote: { id: message(6).id, message: null } })], more: false };
  const state = after(...opened([]), { type: "newestAnswered", with: "bob", page, unread: 0 });
  const changed = { type: "messageChanged", conversation: "bob", id: message(6).id } as const;
  expect(
    questionsAfter(state, changed).flatMap((question) => ("position" in question ? [question.position] : [])),
  ).toEqual([6, 7]);
});
test("a change of a message that isn't loaded reads the answers to it too", () => {
  const page = { messages: [message(7, { quote: { id: message(6).id, message: null } })], more: true };
  const state = after(...opened([]), { type: "newestAnswered", with: "bob", page, unread: 0 });
  const changed = { type: "messageChanged", conversation: "bob", id: message(6).id } as const;
  expect(questionsAfter(state, changed)).toEqual([
    { ask: "conversation", with: "bob" },
    { ask: "newest", with: "bob" },
    { ask: "message", with: "bob", position: 7 },
  ]);
});
test("a change of a message that a search has found searches again", () => {
  const state = after(
    ...opened([1]),
    { type: "searched", query: " tea " },
    { type: "hitsAnswered", query: "tea", messages: [message(9)] },
  );
  const changed = (position: number) =>
    ({ type: "messageChanged", conversation: "carl", id: message(position).id }) as const;
  expect(questionsAfter(state, changed(9))).toContainEqual({ ask: "hits", query: "tea" });
  expect(asks(state, changed(8))).not.toContain("hits");
});
test("logging in reads the account, the conversations and the groups", () => {
  expect(asks(after(), { type: "loggedIn", username: "alice" })).toEqual(["account", "conversations", "groups"]);
});
test("progress reads nothing", () => {
  expect(asks(after(aliceIsIn), { type: "linkChanged", link: "offline" })).toEqual([]);
});
