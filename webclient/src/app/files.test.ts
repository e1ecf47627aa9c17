// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { attachment, message } from "../state/testing";
import { Files } from "./files";
import type { View } from "./from_bridge";
import type { PageRequest } from "./port";

const done: View = { kind: "done" };
const text = "all that is in the file";

class Engine {
  readonly asked: PageRequest[] = [];
  constructor(private readonly answer: (request: PageRequest) => View = () => done) {}
  readonly ask = (request: PageRequest): Promise<View> => {
    this.asked.push(request);
    return Promise.resolve(this.answer(request));
  };
}

const outgoing = (file: File) => ({ to: "bob", file, caption: "", quoted: null, lasting: null });
const { id } = message(1);

async function sent(engine: Engine, file = new File([text], "a.txt", { type: "text/plain" })) {
  const files = new Files(engine.ask);
  await files.send(outgoing(file));
  const asked = engine.asked[0];
  if (asked?.case !== "sendAttachment" || asked.value.file === undefined) throw new Error("nothing was sent");
  const wanted = { type: "attachmentBytesWanted", conversation: "bob", id, file: asked.value.file } as const;
  return { files, wanted };
}

test("the_engine_gets_the_bytes_that_it_asks_for", async () => {
  const engine = new Engine();
  const { files, wanted } = await sent(engine);
  await files.wanted({ ...wanted, offset: 4, size: 4 });
  const given = engine.asked[1];
  expect(given?.case).toBe("giveAttachmentBytes");
  expect(given?.case === "giveAttachmentBytes" && new TextDecoder().decode(given.value.data)).toBe("that");
});

test("a_file_of_another_tab_is_left_to_it", async () => {
  const engine = new Engine();
  const { files, wanted } = await sent(engine);
  await files.wanted({ ...wanted, file: wanted.file + 2n, offset: 0, size: 4 });
  expect(engine.asked.length).toBe(1);
});

test("a_file_that_is_gone_takes_its_message_back", async () => {
  const file = new File([text], "a.txt");
  Object.defineProperty(file, "slice", {
    value: () => ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotFoundError")) }),
  });
  const engine = new Engine();
  const { files, wanted } = await sent(engine, file);
  await files.wanted({ ...wanted, offset: 0, size: 4 });
  expect(engine.asked[1]?.case).toBe("cancelAttachment");
});

test("a_file_is_read_piece_by_piece", async () => {
  const bytes = new Uint8Array(600_000).map((_, at) => at % 251);
  const engine = new Engine((request) => {
    if (request.case !== "askAttachmentBytes") return done;
    const offset = Number(request.value.offset);
    return { kind: "fileBytes", bytes: bytes.slice(offset, offset + Number(request.value.size)) };
  });
  const about = attachment({ phase: "here", size: bytes.length });
  const read = await new Files(engine.ask).read(message(1, { attachment: about }));
  expect(engine.asked.length).toBe(3);
  expect(read?.type).toBe("image/png");
  // An element-wise comparison of so many takes seconds.
  expect(Buffer.from((await read?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true);
});

test("what_is_no_harmless_picture_loses_its_type", async () => {
  const engine = new Engine(() => ({ kind: "fileBytes", bytes: new Uint8Array(1000) }));
  const about = attachment({ phase: "here", mediaType: "text/html" });
  const read = await new Files(engine.ask).read(message(1, { attachment: about }));
  expect(read?.type).toBe("application/octet-stream");
});

test("nothing_is_made_of_a_file_that_the_engine_does_not_give", async () => {
  const engine = new Engine(() => ({ kind: "failed", code: "invalid_state" }));
  expect(await new Files(engine.ask).read(message(1, { attachment: attachment() }))).toBe(null);
});

test("only_a_picture_of_a_reasonable_size_is_shown", async () => {
  const png = (side: number) => {
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Array<number>(16).fill(0)]);
    new DataView(bytes.buffer).setUint32(16, side);
    new DataView(bytes.buffer).setUint32(20, side);
    return bytes;
  };
  for (const [side, shown] of [
    [100, true],
    [50_000, false],
  ] as const) {
    const engine = new Engine(() => ({ kind: "fileBytes", bytes: png(side) }));
    const about = attachment({ phase: "here", size: 24 });
    const picture = await new Files(engine.ask).picture(message(1, { attachment: about }));
    expect(picture !== null).toBe(shown);
  }
});
