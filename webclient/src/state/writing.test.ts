// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { message } from "./testing";
import { opening } from "./timeline";
import { lastEditable, stillThere } from "./writing";

const own = { sender: "alice", state: "accepted" } as const;
const open = (...messages: ReturnType<typeof message>[]) => ({ ...opening("bob"), kind: "loaded" as const, messages });

test("the newest own text can be edited; what was refused or deleted can't", () => {
  const deleted = message(3, { ...own, kind: "deleted" });
  const refused = message(4, { ...own, state: "failed" });
  expect(lastEditable(open(message(1, own), message(2, own), deleted, refused, message(5)), "alice")?.position).toBe(2);
  expect(lastEditable(open(message(1)), "alice")).toBeUndefined();
});
test("an answer to a message that is deleted meanwhile becomes a new message", () => {
  const writing = { kind: "reply", message: message(1) } as const;
  expect(stillThere(writing, open(message(1)))).toBe(writing);
  expect(stillThere(writing, open(message(1, { kind: "deleted" })))).toEqual({ kind: "new" });
});
test("so does one to a message that is gone", () => {
  const writing = { kind: "reply", message: message(2) } as const;
  expect(stillThere(writing, open(message(1), message(3)))).toEqual({ kind: "new" });
  expect(stillThere(writing, open(message(3)))).toEqual({ kind: "new" });
  expect(stillThere(writing, open())).toEqual({ kind: "new" });
  const editing = { kind: "edit", message: message(2) } as const;
  expect(stillThere(editing, open(message(1), message(3)))).toEqual({ kind: "new" });
});
test("one that isn't loaded just now is still answered, unless it has changed meanwhile", () => {
  const writing = { kind: "reply", message: message(2) } as const;
  const later = { ...open(message(3)), more: true };
  const earlier = { ...open(message(1)), reachesNewest: false };
  expect(stillThere(writing, later)).toBe(writing);
  expect(stillThere(writing, earlier)).toBe(writing);
  expect(stillThere(writing, opening("bob"))).toBe(writing);
  expect(stillThere(writing, { ...later, changedUnseen: [message(2).id] })).toEqual({ kind: "new" });
});
test("what is answered is shown as it stands now", () => {
  const writing = { kind: "reply", message: message(1) } as const;
  const edited = message(1, { body: "edited" });
  expect(stillThere(writing, open(edited))).toEqual({ kind: "reply", message: edited });
});
