// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { reduce } from "./reduce";
import { parseRoute } from "./route";
import { conversationWith, isRestoring, loaded } from "./select";
import { after, aliceIsIn, conversation, message, opened } from "./testing";

describe("registering and logging in", () => {
  const started = { type: "entryStarted", mode: "register" } as const;

  test("progress is shown step by step", () => {
    const state = after(started, { type: "entryProgress", step: "captcha", fraction: 0.3 });
    expect(state.entry).toEqual({ kind: "running", mode: "register", step: "captcha", fraction: 0.3 });
  });
  test("a failure keeps its reason until one goes elsewhere", () => {
    const failed = after(started, { type: "entryFailed", code: "name_taken", retryAfterMs: 0 });
    expect(failed.entry).toEqual({ kind: "failed", mode: "register", code: "name_taken", retryAfterMs: 0 });
    expect(reduce(failed, { type: "routed", route: parseRoute("/login") }).entry).toEqual({ kind: "idle" });
  });
  test("what comes after a cancellation is ignored", () => {
    const cancelled = after(started, { type: "entryCancelled" });
    expect(reduce(cancelled, { type: "entryProgress", step: "publishing", fraction: 1 })).toBe(cancelled);
    expect(reduce(cancelled, { type: "entryFailed", code: "refused", retryAfterMs: 0 })).toBe(cancelled);
  });
  test("who was turned away goes on to what was wanted, once", () => {
    const wanted = parseRoute("/direct/bob");
    const state = after({ type: "turnedAway", from: wanted }, { type: "routed", route: parseRoute("/login") });
    expect(state.wanted).toEqual(wanted);
    expect([aliceIsIn, { type: "routed", route: wanted } as const].reduce(reduce, state).wanted).toBeNull();
  });
});

describe("an earlier history", () => {
  const coming = { type: "restoreProgress", restored: 10, total: 40 } as const;

  test("is on its way until all of it is here", () => {
    expect(isRestoring(after(aliceIsIn))).toBe(false);
    expect(isRestoring(after(aliceIsIn, coming))).toBe(true);
    expect(isRestoring(after(aliceIsIn, coming, { ...coming, restored: 40 }))).toBe(false);
  });
  test("may come in front of what seemed to be the beginning", () => {
    const state = after(...opened([5, 6]), coming, { type: "conversationChanged", user: "bob" });
    expect(state.open?.more).toBe(true);
    const settled = after(...opened([5, 6]), { type: "conversationChanged", user: "bob" });
    expect(settled.open?.more).toBe(false);
  });
  test("says when something in it isn't the account's own", () => {
    expect(after(aliceIsIn, { type: "restoreChecked", refused: 0 }).notes).toEqual([]);
    const notes = after(aliceIsIn, { type: "restoreChecked", refused: 2 }).notes;
    expect(notes.map(({ text }) => text)).toEqual([{ kind: "historyForeign", refused: 2 }]);
  });
  test("says when the relay's copy isn't the known one, or is full", () => {
    const kinds = (code: "invalid_state" | "too_large") =>
      after(aliceIsIn, { type: "archiveRefused", code }).notes.map(({ text }) => text.kind);
    expect(kinds("invalid_state")).toEqual(["archiveRefused"]);
    expect(kinds("too_large")).toEqual(["archiveFull"]);
  });
  test("waits for its user while the relay's copy is another one, until a link or an answer says else", () => {
    const refused = { type: "archiveRefused", code: "stale_state" } as const;
    const doubted = after(aliceIsIn, refused);
    expect(doubted.history.doubted).toBe(true);
    expect(doubted.notes).toEqual([]);
    expect(reduce(doubted, { type: "linkChanged", link: "offline" }).history.doubted).toBe(true);
    expect(reduce(doubted, { type: "linkChanged", link: "online" }).history.doubted).toBe(false);
    expect(reduce(doubted, coming).history.doubted).toBe(false);
    const history = { restored: 0, total: 0, doubted: false };
    expect(reduce(doubted, { type: "historyAnswered", history }).history.doubted).toBe(false);
  });
});

describe("logging out", () => {
  test("leaves nothing of the account on the page", () => {
    const state = after(
      ...opened([1, 2]),
      { type: "conversationsAnswered", conversations: [conversation("bob", { draft: "secret" })] },
      { type: "searched", query: "secret" },
      { type: "loggedOut", revoked: false },
    );
    expect(JSON.stringify(state)).not.toMatch(/alice|bob|secret|message \d/);
    expect(state.session).toEqual({ kind: "out" });
  });
  test("says when the device was removed from elsewhere", () => {
    expect(after(aliceIsIn, { type: "loggedOut", revoked: true }).notes.map(({ text }) => text.kind)).toEqual([
      "deviceRevoked",
    ]);
  });
});

test("after another tab has begun anew, nothing of the account stays on the page", () => {
  const failed = { kind: "failed", code: "store_corrupt", damaged: true } as const;
  const state = after(
    ...opened([1, 2]),
    { type: "conversationsAnswered", conversations: [conversation("bob")] },
    { type: "engineChanged", engine: failed },
    { type: "engineChanged", engine: { kind: "ready", persistent: true } },
    { type: "accountAnswered", account: null, link: "offline" },
  );
  expect(state.session).toEqual({ kind: "out" });
  expect(state.conversations).toEqual({ kind: "idle" });
  expect(state.open).toBeNull();
  expect(state.engine.kind).toBe("ready");
  expect(state.route).toEqual({ screen: "direct", with: "bob" });
});

describe("the list of conversations", () => {
  test("a change moves a conversation to its place and leaves the others", () => {
    const state = after(
      {
        type: "conversationsAnswered",
        conversations: [conversation("bob", { last: message(5) }), conversation("carl", { last: message(3) })],
      },
      { type: "conversationAnswered", conversation: conversation("carl", { last: message(6), unread: 1 }) },
    );
    expect(loaded(state.conversations).map((known) => known.with)).toEqual(["carl", "bob"]);
    expect(conversationWith(state, "carl")?.unread).toBe(1);
  });
  test("a failed reading doesn't take away what is known", () => {
    const known = { type: "conversationsAnswered", conversations: [conversation("bob")] } as const;
    const failed = { type: "conversationsFailed", code: "store_unavailable" } as const;
    expect(after(known, failed).conversations.kind).toBe("loaded");
    expect(after(failed).conversations.kind).toBe("failed");
  });
});

test("who writes is shown until the message comes, or no sign does", () => {
  const typing = { type: "peerTyping", user: "bob" } as const;
  expect(after(aliceIsIn, typing, typing).typing).toEqual(["bob"]);
  expect(after(aliceIsIn, typing, { type: "typingOver", user: "bob" }).typing).toEqual([]);
  const arrived = { type: "messageArrived", conversation: "bob", id: message(7).id } as const;
  expect(after(aliceIsIn, typing, arrived).typing).toEqual([]);
  expect(after(...opened([6], true), arrived).open?.changedUnseen).toEqual([message(7).id]);
});

describe("searching", () => {
  test("an answer to an older question is dropped", () => {
    const state = after(
      { type: "searched", query: "ad" },
      { type: "searched", query: "ada" },
      { type: "directoryFound", query: "ad", profiles: [] },
      { type: "hitsAnswered", query: "ad", messages: [message(1)] },
    );
    expect(state.search.people.kind).toBe("loading");
    expect(state.search.messages.kind).toBe("loading");
  });
  test("an empty field ends it", () => {
    expect(after({ type: "searched", query: "ada" }, { type: "searched", query: " " }).search.people.kind).toBe("idle");
  });
  test("a request that fails is shown where it is waited for", () => {
    const state = after(
      { type: "searched", query: "ada" },
      { type: "requestFailed", code: "rate_limited", retryAfterMs: 5000 },
    );
    expect(state.search.people).toEqual({ kind: "failed", code: "rate_limited", retryAfterMs: 5000 });
    expect(state.notes).toEqual([]);
  });
  test("a failure that nobody waits for becomes a notice", () => {
    expect(after({ type: "requestFailed", code: "offline", retryAfterMs: 0 }).notes).toHaveLength(1);
  });
});

describe("profile", () => {
  const fetched = {
    type: "profileFetched",
    profile: { username: "alice", displayName: "A.", about: "x", identityKey: "05", listed: false },
  } as const;

  test("one's own is taken over, and said to be saved only when it was", () => {
    expect(after(aliceIsIn, fetched).notes).toEqual([]);
    const saved = after(aliceIsIn, { type: "profileSaving" }, fetched);
    expect(saved.notes.map(({ text }) => text.kind)).toEqual(["profileSaved"]);
    expect(saved.session.kind === "in" && saved.session.account.displayName).toBe("A.");
    expect(saved.savingProfile).toBe(false);
  });
});

describe("the link", () => {
  test("a displaced page says so until it is online again", () => {
    const displaced = after(aliceIsIn, { type: "displaced" });
    expect(displaced.displaced).toBe(true);
    expect(reduce(displaced, { type: "linkChanged", link: "offline" }).displaced).toBe(true);
    expect(reduce(displaced, { type: "linkChanged", link: "online" }).displaced).toBe(false);
  });
});

describe("notices", () => {
  test("what can't be decrypted is told, once for all of it", () => {
    const lost = { type: "undecryptable", user: "bob" } as const;
    expect(after(aliceIsIn, lost, lost).notes.map(({ text }) => text)).toEqual([{ kind: "undecryptable" }]);
  });
  test("the same one isn't shown twice, and at most three are", () => {
    const text = (code: "offline" | "refused" | "malformed" | "too_large") =>
      ({ type: "noted", text: { kind: "error", code, retryAfterMs: 0 } }) as const;
    expect(after(text("offline"), text("offline")).notes).toHaveLength(1);
    const three = after(text("offline"), text("refused"), text("malformed"), text("too_large")).notes;
    expect(three).toHaveLength(3);
    expect(new Set(three.map(({ id }) => id)).size).toBe(3);
  });
  test("one is dismissed by its id", () => {
    const state = after({ type: "requestFailed", code: "offline", retryAfterMs: 0 });
    expect(reduce(state, { type: "noteDismissed", id: state.notes[0]?.id ?? 0 }).notes).toEqual([]);
  });
});

describe("what changed", () => {
  test("while it wasn't loaded is remembered by its id alone", () => {
    const changed = (position: number) =>
      ({ type: "messageChanged", conversation: "bob", id: message(position).id }) as const;
    const state = after(...opened([6, 7], true), changed(7), changed(3), changed(3));
    expect(state.open?.changedUnseen).toEqual([message(3).id]);
  });
  test("and didn't reach the other is said once", () => {
    const failed = { type: "changeFailed", user: "bob", change: "edit" } as const;
    expect(after(aliceIsIn, failed, failed).notes.map(({ text }) => text)).toEqual([
      { kind: "changeFailed", user: "bob", change: "edit" },
    ]);
  });
});
