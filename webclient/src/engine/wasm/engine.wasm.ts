// SPDX-License-Identifier: GPL-3.0-or-later
import { beforeEach, describe, expect, it } from "vitest";

import type { Answer, Reply } from "../../generated/bridge_pb";
import { type PageChange, PageFiles, pageSize } from "../page_files";
import { databaseName } from "../sync_files";
import type { RequestInit, WasmEngine } from "../wasm_engine";
import { loadEngine } from "./load_engine";

type Work = NonNullable<RequestInit["request"]>;

/** A disk that outlives the engine: what was kept, byte for byte. */
class Disk {
  bytes = new Uint8Array(0);

  async files(): Promise<PageFiles> {
    const files = new PageFiles({ keep: (changes) => Promise.resolve(this.keep(changes)), release: () => {} });
    const pages: Uint8Array[] = [];
    for (let at = 0; at < this.bytes.length; at += pageSize) pages.push(this.bytes.slice(at, at + pageSize));
    files.load(databaseName, pages, this.bytes.length);
    return files;
  }

  text(): string {
    return Buffer.from(this.bytes).toString("latin1");
  }

  private keep(changes: readonly PageChange[]): void {
    for (const { name, pages, size } of changes) {
      expect(name).toBe(databaseName);
      const next = new Uint8Array(size);
      next.set(this.bytes.subarray(0, size));
      for (const [number, page] of pages) next.set(page, number * pageSize);
      this.bytes = next;
    }
  }
}

class Running {
  private lastId = 0;
  constructor(
    private readonly engine: WasmEngine,
    private readonly files: PageFiles,
  ) {}

  async ask(request: Work): Promise<{ answer: Answer; effects: Reply[] }> {
    const id = ++this.lastId;
    const [first, ...effects] = this.engine.handle({ id, nowMs: 1_790_000_000_000n, request });
    await this.files.persist();
    if (first?.reply.case !== "answer") throw new Error("no answer");
    expect(first.reply.value.id).toBe(id);
    return { answer: first.reply.value, effects };
  }
}

const key = (byte: number) => new Uint8Array(32).fill(byte);

async function boot(disk: Disk): Promise<Running> {
  const files = await disk.files();
  return new Running(await loadEngine(files), files);
}

async function started(disk: Disk): Promise<Running> {
  const running = await boot(disk);
  const { answer } = await running.ask({ case: "start", value: { path: databaseName, key: key(7) } });
  expect(answer.error).toBe("");
  return running;
}

describe("the engine in WebAssembly", () => {
  let disk: Disk;
  beforeEach(() => {
    disk = new Disk();
  });

  it("starts on an empty disk and knows nobody", async () => {
    const running = await started(disk);
    const { answer } = await running.ask({ case: "askAccount", value: {} });
    expect(answer.error).toBe("");
    expect(answer.view.case).toBe("account");
    expect(answer.view.case === "account" && answer.view.value.account).toBeUndefined();
  });

  it("answers before it was started, without doing anything", async () => {
    const running = await boot(disk);
    expect((await running.ask({ case: "askConversations", value: {} })).answer.error).toBe("invalid_state");
    expect((await running.ask({ case: "logOut", value: {} })).answer.error).toBe("invalid_state");
    expect(disk.bytes.length).toBe(0);
  });

  it("refuses a key of the wrong length and a second start", async () => {
    const running = await boot(disk);
    const short = await running.ask({ case: "start", value: { path: databaseName, key: new Uint8Array(31) } });
    expect(short.answer.error).toBe("malformed");
    expect((await running.ask({ case: "start", value: { path: databaseName, key: key(7) } })).answer.error).toBe("");
    const again = await running.ask({ case: "start", value: { path: databaseName, key: key(7) } });
    expect(again.answer.error).toBe("invalid_state");
  });

  it("opens its file again after a restart, and not with another key", async () => {
    await started(disk);
    expect(disk.bytes.length).toBeGreaterThan(4 * pageSize);
    await started(disk);
    const stranger = await boot(disk);
    const { answer } = await stranger.ask({ case: "start", value: { path: databaseName, key: key(8) } });
    expect(answer.error).toBe("wrong_store_key");
  });

  it("tells a damaged page apart", async () => {
    await started(disk);
    const middle = disk.bytes.length / 2;
    disk.bytes[middle] = (disk.bytes[middle] ?? 0) ^ 1;
    const running = await boot(disk);
    const { answer } = await running.ask({ case: "start", value: { path: databaseName, key: key(7) } });
    expect(["store_corrupt", ""]).toContain(answer.error);
    disk.bytes[100] = (disk.bytes[100] ?? 0) ^ 1;
    const first = await boot(disk);
    expect((await first.ask({ case: "start", value: { path: databaseName, key: key(7) } })).answer.error).toBe("wrong_store_key");
  });

  it("writes nothing that can be read without the key", async () => {
    await started(disk);
    expect(disk.text()).not.toContain("CREATE TABLE");
    expect(disk.text()).not.toContain("SQLite format");
  });

  it("draws another salt for each database", async () => {
    await started(disk);
    const other = new Disk();
    await started(other);
    expect(disk.bytes.slice(0, 16)).not.toEqual(other.bytes.slice(0, 16));
  });

  it("refuses what is not a name", async () => {
    const running = await started(disk);
    for (const name of ["", "a", "no spaces", "x".repeat(33), "../up", "<b>"]) {
      const { answer } = await running.ask({ case: "askTimeline", value: { with: name, before: 0n, limit: 10 } });
      expect(answer.error).toBe("malformed");
    }
  });

  it("answers bytes that are no request", async () => {
    const running = await started(disk);
    const nothing = { case: undefined } as unknown as Work;
    expect((await running.ask(nothing)).answer.error).toBe("malformed");
  });

  it("refuses to send for nobody", async () => {
    const running = await started(disk);
    const { answer } = await running.ask({ case: "sendText", value: { to: "alice", text: "hello" } });
    expect(answer.error).toBe("not_logged_in");
  });

  it("opens the link when somebody registers, and says how far it is", async () => {
    const running = await started(disk);
    const { answer, effects } = await running.ask({
      case: "register",
      value: { username: "alice", password: "CANARY-correct horse", displayName: "Alice", deviceName: "test", listed: true },
    });
    expect(answer.error).toBe("");
    const kinds = effects.map(({ reply }) => reply.case);
    expect(kinds).toContain("openLink");
    expect(kinds).toContain("event");
    expect(disk.text()).not.toContain("CANARY");
  });
});
