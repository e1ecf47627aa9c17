// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { message } from "./testing";
import { opening } from "./timeline";
import { lastEditable, stillThere } from "./writing";

const own = { sender: "alice", state: "accepted" } as const;
const open = (...messages: ReturnType<typeof message>[]) => ({ ...opening("bob"), messages });

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
  expect(stillThere(writing, open(message(2)))).toBe(writing);
});
