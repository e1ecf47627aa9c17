// SPDX-License-Identifier: GPL-3.0-or-later
import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";

import { type Answer, type Event, EventSchema, type Reply, ReplySchema } from "../generated/bridge_pb";
import type { LinkListener } from "./link";
import { Pump, type PumpHost } from "./pump";
import type { RequestInit } from "./wasm_engine";

type ReplyInit = NonNullable<Parameters<typeof create<typeof ReplySchema>>[1]>["reply"];

const reply = (init: NonNullable<ReplyInit>): Reply => create(ReplySchema, { reply: init });

/** A host that writes down what the pump does; the disk answers when the test says so. */
class FakeHost implements PumpHost {
  readonly did: string[] = [];
  readonly handled: RequestInit[] = [];
  replies: (request: RequestInit) => Reply[] = () => [];
  listener: LinkListener | undefined;
  wakeUp: (() => void) | undefined;
  clock = 1000;
  private readonly writes: { resolve: () => void; reject: (error: Error) => void }[] = [];
  slowDisk = false;

  handle(request: RequestInit): Reply[] {
    this.handled.push(request);
    this.did.push(`handle ${request.request?.case}`);
    return this.replies(request);
  }
  persist(): Promise<void> {
    if (!this.slowDisk) return Promise.resolve();
    return new Promise((resolve, reject) => this.writes.push({ resolve, reject }));
  }
  openLink = (listener: LinkListener) => {
    this.listener = listener;
    this.did.push("open");
    return {
      send: (bytes: Uint8Array) => void this.did.push(`send ${bytes.join()}`),
      close: () => void this.did.push("close"),
    };
  };
  now(): number {
    return this.clock;
  }
  steady(): number {
    return this.clock + 7;
  }
  keepEpoch(epoch: bigint): void {
    this.did.push(`keep ${epoch}`);
  }
  wake(after: number, callback: () => void): () => void {
    this.did.push(`wake after ${after}`);
    this.wakeUp = callback;
    return () => void this.did.push("wake no more");
  }
  answered(answer: Answer): void {
    this.did.push(`answer ${answer.id}`);
  }
  happened(event: Event): void {
    this.did.push(`event ${event.event.case}`);
  }
  failed(error: unknown): void {
    this.did.push(`failed ${(error as Error).message}`);
  }
  async diskIsDone(): Promise<void> {
    this.writes.shift()?.resolve();
    await settled();
  }
  async diskIsFull(): Promise<void> {
    this.writes.shift()?.reject(new Error("full"));
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; ++turn) await Promise.resolve();
}

describe("Pump", () => {
  let host: FakeHost;
  let pump: Pump;
  beforeEach(() => {
    host = new FakeHost();
    pump = new Pump(host);
  });
  it("wipes what a request was read from when the engine has it, and not before", async () => {
    const bytesOf = [new Uint8Array([1, 2]), new Uint8Array([3, 4])];
    const seen: string[] = [];
    host.slowDisk = true;
    host.replies = ({ request }) => {
      if (request?.case === "frameReceived") seen.push(request.value.join());
      return [];
    };
    for (const bytes of bytesOf) pump.request(1, { case: "frameReceived", value: bytes.subarray(0, 2) }, bytes);
    expect(bytesOf.map((bytes) => bytes.join())).toEqual(["0,0", "3,4"]);
    await host.diskIsDone();
    expect(seen).toEqual(["1,2", "3,4"]);
    expect(bytesOf.map((bytes) => bytes.join())).toEqual(["0,0", "0,0"]);
  });
  it("wipes what a request was read from also when the engine fails or is stopped before", async () => {
    const bytesOf = [new Uint8Array([1, 2]), new Uint8Array([3, 4])];
    host.replies = () => {
      throw new Error("broken");
    };
    for (const bytes of bytesOf) pump.request(1, { case: "frameReceived", value: bytes }, bytes);
    await settled();
    expect(bytesOf.map((bytes) => bytes.join())).toEqual(["0,0", "0,0"]);
  });
  const openLink = async () => {
    host.replies = () => [reply({ case: "openLink", value: {} })];
    pump.request(1, { case: "askAccount", value: {} });
    await settled();
    host.replies = () => [];
    host.did.length = 0;
  };

  it("gives the engine the time", async () => {
    host.clock = 12345;
    pump.request(1, { case: "askAccount", value: {} });
    await settled();
    expect(host.handled[0]?.nowMs).toBe(12345n);
    expect(host.handled[0]?.steadyMs).toBe(12352n);
  });

  it("carries effects out in their order", async () => {
    await openLink();
    host.replies = ({ id }) => [
      reply({ case: "answer", value: { id: id ?? 0 } }),
      reply({ case: "sendFrame", value: Uint8Array.of(1, 2) }),
      reply({ case: "event", value: create(EventSchema, { event: { case: "displaced", value: {} } }) }),
      reply({ case: "closeLink", value: {} }),
    ];
    pump.request(7, { case: "listDevices", value: {} });
    await settled();
    expect(host.did).toEqual(["handle listDevices", "answer 7", "send 1,2", "event displaced", "close"]);
  });

  it("keeps the epoch before anything leaves", async () => {
    host.replies = () => [reply({ case: "keepEpoch", value: 7n }), reply({ case: "sendFrame", value: new Uint8Array([1]) })];
    pump.linkUp();
    await settled();
    pump.linkDown();
    await settled();
    expect(host.did.slice(0, 2)).toEqual(["handle linkUp", "keep 7"]);
  });

  it("lets nothing out before the disk has it", async () => {
    await openLink();
    host.slowDisk = true;
    host.replies = () => [
      reply({ case: "answer", value: { id: 7 } }),
      reply({ case: "sendFrame", value: Uint8Array.of(1) }),
    ];
    pump.request(7, { case: "logOut", value: {} });
    await settled();
    expect(host.did).toEqual(["handle logOut"]);
    await host.diskIsDone();
    expect(host.did).toEqual(["handle logOut", "answer 7", "send 1"]);
  });

  it("gives the engine one request at a time, in order", async () => {
    host.slowDisk = true;
    pump.request(1, { case: "askAccount", value: {} });
    pump.request(2, { case: "askConversations", value: {} });
    pump.linkUp();
    await settled();
    expect(host.did).toEqual(["handle askAccount"]);
    await host.diskIsDone();
    expect(host.did).toEqual(["handle askAccount", "handle askConversations"]);
    await host.diskIsDone();
    expect(host.did.at(-1)).toBe("handle linkUp");
  });

  it("drops the effects of what could not be kept, and stops", async () => {
    await openLink();
    host.slowDisk = true;
    host.replies = () => [reply({ case: "sendFrame", value: Uint8Array.of(1) })];
    pump.request(7, { case: "logOut", value: {} });
    pump.request(8, { case: "askAccount", value: {} });
    await settled();
    await host.diskIsFull();
    expect(host.did).toEqual(["handle logOut", "close", "failed full"]);
    pump.request(9, { case: "askAccount", value: {} });
    await settled();
    expect(host.handled.map(({ id }) => id)).not.toContain(9);
  });

  it("stops when the engine throws", async () => {
    host.replies = () => {
      throw new Error("unreachable");
    };
    pump.request(1, { case: "askAccount", value: {} });
    await settled();
    expect(host.did).toEqual(["handle askAccount", "failed unreachable"]);
  });

  it("tells the engine of the link and of frames", async () => {
    await openLink();
    host.listener?.linkUp();
    host.listener?.frameReceived(Uint8Array.of(9));
    host.listener?.linkDown();
    await settled();
    expect(host.handled.slice(1).map(({ request }) => request)).toEqual([
      { case: "linkUp", value: {} },
      { case: "frameReceived", value: Uint8Array.of(9) },
      { case: "linkDown", value: {} },
    ]);
  });

  it("sends nothing over a link that is down", async () => {
    await openLink();
    host.replies = () => [reply({ case: "sendFrame", value: Uint8Array.of(1) })];
    host.listener?.linkDown();
    await settled();
    expect(host.did).toEqual(["handle linkDown"]);
  });

  it("closes the old link before it opens another", async () => {
    await openLink();
    host.replies = () => [reply({ case: "openLink", value: {} })];
    pump.request(2, { case: "askAccount", value: {} });
    await settled();
    expect(host.did).toEqual(["handle askAccount", "close", "open"]);
  });

  it("wakes the engine at the last instant that it named", async () => {
    host.replies = ({ request }) =>
      request?.case === "timerFired" ? [] : [reply({ case: "wakeAtMs", value: 1500n }), reply({ case: "wakeAtMs", value: 900n })];
    pump.request(1, { case: "askAccount", value: {} });
    await settled();
    expect(host.did).toEqual(["handle askAccount", "wake after 500", "wake no more", "wake after 0"]);
    host.wakeUp?.();
    await settled();
    expect(host.did.at(-1)).toBe("handle timerFired");
  });

  it("answers nobody for what it asked by itself", async () => {
    host.replies = ({ id }) => [reply({ case: "answer", value: { id: id ?? 0 } })];
    pump.linkUp();
    await settled();
    expect(host.did).toEqual(["handle linkUp"]);
  });
});
