// SPDX-License-Identifier: GPL-3.0-or-later
// Messages as a worker hands them over, changed in every field and in their bytes: the page gets a value that it can show, or
// the one error that says that there is none.
import {
  create,
  type DescField,
  type DescMessage,
  fromBinary,
  type Message,
  type MessageInitShape,
  ScalarType,
  toBinary,
} from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import {
  type Answer,
  AnswerSchema,
  ConversationSchema,
  type Event,
  EventSchema,
  MentionSchema,
  MessageSchema,
} from "../generated/bridge_pb";
import { Seeded } from "../testing/seeded";
import { newsFromEvent, UnreadableMessage, viewFromAnswer } from "./from_bridge";

const runs = 4000;
const numbers = [0, 1, 5, 16, 0x7fffffff, 0xffffffff];
const naming = "@bob and @ada";
const mentionsIn = (body: unknown) =>
  body === naming
    ? [create(MentionSchema, { size: 4, user: "bob" }), create(MentionSchema, { offset: 9, size: 4, user: "ada" })]
    : [];
const texts = ["", "bob", naming, "é 👍", "\uFEFF\u202Ex", "<b>&amp;</b>", "a".repeat(300), "__proto__"];
const bigNumbers = [0n, 1n, 7n, 1_700_000_000_000n, 2n ** 53n, 2n ** 63n - 1n];

/** How a message is made: as an engine would, or with values in it that none has. */
class Maker {
  constructor(
    private readonly random: Seeded,
    private readonly strange: boolean,
  ) {}

  message(schema: DescMessage, depth = 0): Message {
    const fields = schema.fields.filter((field) => field.oneof === undefined && this.isThere(field, depth));
    const values = Object.fromEntries(fields.map((field) => [field.localName, this.value(field, depth)]));
    for (const { localName, fields: choices } of schema.oneofs.filter(({ fields }) => fields.length > 1)) {
      const chosen = this.random.pick(choices);
      values[localName] = { case: chosen.localName, value: this.value(chosen, depth) };
    }
    if (schema === MessageSchema && !this.strange) values["mentions"] = mentionsIn(values["body"]);
    return create(schema, values);
  }

  private isThere(field: DescField, depth: number): boolean {
    return field.fieldKind === "message" ? depth < 3 && !this.random.once(4) : !this.random.once(8);
  }

  private value(field: DescField, depth: number): unknown {
    switch (field.fieldKind) {
      case "list":
        return Array.from({ length: depth < 3 ? this.random.below(4) : 0 }, () =>
          field.listKind === "message"
            ? this.message(field.message, depth + 1)
            : field.listKind === "scalar"
              ? this.scalar(field.scalar)
              : 0,
        );
      case "message":
        return this.message(field.message, depth + 1);
      case "enum":
        if (this.strange && this.random.once(8)) return this.random.pick([-1, 99, 0x7fffffff]);
        return this.random.pick(field.enum.values).number;
      case "scalar":
        return this.scalar(field.scalar);
      case "map":
        return {};
    }
  }

  private scalar(type: ScalarType): unknown {
    switch (type) {
      case ScalarType.STRING:
        return this.random.pick(texts);
      case ScalarType.BYTES:
        return this.random.bytes(this.random.pick([0, 1, 16, 33]));
      case ScalarType.BOOL:
        return this.random.once(2);
      case ScalarType.FLOAT:
      case ScalarType.DOUBLE:
        return this.strange && this.random.once(4) ? this.random.pick([Number.NaN, -1, 7, Infinity]) : 0.5;
      case ScalarType.INT64:
      case ScalarType.UINT64:
        return this.random.pick(this.strange ? bigNumbers : bigNumbers.slice(0, 4));
      default:
        return this.random.pick(this.strange ? numbers : numbers.slice(0, 4)) & 0x7fffffff;
    }
  }
}

const times: ReadonlySet<string> = new Set(["sentAt", "storedAt", "createdAt", "lastSeenAt"]);

/** What is wrong with it; null: a page can show it. */
function flaw(value: unknown, at: string): string | null {
  // The number of a file is the page's own, and comes back as it is.
  const isFile = at === "file" && typeof value === "bigint";
  if (value === undefined || (typeof value === "bigint" && !isFile)) return `${at} is ${String(value)}`;
  if (typeof value === "number") return flawOfNumber(value, at);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = flaw(inner, name) ?? (name === "mentions" ? flawOfMentions(value as Mentioning) : null);
    if (found !== null) return found;
  }
  return null;
}

function flawOfNumber(value: number, at: string): string | null {
  if (at === "fraction") return value >= 0 && value <= 1 ? null : `fraction ${value}`;
  if (times.has(at)) return Number.isNaN(new Date(value).getTime()) ? `time ${value}` : null;
  return Number.isSafeInteger(value) ? null : `${at} is ${value}`;
}

interface Mentioning {
  readonly body: string;
  readonly mentions: readonly { from: number; to: number }[];
}

function flawOfMentions({ body, mentions }: Mentioning): string | null {
  let end = 0;
  for (const { from, to } of mentions) {
    if (from < end || to <= from || body[from] !== "@" || to > body.length)
      return `mention ${from} to ${to} of ${body.length}`;
    end = to;
  }
  return null;
}

/** Whether a page can show it. Any other error than the one fails the test. */
function isRead(read: () => unknown): boolean {
  try {
    expect(flaw(read(), "value")).toBeNull();
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) throw error;
    return false;
  }
}

const readAnswer = (answer: Answer): boolean => isRead(() => viewFromAnswer(answer));
const readEvent = ({ event }: Event): boolean => event.case === undefined || isRead(() => newsFromEvent(event));

/** How many of the runs were read. */
function count(one: (random: Seeded) => boolean): number {
  let read = 0;
  for (let seed = 1; seed <= runs; ++seed) if (one(new Seeded(seed))) ++read;
  return read;
}

const madeAnswer = (random: Seeded, strange: boolean): Answer => {
  const answer = new Maker(random, strange).message(AnswerSchema) as Answer;
  return { ...answer, error: random.once(16) ? "offline" : "" };
};
const madeEvent = (random: Seeded, strange: boolean): Event => new Maker(random, strange).message(EventSchema) as Event;

test("any answer is read or refused", () => {
  expect(count((random) => readAnswer(madeAnswer(random, false)))).toBeGreaterThan(runs / 2);
  const strange = count((random) => readAnswer(madeAnswer(random, true)));
  expect(strange).toBeGreaterThan(runs / 10);
  expect(strange).toBeLessThan(runs);
});
test("any event is read or refused", () => {
  expect(count((random) => readEvent(madeEvent(random, false)))).toBeGreaterThan(runs / 2);
  const strange = count((random) => readEvent(madeEvent(random, true)));
  expect(strange).toBeGreaterThan(runs / 10);
  expect(strange).toBeLessThan(runs);
});

/** From bytes that were damaged on the way, those that are a message still. */
function afterDamage<T extends Answer | Event>(
  random: Seeded,
  bytes: Uint8Array,
  parse: (bytes: Uint8Array) => T,
): T | null {
  try {
    return parse(random.damaged(bytes));
  } catch {
    return null;
  }
}

test("damaged bytes of an answer are read or refused", () => {
  const read = count((random) => {
    const bytes = toBinary(AnswerSchema, madeAnswer(random, false));
    const answer = afterDamage(random, bytes, (damaged) => fromBinary(AnswerSchema, damaged));
    return answer !== null && readAnswer(answer);
  });
  expect(read).toBeGreaterThan(runs / 10);
});
test("damaged bytes of an event are read or refused", () => {
  const read = count((random) => {
    const bytes = toBinary(EventSchema, madeEvent(random, false));
    const event = afterDamage(random, bytes, (damaged) => fromBinary(EventSchema, damaged));
    return event !== null && readEvent(event);
  });
  expect(read).toBeGreaterThan(runs / 10);
});

const lastMessage = (value: MessageInitShape<typeof ConversationSchema>) => {
  const bytes = toBinary(AnswerSchema, create(AnswerSchema, { view: { case: "conversation", value } }));
  const view = viewFromAnswer(fromBinary(AnswerSchema, bytes));
  return view.kind === "conversation" ? view.conversation.last : undefined;
};

test("a name that stands nowhere hides no message", () => {
  const mentions = [
    { offset: 0, size: 4, user: "bob" },
    { offset: 2, size: 4, user: "eve" },
    { offset: 10, size: 3, user: "ada" },
  ];
  const value = { last: { body: naming, mentions }, with: "bob" };
  expect(lastMessage(value)).toMatchObject({ body: naming, mentions: [{ from: 0, to: 4, user: "bob" }] });
});
test("a byte order mark in front, which the decoder leaves out, moves no name", () => {
  const value = { last: { body: `\uFEFF${naming}`, mentions: [{ offset: 3, size: 4, user: "bob" }] }, with: "bob" };
  expect(lastMessage(value)).toMatchObject({ body: naming, mentions: [] });
});
