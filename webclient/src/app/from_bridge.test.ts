// SPDX-License-Identifier: GPL-3.0-or-later
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import {
  AnswerSchema,
  AttachmentPhase,
  AttachmentProblem,
  ChangeKind,
  EventSchema,
  LinkState,
  MessageKind,
  MessageState,
  OffRecordState,
  SafetyCodeMatch,
} from "../generated/bridge_pb";
import { newsFromEvent, viewFromAnswer } from "./from_bridge";

const wire = {
  position: 7n,
  id: Uint8Array.of(1, 255),
  conversation: "bob",
  sender: "bob",
  kind: MessageKind.TEXT,
  state: MessageState.DELIVERED,
  sentAtMs: 1_700_000_000_000n,
  body: "<b>hi</b>",
};

test("a timeline comes newest first and is turned round", () => {
  const value = { messages: [{ ...wire, position: 8n }, wire], more: true };
  const view = viewFromAnswer(create(AnswerSchema, { view: { case: "timeline", value } }));
  expect(view.kind === "timeline" && view.page.messages.map(({ position }) => position)).toEqual([7, 8]);
  expect(view.kind === "timeline" && view.page.messages[0]).toMatchObject({
    id: "01ff",
    state: "delivered",
    body: "<b>hi</b>",
  });
});
test("mentions have their places in the string", () => {
  const body = "\uFEFFé 👍 @Bob, @ada";
  const mentions = [
    { offset: 11, size: 4, user: "bob" },
    { offset: 17, size: 4, user: "ada" },
  ];
  const value = { messages: [{ ...wire, body, mentions }, wire] };
  const view = viewFromAnswer(create(AnswerSchema, { view: { case: "timeline", value } }));
  const [plain, named] = view.kind === "timeline" ? view.page.messages : [];
  expect(named?.mentions.map(({ from, to, user }) => [body.slice(from, to), user])).toEqual([
    ["@Bob", "bob"],
    ["@ada", "ada"],
  ]);
  expect(plain?.mentions).toEqual([]);
});
test("a comparison has three outcomes, and the own code has none", () => {
  const safetyCode = (value: { code?: string; match?: SafetyCodeMatch }) =>
    viewFromAnswer(create(AnswerSchema, { view: { case: "safetyCode", value } }));
  expect(safetyCode({ code: "SOTTO:A" })).toEqual({ kind: "safetyCode", code: "SOTTO:A", match: null });
  expect(safetyCode({ match: SafetyCodeMatch.MATCH_SAME })).toMatchObject({ match: "same" });
  expect(safetyCode({ match: SafetyCodeMatch.MATCH_DIFFERENT_KEY })).toMatchObject({ match: "differentKey" });
  expect(safetyCode({ match: SafetyCodeMatch.MATCH_OTHER_CODE })).toMatchObject({ match: "otherCode" });
});
test("what is off the record comes beside the messages", () => {
  const said = { id: Uint8Array.of(1, 255), sender: "bob", sentAtMs: 5n, body: "psst", after: 7n };
  const value = { offRecord: [{ ...said, state: OffRecordState.OFF_RECORD_UNCONFIRMED }] };
  const view = viewFromAnswer(create(AnswerSchema, { view: { case: "timeline", value } }));
  const expected = { id: "01ff", sender: "bob", state: "unconfirmed", sentAt: 5, body: "psst", after: 7 };
  expect(view.kind === "timeline" && view.offRecord).toEqual([expected]);
});
test("answers and reactions are put to their messages", () => {
  const id = (number: number) => Uint8Array.of(number);
  const value = {
    messages: [
      { ...wire, id: id(3), quoted: id(9) },
      { ...wire, id: id(2), quoted: id(1), edited: true },
    ],
    quoted: [{ ...wire, id: id(1), body: "original" }],
    reactions: [{ messageId: id(2), by: "bob", emoji: "👍" }],
  };
  const view = viewFromAnswer(create(AnswerSchema, { view: { case: "timeline", value } }));
  const [answer, orphan] = view.kind === "timeline" ? view.page.messages : [];
  expect(answer).toMatchObject({
    edited: true,
    quote: { id: "01", message: { body: "original" } },
    reactions: [{ by: "bob", emoji: "👍" }],
  });
  expect(orphan).toMatchObject({ edited: false, quote: { id: "09", message: null }, reactions: [] });
});
test("files are put to their messages, and to those that are answered", () => {
  const id = (number: number) => Uint8Array.of(number);
  const value = {
    messages: [
      { ...wire, id: id(2), quoted: id(1) },
      { ...wire, id: id(3) },
    ],
    quoted: [{ ...wire, id: id(1), body: "" }],
    attachments: [
      { messageId: id(1), name: "a.png", size: 5n, phase: AttachmentPhase.OFFERED },
      {
        messageId: id(3),
        name: "b.pdf",
        size: 9n,
        phase: AttachmentPhase.UNAVAILABLE,
        problem: AttachmentProblem.DAMAGED,
      },
    ],
  };
  const view = viewFromAnswer(create(AnswerSchema, { view: { case: "timeline", value } }));
  const [file, answer] = view.kind === "timeline" ? view.page.messages : [];
  expect(answer).toMatchObject({ attachment: null, quote: { message: { attachment: { name: "a.png" } } } });
  expect(file?.attachment).toMatchObject({ name: "b.pdf", size: 9, phase: "unavailable", problem: "damaged" });
});
test("an error is a view of its own", () => {
  expect(viewFromAnswer(create(AnswerSchema, { error: "offline" }))).toEqual({ kind: "failed", code: "offline" });
  expect(viewFromAnswer(create(AnswerSchema, {}))).toEqual({ kind: "done" });
});
test("nobody logged in is no account", () => {
  const value = { link: LinkState.OFFLINE };
  const view = viewFromAnswer(create(AnswerSchema, { view: { case: "account", value } }));
  expect(view).toEqual({ kind: "account", account: null, link: "offline" });
});
test("a conversation without a title is called by its user's name", () => {
  const view = viewFromAnswer(create(AnswerSchema, { view: { case: "conversation", value: { with: "bob" } } }));
  expect(view.kind === "conversation" && view.conversation).toMatchObject({
    title: "bob",
    last: null,
    unread: 0,
    lasting: 0,
  });
});
test("every event of the bridge is understood", () => {
  const fields = EventSchema.oneofs[0]?.fields ?? [];
  expect(fields.length).toBeGreaterThan(15);
  for (const field of fields) {
    const value = create(field.message ?? EventSchema);
    const event = create(EventSchema, { event: { case: field.localName, value } as never }).event;
    expect(newsFromEvent(event as never)?.type).toBe(field.localName);
  }
});
test("a change that failed says which and to whom", () => {
  const value = { conversation: "bob", kind: ChangeKind.CHANGE_DELETION, code: "refused" };
  const { event } = create(EventSchema, { event: { case: "changeFailed", value } });
  expect(event.case !== undefined && newsFromEvent(event)).toEqual({
    type: "changeFailed",
    user: "bob",
    change: "deletion",
  });
});
