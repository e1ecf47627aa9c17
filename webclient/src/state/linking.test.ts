// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { spokenNumber } from "./linking";
import type { Linking } from "./model";
import { questionsAfter } from "./refresh";
import { after, aliceIsIn } from "./testing";

const comparing: Linking = { side: "owner", stage: "comparing", code: "", number: "012345", other: "phone" };
const answered = (linking: Linking | null) => ({ type: "linkingAnswered", linking }) as const;

test("a number is said in two parts", () => expect(spokenNumber("012345")).toBe("012 345"));

test("a change is read from the engine", () => {
  expect(questionsAfter(after(aliceIsIn), { type: "linkingChanged" })).toEqual([{ ask: "linking" }]);
});

describe("linking a device", () => {
  test("what the engine shows is shown", () => {
    expect(after(aliceIsIn, answered(comparing)).linking).toEqual({ kind: "running", linking: comparing });
  });
  test("its end stays on the screen, though the engine knows nothing more of it", () => {
    const failed = { type: "linkingEnded", failure: "not_found" } as const;
    const state = after(aliceIsIn, answered(comparing), failed, answered(null));
    expect(state.linking).toEqual({ kind: "failed", code: "not_found" });
    const done = after(aliceIsIn, answered(comparing), { type: "linkingEnded", failure: null }, answered(null));
    expect(done.linking).toEqual({ kind: "done" });
    expect(after(aliceIsIn, answered(comparing), failed, { type: "linkingLeft" }).linking).toEqual({ kind: "none" });
  });
  test("one that the engine has forgotten is over", () => {
    expect(after(aliceIsIn, answered(comparing), answered(null)).linking).toEqual({ kind: "none" });
  });
  test("a newcomer that has the keys goes on as after a log-in", () => {
    const confirmed: Linking = { ...comparing, side: "newcomer", stage: "confirmed" };
    const state = after(answered(confirmed), answered(null));
    expect(state.linking).toEqual({ kind: "none" });
    expect(state.entry).toMatchObject({ kind: "running", mode: "login", step: "prekeys" });
  });
  test("a newcomer that gave up doesn't", () => {
    const confirmed: Linking = { ...comparing, side: "newcomer", stage: "confirmed" };
    expect(after(answered(confirmed), { type: "linkingLeft" }, answered(null)).entry).toEqual({ kind: "idle" });
    expect(after(answered({ ...confirmed, stage: "comparing" }), answered(null)).entry).toEqual({ kind: "idle" });
  });
  test("nothing of it is left after logging out", () => {
    const state = after(aliceIsIn, answered(comparing), { type: "loggedOut", revoked: false });
    expect(state.linking).toEqual({ kind: "none" });
  });
});
