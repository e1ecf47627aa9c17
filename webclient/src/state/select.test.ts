// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import {
  avatarColour,
  bannerOf,
  entrySteps,
  previewOf,
  readMark,
  sorted,
  switcherMatches,
  titleOf,
  unreadIn,
  unreadTotal,
} from "./select";
import { after, aliceIsIn, conversation, message, opened } from "./testing";

test("unread messages are summed over all conversations", () => {
  const conversations = [conversation("bob", { unread: 2 }), conversation("carl", { unread: 3 })];
  expect(unreadTotal(after({ type: "conversationsAnswered", conversations }))).toBe(5);
});

test("strangers and who is blocked stand apart, and don't count as unread", () => {
  const conversations = [
    conversation("bob", { unread: 2 }),
    conversation("stranger", { unread: 3, request: true }),
    conversation("pest", { unread: 4, userBlocked: true }),
    conversation("blocked stranger", { unread: 5, request: true, userBlocked: true }),
  ];
  const state = after({ type: "conversationsAnswered", conversations });
  expect(unreadTotal(state)).toBe(2);
  expect(unreadIn(state, "direct")).toBe(2);
  const { accepted, requests, blocked } = sorted(conversations);
  expect(accepted.map(({ with: user }) => user)).toEqual(["bob"]);
  expect(requests.map(({ with: user }) => user)).toEqual(["stranger"]);
  expect(blocked.map(({ with: user }) => user)).toEqual(["pest", "blocked stranger"]);
});

test("a draft is shown before the last message", () => {
  const last = message(1, { sender: "alice" });
  expect(previewOf(conversation("bob", { last }), "alice")).toEqual({ kind: "text", own: true, message: last });
  expect(previewOf(conversation("bob", { last, draft: "well" }), "alice")).toEqual({ kind: "draft", text: "well" });
  expect(previewOf(conversation("bob", { last, draft: "  " }), "alice").kind).toBe("text");
  expect(previewOf(conversation("bob"), "alice").kind).toBe("none");
});

test("the banner names the worst of what is wrong, and nothing to strangers", () => {
  expect(bannerOf(after({ type: "linkChanged", link: "offline" }))).toBeNull();
  expect(bannerOf(after(aliceIsIn))).toBeNull();
  expect(bannerOf(after(aliceIsIn, { type: "linkChanged", link: "offline" }))).toBe("offline");
  expect(bannerOf(after(aliceIsIn, { type: "displaced" }))).toBe("displaced");
});

test("a conversation is marked as read only up to what is on the screen", () => {
  const unread = { type: "conversationAnswered", conversation: conversation("bob", { unread: 1 }) } as const;
  expect(readMark(after(...opened([1, 2]), unread))).toEqual({ conversation: "bob", upTo: 2 });
  expect(readMark(after(...opened([1, 2])))).toBeNull();
  const jumped = {
    type: "jumped",
    with: "bob",
    page: { messages: [message(1)], more: false },
    to: 1,
    reachesNewest: false,
  } as const;
  expect(readMark(after(...opened([8, 9]), unread, jumped))).toBeNull();
});

test("a person is called by the conversation's title, else the display name, else the user name", () => {
  const profile = { username: "bob", displayName: "Bob B.", about: "", identityKey: "", listed: true };
  expect(titleOf(after(), "bob")).toBe("bob");
  expect(titleOf(after({ type: "profileFetched", profile }), "bob")).toBe("Bob B.");
  const known = { type: "conversationAnswered", conversation: conversation("bob", { title: "Brother" }) } as const;
  expect(titleOf(after({ type: "profileFetched", profile }, known), "bob")).toBe("Brother");
});

describe("quick switcher", () => {
  const list = [conversation("robert"), conversation("bob"), conversation("carl", { title: "Bobby" })];
  const found = (query: string) => switcherMatches(list, query).map((match) => match.with);
  test("finds names and titles, beginnings first", () => {
    expect(found("bob")).toEqual(["bob", "carl"]);
    expect(found("RT")).toEqual(["robert"]);
    expect(found("ob")).toEqual(["robert", "bob", "carl"]);
    expect(found("x")).toEqual([]);
  });
  test("finds groups by their name, not by their id", () => {
    const club = conversation("#bobs", { title: "Chess club" });
    const names = (query: string) => switcherMatches([...list, club], query).map((match) => match.title);
    expect(names("club")).toEqual(["Chess club"]);
    expect(names("bobs")).toEqual([]);
  });
});

test("the steps of registering are done, now and ahead", () => {
  expect(entrySteps("register", "deriving").map(({ state }) => state)).toEqual([
    "done",
    "done",
    "now",
    "ahead",
    "ahead",
    "ahead",
  ]);
});

test("an avatar's colour depends on the name's bytes alone", () => {
  expect(avatarColour("bob")).toBe((98 + 111 + 98) % 8);
});
