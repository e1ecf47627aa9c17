// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { conversation, message, after, opened, whispered } from "./testing";
import { canRetry } from "./off_record";
import { previewOf, readMark, unreadTotal } from "./select";
import { questionsAfter } from "./refresh";
import { timelineItems } from "./timeline";
import type { Action } from "./action";
import type { OffRecordState, State } from "./model";

const whispers = (...places: readonly number[]): Action => ({
  type: "offRecordAnswered",
  with: "bob",
  messages: places.map((place) => whispered(place)),
});

function laidOut(state: State): readonly string[] {
  if (state.open === null) return [];
  return timelineItems(state.open, "alice").flatMap((item) => {
    if (item.kind === "offRecord") return [`off ${item.message.after}`];
    return item.kind === "bubble" ? [String(item.message.position)] : [];
  });
}

test("what is off the record stands behind what was said before it", () => {
  expect(laidOut(after(...opened([3, 5]), whispers(0, 3, 4, 5)))).toEqual([
    "off 0",
    "3",
    "off 3",
    "off 4",
    "5",
    "off 5",
  ]);
});

test("an empty conversation shows what is off the record", () => {
  expect(laidOut(after(...opened([]), whispers(0)))).toEqual(["off 0"]);
});

test("what belongs behind messages that aren't loaded waits for them", () => {
  expect(laidOut(after(...opened([8, 9], true), whispers(3, 9)))).toEqual(["8", "9", "off 9"]);
  const jumped: Action = {
    type: "jumped",
    with: "bob",
    page: { messages: [message(3)], more: true },
    to: 3,
    reachesNewest: false,
  };
  expect(laidOut(after(...opened([8, 9], true), whispers(3, 9), jumped))).toEqual(["3", "off 3"]);
});

test("all of it is replaced by the next answer, and gone with the last", () => {
  expect(laidOut(after(...opened([1]), whispers(1), whispers()))).toEqual(["1"]);
});

test("it calls for attention until the end was seen, and doesn't say what it is in the list", () => {
  const quiet = conversation("bob", { last: message(1), unreadOffRecord: 2 });
  const state = after(...opened([1]), { type: "conversationsAnswered", conversations: [quiet] });
  expect(unreadTotal(state)).toBe(2);
  expect(readMark(state)).toEqual({ conversation: "bob", upTo: 1 });
  expect(previewOf(quiet, "alice")).toEqual({ kind: "offRecord" });
});

test("its arrival reads the open conversation again, and ends the sign of typing", () => {
  const state = after(...opened([1]), { type: "peerTyping", user: "bob" });
  const news = { type: "offRecordArrived", user: "bob" } as const;
  expect(questionsAfter(state, news)).toEqual([
    { ask: "conversation", with: "bob" },
    { ask: "newest", with: "bob" },
  ]);
  expect(after(...opened([1]), { type: "peerTyping", user: "bob" }, news).typing).toEqual([]);
});

test("only what may not have arrived can be tried again", () => {
  const all: readonly OffRecordState[] = ["received", "sending", "delivered", "notDelivered", "unconfirmed"];
  expect(all.filter((state) => canRetry(whispered(1, { state })))).toEqual(["notDelivered", "unconfirmed"]);
});
