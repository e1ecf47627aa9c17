// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import type { Action } from "./action";
import type { Group, State, Wanted } from "./model";
import { reduce } from "./reduce";
import { after, aliceIsIn, group } from "./testing";
import { isWished, isWishedOf, roleShown, settingOf } from "./wishes";

const club = group({
  members: [
    { user: "alice", role: "owner" },
    { user: "bob", role: "member" },
  ],
  requests: [{ user: "carol", approvals: 1, approvedHere: false }],
});
const { id } = club;
const rename: Wanted = { kind: "rename", name: " Go club " };
const known: readonly Action[] = [aliceIsIn, { type: "groupsAnswered", groups: [club] }];
const wished = (what: Wanted): State => after(...known, { type: "wished", group: id, what });
const read = (state: State, changes: Partial<Group>): State =>
  reduce(state, { type: "groupAnswered", group: { ...club, ...changes } });
const failed = (what: Wanted) => ({ type: "wishFailed", what, code: "refused", retryAfterMs: 0 }) as const;
const kindsOf = (state: State) => state.notes.map(({ text }) => text.kind);

const cases: readonly [Wanted, Partial<Group>][] = [
  [{ kind: "approve", user: "carol" }, { requests: [{ user: "carol", approvals: 2, approvedHere: true }] }],
  [{ kind: "approve", user: "carol" }, { requests: [] }],
  [{ kind: "remove", user: "bob" }, { members: [{ user: "alice", role: "owner" }] }],
  [{ kind: "remove", user: "carol" }, { requests: [] }],
  [{ kind: "role", user: "bob", role: "admin" }, { members: [{ user: "bob", role: "admin" }] }],
  [{ kind: "role", user: "bob", role: "admin" }, { members: [] }],
  [{ kind: "leave" }, { standing: "former" }],
  [{ kind: "picture", picture: new Uint8Array([1]) }, { picture: new Uint8Array([1]) }],
];

describe("what is asked of a group", () => {
  test.each(cases)("%o is on its way until the group is %o", (what, changes) => {
    const state = wished(what);
    expect(isWished(state, id, { ...what })).toBe(true);
    expect(isWished(read(state, { behind: true }), id, what)).toBe(true);
    expect(isWished(read(state, changes), id, what)).toBe(false);
  });

  test("to be let in is done when one waits, into an open one when one is in it", () => {
    const join: Wanted = { kind: "join" };
    const out = after(aliceIsIn, { type: "wished", group: id, what: join });
    expect(isWished(read(out, { standing: "former" }), id, join)).toBe(true);
    expect(isWished(read(out, { standing: "waiting" }), id, join)).toBe(false);
    expect(isWished(read(out, { standing: "waiting", open: true }), id, join)).toBe(true);
    expect(isWished(read(out, { standing: "member", open: true }), id, join)).toBe(false);
  });

  test("is known by the group, what it is and whom it is about", () => {
    const state = wished({ kind: "remove", user: "bob" });
    expect(isWished(state, id, { kind: "remove", user: "carol" })).toBe(false);
    expect(isWished(state, id, { kind: "leave" })).toBe(false);
    expect(isWished(state, "B".repeat(43), { kind: "remove", user: "bob" })).toBe(false);
    expect([isWishedOf(state, id, "bob"), isWishedOf(state, id, "carol")]).toEqual([true, false]);
  });

  test("is over when it is refused, which is told", () => {
    const remove: Wanted = { kind: "remove", user: "bob" };
    const state = reduce(wished(remove), failed(remove));
    expect(isWished(state, id, remove)).toBe(false);
    expect(kindsOf(state)).toEqual(["error"]);
    expect(reduce(state, failed(remove))).toBe(state);
  });

  test("is over with a refusal of which nobody knows what it was", () => {
    const remove: Wanted = { kind: "remove", user: "bob" };
    const state = reduce(wished(remove), { type: "requestFailed", code: "offline", retryAfterMs: 0 });
    expect(isWished(state, id, remove)).toBe(false);
    expect(kindsOf(state)).toEqual(["error"]);
  });

  test("can't fail for a reason that belongs to an earlier one", () => {
    const earlier: Wanted = { kind: "role", user: "bob", role: "admin" };
    const again: Wanted = { ...earlier };
    const state = reduce(reduce(wished(earlier), failed(earlier)), { type: "wished", group: id, what: again });
    expect(isWished(reduce(state, failed(earlier)), id, again)).toBe(true);
  });

  test("isn't asked any more when nobody is in", () => {
    expect(reduce(wished(rename), { type: "loggedOut", revoked: false }).wishes).toEqual([]);
  });
});

describe("what is set", () => {
  test("is saved when the group is so", () => {
    const state = wished(rename);
    expect(settingOf(state, id, "rename")).toEqual({ kind: "asked" });
    expect(settingOf(state, id, "policy")).toBeNull();
    expect(settingOf(read(state, { name: "Go club" }), id, "rename")).toEqual({ kind: "done" });
    const policy = wished({ kind: "policy", approvals: 3, approvers: "admin" });
    expect(settingOf(read(policy, { policyApprovals: 3 }), id, "policy")).toEqual({ kind: "asked" });
    const changes = { policyApprovals: 3, policyApprovers: "admin" } as const;
    expect(settingOf(read(policy, changes), id, "policy")).toEqual({ kind: "done" });
  });

  test("is saved although something was refused, which was something else", () => {
    const state = reduce(wished(rename), { type: "requestFailed", code: "not_found", retryAfterMs: 0 });
    expect(settingOf(read(state, { behind: true }), id, "rename")?.kind).toBe("refused");
    expect(settingOf(read(state, { name: "Go club" }), id, "rename")).toEqual({ kind: "done" });
  });

  test("says beside it why it was refused, and not in passing too", () => {
    const refusal = { kind: "refused", code: "refused", retryAfterMs: 0 };
    const named = reduce(wished(rename), failed(rename));
    const unnamed = reduce(wished(rename), { type: "requestFailed", code: "refused", retryAfterMs: 0 });
    for (const state of [named, unnamed]) {
      expect(settingOf(state, id, "rename")).toEqual(refusal);
      expect(state.notes).toEqual([]);
    }
  });

  test("is told in passing when nobody looks there any more, or when others wait too", () => {
    const left = reduce(wished(rename), { type: "settingsForgotten", group: id });
    const others = reduce(wished(rename), { type: "wished", group: id, what: { kind: "remove", user: "bob" } });
    for (const state of [left, others])
      expect(kindsOf(reduce(state, { type: "requestFailed", code: "refused", retryAfterMs: 0 }))).toEqual(["error"]);
  });
});

test("a role is shown as it was chosen while it is asked, and as it is when it was refused", () => {
  const what: Wanted = { kind: "role", user: "bob", role: "admin" };
  const state = wished(what);
  expect(roleShown(state, club, "bob")).toBe("admin");
  expect(roleShown(reduce(state, failed(what)), club, "bob")).toBe("member");
  expect(roleShown(state, club, "alice")).toBe("owner");
});
