// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { reportText } from "./report";
import { message, noon } from "./testing";

const group = "A".repeat(43);
const reported = message(0, { sender: "pest", sentAt: noon, body: "buy\nnow" });

test("a report names sender, recipient, time and message, and holds the text only if it is to", () => {
  const facts = [
    "Report to the administrator of chat.example",
    "From: pest",
    "To: alice",
    "Sent: 2026-11-24T12:00:00.000Z",
    "Message: 00000000000000000000000000000000",
  ];
  const report = { message: reported, by: "alice", relay: "chat.example" };
  expect(reportText({ ...report, withText: false }).split("\n")).toEqual(facts);
  expect(reportText({ ...report, message: { ...reported, conversation: `#${group}` }, withText: false })).toContain(
    `To: group ${group}`,
  );
  expect(reportText({ ...report, withText: true }).split("\n")).toEqual([...facts, "", "buy", "now"]);
});
