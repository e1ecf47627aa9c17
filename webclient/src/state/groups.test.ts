// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import type { Action } from "./action";
import { deedOf, foundKind, groupName, groupsWaitedFor, groupWith, mayRemove } from "./groups";
import { reduce } from "./reduce";
import { questionsAfter } from "./refresh";
import { conversationOf, conversationPath, groupConversation, groupOf, parseRoute, pathOf, routeTo } from "./route";
import { conversationsIn, previewOf, unreadIn } from "./select";
import { after, aliceIsIn, conversation, group, groupId as id, message } from "./testing";

describe("addresses", () => {
  test("a group has its own, and its conversation leads there", () => {
    const route = parseRoute(`/groups/${id}`);
    expect(route).toEqual({ screen: "groups", group: id });
    expect(pathOf(route)).toBe(`/groups/${id}`);
    expect(conversationOf(route)).toBe(`#${id}`);
    expect(routeTo(`#${id}`)).toEqual(route);
    expect(conversationPath(groupConversation(id))).toBe(`/groups/${id}`);
    expect(conversationPath("bob")).toBe("/direct/bob");
    expect(groupOf("bob")).toBeNull();
  });

  test.each(["/groups/short", `/groups/${"A".repeat(42)}%`, `/groups/${id}/more`])("%s leads nowhere", (path) => {
    expect(parseRoute(path)).toEqual({ screen: "lost" });
  });
});

describe("groups in the state", () => {
  test("one that changed takes its place by name", () => {
    const other = group({ id: "B".repeat(43), name: "Bakers" });
    const state = after({ type: "groupsAnswered", groups: [group()] }, { type: "groupAnswered", group: other });
    expect(state.groups.kind === "loaded" && state.groups.value.map(({ name }) => name)).toEqual([
      "Bakers",
      "Chess club",
    ]);
    expect(groupWith(state, id)?.role).toBe("owner");
  });

  test("a found group is known by its name until it is one's own", () => {
    const found = { id, name: "Chess club", open: false, members: 3, neededApprovals: 2 };
    const state = after(
      { type: "groupsSearched", query: "chess" },
      { type: "groupsFound", query: "chess", groups: [found] },
    );
    expect(groupName(state, id)).toBe("Chess club");
    expect(foundKind(state, id)).toBe("secure");
    expect(foundKind(state, "B".repeat(43))).toBeUndefined();
  });

  test("an answer to an older search is dropped", () => {
    const state = after(
      { type: "groupsSearched", query: "chess" },
      { type: "groupsSearched", query: "go" },
      { type: "groupsFound", query: "chess", groups: [] },
    );
    expect(state.groupSearch.groups.kind).toBe("loading");
  });

  test("a refusal ends the wait for a search and for a new group", () => {
    const state = after(
      { type: "groupsSearched", query: "chess" },
      { type: "groupCreating" },
      { type: "requestFailed", code: "offline", retryAfterMs: 0 },
    );
    expect(state.groupSearch.groups.kind).toBe("failed");
    expect(state.creation).toEqual({ kind: "failed", code: "offline", retryAfterMs: 0 });
    expect(state.notes).toEqual([]);
  });

  test("a new one that comes all the same is the one that is waited for, unless nobody does any more", () => {
    const refused = after({ type: "groupCreating" }, { type: "requestFailed", code: "offline", retryAfterMs: 0 });
    const created: Action = { type: "groupCreated", group: id };
    expect(reduce(refused, created).creation).toEqual({ kind: "created" });
    expect([{ type: "groupCreationForgotten" } as const, created].reduce(reduce, refused).creation).toEqual({
      kind: "none",
    });
  });

  test("one that one was in isn't named a second time while one waits to come back", () => {
    const waiting = group({ standing: "waiting" });
    const state = after({ type: "groupsAnswered", groups: [waiting, group({ id: "B".repeat(43) })] });
    expect(groupsWaitedFor(state)).toEqual([waiting]);
    const known: Action = { type: "conversationsAnswered", conversations: [conversation(`#${id}`)] };
    expect(groupsWaitedFor(reduce(state, known))).toEqual([]);
  });

  test("doubts about a group are told with its name", () => {
    const state = after(
      { type: "groupsAnswered", groups: [group()] },
      { type: "groupDistrusted", group: id, code: "forked_log" },
    );
    expect(state.notes.at(-1)?.text).toEqual({ kind: "groupDistrusted", name: "Chess club", code: "forked_log" });
  });

  test("nothing of a group stays after logging out", () => {
    const state = after(
      aliceIsIn,
      { type: "groupsAnswered", groups: [group()] },
      { type: "loggedOut", revoked: false },
    );
    expect(state.groups.kind).toBe("idle");
  });

  test("a change is read again from the engine", () => {
    expect(questionsAfter(after(), { type: "groupUpdated", group: id })).toEqual([
      { ask: "group", group: id },
      { ask: "conversation", with: `#${id}` },
    ]);
  });
});

describe("lists", () => {
  const conversations = [conversation("bob", { unread: 2 }), conversation(`#${id}`, { unread: 3 })];
  const state = after({ type: "conversationsAnswered", conversations });

  test("people and groups are kept apart and counted apart", () => {
    expect(conversationsIn(state, "direct").map((one) => one.with)).toEqual(["bob"]);
    expect(conversationsIn(state, "groups").map((one) => one.with)).toEqual([`#${id}`]);
    expect([unreadIn(state, "direct"), unreadIn(state, "groups")]).toEqual([2, 3]);
  });

  test("a notice of the log is a preview", () => {
    const last = message(1, { kind: "groupChanged", body: "joined" });
    expect(previewOf(conversation(`#${id}`, { last }), "alice")).toEqual({ kind: "groupChanged", message: last });
  });
});

describe("roles", () => {
  test.each([
    ["owner", "admin", true],
    ["owner", "owner", false],
    ["admin", "member", true],
    ["admin", "admin", false],
    ["member", "member", false],
  ] as const)("%s removes %s: %s", (role, other, may) => {
    expect(mayRemove(role, { user: "bob", role: other })).toBe(may);
  });

  test("a notice names what was done and to whom", () => {
    expect(deedOf("removed bob")).toEqual({ deed: "removed", about: "bob" });
    expect(deedOf("picture none")).toEqual({ deed: "picture", about: "none" });
    expect(deedOf("renamed Go club")).toEqual({ deed: "renamed", about: "Go club" });
    expect(deedOf("joined")).toEqual({ deed: "joined", about: "" });
    expect(deedOf("exploded")).toBeNull();
  });
});
