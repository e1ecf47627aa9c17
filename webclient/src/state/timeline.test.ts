// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { reduce } from "./reduce";
import { after, message, noon, opened, positionsOf } from "./testing";
import { opening, reactionBy, reactionGroups, timelineItems, type BubbleItem } from "./timeline";

const page = (positions: readonly number[], more = false) => ({
  messages: positions.map((position) => message(position)),
  more,
});

describe("the stretch of history on the screen", () => {
  test("a message that is gone leaves the others in place", () => {
    const state = after(...opened([1, 2, 3]), { type: "messageGone", with: "bob", position: 2 });
    expect(positionsOf(state)).toEqual([1, 3]);
  });
  test("new messages are added once, changed ones replaced", () => {
    const state = after(...opened([1, 2]), {
      type: "newestAnswered",
      with: "bob",
      page: { messages: [message(2, { state: "delivered" }), message(3)], more: true },
      unread: 0,
    });
    expect(positionsOf(state)).toEqual([1, 2, 3]);
    expect(state.open?.messages[1]?.state).toBe("delivered");
    expect(state.open?.more).toBe(false);
  });
  test("earlier pages are put before", () => {
    const state = after(
      ...opened([5, 6], true),
      { type: "olderAsked", with: "bob" },
      {
        type: "olderAnswered",
        with: "bob",
        page: page([3, 4], true),
      },
    );
    expect(positionsOf(state)).toEqual([3, 4, 5, 6]);
    expect(state.open?.loadingOlder).toBe(false);
    expect(state.open?.more).toBe(true);
  });
  test("what came in front of the beginning can be read", () => {
    const state = after(...opened([5, 6]), { type: "olderArrived", with: "bob" });
    expect(state.open?.more).toBe(true);
    expect(after(...opened([5, 6]), { type: "olderArrived", with: "ada" }).open?.more).toBe(false);
  });
  test("a gap is never hidden: a newest page that doesn't join replaces the stretch", () => {
    const state = after(...opened([1, 2]), {
      type: "newestAnswered",
      with: "bob",
      page: page([90, 91], true),
      unread: 0,
    });
    expect(positionsOf(state)).toEqual([90, 91]);
    expect(state.open?.more).toBe(true);
  });
  test("while an old place is looked at, new messages don't pull one away", () => {
    const jumped = { type: "jumped", with: "bob", page: page([10, 11], true), to: 11, reachesNewest: false } as const;
    const state = after(...opened([90, 91], true), jumped);
    expect(state.open?.highlighted).toBe(11);
    const arrived = reduce(state, { type: "newestAnswered", with: "bob", page: page([91, 92], true), unread: 0 });
    expect(positionsOf(arrived)).toEqual([10, 11]);
  });
  test("answers for a conversation that was left are dropped", () => {
    const state = after(...opened([1]), { type: "newestAnswered", with: "carl", page: page([9]), unread: 0 });
    expect(positionsOf(state)).toEqual([1]);
  });
  test("a message that isn't loaded isn't put in between", () => {
    expect(positionsOf(after(...opened([5, 6], true), { type: "messageAnswered", message: message(2) }))).toEqual([
      5, 6,
    ]);
  });
});

describe("the line before what is new", () => {
  test("counts received texts only", () => {
    const notice = message(3, { kind: "identityChanged" });
    const own = message(4, { sender: "alice", state: "accepted" });
    const state = after(
      { type: "conversationOpened", with: "bob" },
      {
        type: "newestAnswered",
        with: "bob",
        page: { messages: [message(1), message(2), notice, own, message(5)], more: false },
        unread: 2,
      },
    );
    expect(state.open?.unreadFrom).toBe(2);
  });
  test("stays where it was when more arrives, and isn't there without anything new", () => {
    const more = { type: "newestAnswered", with: "bob", page: page([1, 2, 3]), unread: 1 } as const;
    expect(after(...opened([1, 2], false, 1), more).open?.unreadFrom).toBe(2);
    expect(after(...opened([1, 2])).open?.unreadFrom).toBe(0);
  });
});

describe("layout", () => {
  const items = (messages: Parameters<typeof message>[1][], unread = 0) => {
    const list = messages.map((changes, index) => message(index + 1, changes));
    const state = after(
      { type: "conversationOpened", with: "bob" },
      { type: "newestAnswered", with: "bob", page: { messages: list, more: false }, unread },
    );
    return state.open === null ? [] : timelineItems(state.open, "alice");
  };
  const bubbles = (list: ReturnType<typeof items>) => list.filter((item): item is BubbleItem => item.kind === "bubble");

  test("each day begins with its name", () => {
    const day = 24 * 3600 * 1000;
    const kinds = items([{ sentAt: noon - day }, { sentAt: noon }, { sentAt: noon + 1 }]).map(({ kind }) => kind);
    expect(kinds).toEqual(["day", "bubble", "day", "bubble", "bubble"]);
  });
  test("runs of one person are joined, until a pause or somebody else", () => {
    const runs = bubbles(items([{}, {}, { sender: "alice" }, { sentAt: noon + 3_600_000 }]));
    expect(runs.map(({ opens, closes }) => [opens, closes])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });
  test("notices stand for themselves", () => {
    expect(items([{ kind: "messageMissing" }]).map(({ kind }) => kind)).toEqual(["day", "notice"]);
  });
  test("the delivery state is written out for one's newest, and for what has not gone out", () => {
    const own = { sender: "alice" } as const;
    const states = bubbles(
      items([
        { ...own, state: "failed" },
        { ...own, state: "delivered" },
        { ...own, state: "accepted" },
      ]),
    );
    expect(states.map(({ spelled }) => spelled)).toEqual([true, false, true]);
  });
  test("what is new begins after its line", () => {
    expect(items([{}, {}], 1).map(({ kind }) => kind)).toEqual(["day", "bubble", "unread", "bubble"]);
  });
});

test("a deleted message keeps its author's place in the run", () => {
  const deleted = message(2, { kind: "deleted", body: "" });
  const items = timelineItems({ ...opening("bob"), messages: [message(1), deleted, message(3)] }, "alice");
  expect(items.map(({ kind }) => kind)).toEqual(["day", "bubble", "bubble", "bubble"]);
  expect(items.flatMap((item) => (item.kind === "bubble" ? [item.opens] : []))).toEqual([true, false, false]);
});
test("reactions are grouped by emoji, in the order in which they came", () => {
  const reactions = [
    { by: "bob", emoji: "👍" },
    { by: "carl", emoji: "🎉" },
    { by: "alice", emoji: "👍" },
  ];
  expect(reactionGroups(message(1, { reactions }), "alice")).toEqual([
    { emoji: "👍", by: ["bob", "alice"], mine: true },
    { emoji: "🎉", by: ["carl"], mine: false },
  ]);
  expect(reactionBy(message(1, { reactions }), "carl")).toBe("🎉");
  expect(reactionBy(message(1), "carl")).toBe("");
});
