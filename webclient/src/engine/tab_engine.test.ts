// SPDX-License-Identifier: GPL-3.0-or-later
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";

import { type Answer, AnswerSchema, EventSchema, type Request, RequestSchema } from "../generated/bridge_pb";
import type { EngineStatus } from "./client";
import type { StartWorker } from "./engine_worker";
import { type TabHost, TabEngine } from "./tab_engine";
import type { Beginning, FromWorker } from "./worker_messages";

/** One worker as a tab started it. It answers by hand, so that a test can stop at any moment. */
class FakeWorker {
  readonly requests: Request[] = [];
  running = true;
  constructor(
    readonly beginning: Beginning,
    private readonly listen: (message: FromWorker) => void,
  ) {}

  ready(): void {
    this.listen({ kind: "ready", storage: "opfs" });
  }
  answerNext(error = ""): void {
    const request = this.requests.shift();
    if (request === undefined) throw new Error("nothing was asked");
    const answer = create(AnswerSchema, { id: request.id, error });
    this.listen({ kind: "answer", id: request.id, answer: toBinary(AnswerSchema, answer) });
  }
  event(user: string): void {
    const event = create(EventSchema, { event: { case: "conversationChanged", value: { user } } });
    this.listen({ kind: "event", event: toBinary(EventSchema, event) });
  }
  crash(): void {
    this.running = false;
    this.listen({ kind: "failed", code: "store_unavailable", restartable: true });
  }
  fail(code: string): void {
    this.listen({ kind: "failed", code, restartable: false });
  }
}

/** Locks and channels as all tabs of a browser share them. */
class FakeBrowser {
  readonly workers: FakeWorker[] = [];
  private readonly channels = new Set<FakeChannel>();
  private readonly queue: { run: () => Promise<void>; cancelled: () => boolean }[] = [];
  private held = false;

  openTab(): TabEngine {
    const channel = new FakeChannel(this.channels);
    const host: TabHost = {
      channel: channel as unknown as BroadcastChannel,
      withLock: (_, signal, whenHeld) =>
        new Promise((resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("aborted")));
          this.queue.push({ run: () => whenHeld().then(resolve), cancelled: () => signal.aborted });
          void this.grant();
        }),
      startWorker: this.startWorker,
      persist: () => Promise.resolve(true),
    };
    return new TabEngine(host);
  }

  get running(): FakeWorker {
    const running = this.workers.filter((worker) => worker.running);
    expect(running.length).toBe(1);
    return running[0] as FakeWorker;
  }

  private readonly startWorker: StartWorker = (beginning, listen) => {
    const worker = new FakeWorker(beginning, listen);
    this.workers.push(worker);
    return {
      send: (message) => {
        if (message.kind === "request") worker.requests.push(fromBinary(RequestSchema, message.request));
      },
      terminate: () => {
        worker.running = false;
      },
    };
  };

  private async grant(): Promise<void> {
    if (this.held) return;
    const next = this.queue.shift();
    if (next === undefined) return;
    this.held = true;
    if (!next.cancelled()) await next.run();
    this.held = false;
    void this.grant();
  }
}

class FakeChannel {
  onmessage: ((message: MessageEvent) => void) | null = null;
  constructor(private readonly all: Set<FakeChannel>) {
    all.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of this.all) {
      if (other !== this) queueMicrotask(() => other.onmessage?.({ data: structuredClone(data) } as MessageEvent));
    }
  }
  close(): void {
    this.all.delete(this);
    this.onmessage = null;
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; ++turn) await Promise.resolve();
}

const question = { case: "askAccount", value: {} } as const;
const intent = { case: "sendText", value: { to: "alice", text: "hello" } } as const;

function statusesOf(tab: TabEngine): EngineStatus[] {
  const statuses: EngineStatus[] = [];
  tab.onStatus((status) => statuses.push(status));
  return statuses;
}

function watch(promise: Promise<Answer>): { answer?: Answer } {
  const seen: { answer?: Answer } = {};
  void promise.then((answer) => (seen.answer = answer));
  return seen;
}

describe("TabEngine", () => {
  let browser: FakeBrowser;
  let first: TabEngine;
  beforeEach(async () => {
    browser = new FakeBrowser();
    first = browser.openTab();
    await settled();
  });

  const openReadyGuest = async () => {
    browser.running.ready();
    await settled();
    const guest = browser.openTab();
    await settled();
    return guest;
  };

  it("owns the engine when it is alone", async () => {
    const statuses = statusesOf(first);
    browser.running.ready();
    await settled();
    expect(statuses.at(0)).toEqual({ kind: "starting" });
    expect(statuses.at(-1)).toEqual({ kind: "ready", role: "owner", storage: "opfs", persistent: true });
  });

  it("holds requests back until the engine is ready", async () => {
    const seen = watch(first.send(question));
    await settled();
    expect(browser.running.requests.length).toBe(0);
    browser.running.ready();
    await settled();
    browser.running.answerNext();
    await settled();
    expect(seen.answer?.error).toBe("");
  });

  it("runs one worker for two tabs", async () => {
    const guest = await openReadyGuest();
    expect(browser.workers.length).toBe(1);
    expect(statusesOf(guest).at(-1)).toEqual({ kind: "ready", role: "guest", storage: "opfs", persistent: true });
  });

  it("answers each tab's own requests", async () => {
    const guest = await openReadyGuest();
    const [mine, theirs] = [watch(first.send(question)), watch(guest.send(intent))];
    await settled();
    expect(browser.running.requests.map(({ request }) => request.case)).toEqual(["askAccount", "sendText"]);
    browser.running.answerNext("one");
    browser.running.answerNext("two");
    await settled();
    expect([mine.answer?.error, theirs.answer?.error]).toEqual(["one", "two"]);
  });

  it("tells every tab of an event, once", async () => {
    const guest = await openReadyGuest();
    const heard: string[] = [];
    for (const [name, tab] of [["owner", first], ["guest", guest]] as const) {
      tab.onEvent((event) => void (event.case === "conversationChanged" && heard.push(`${name} ${event.value.user}`)));
    }
    browser.running.event("alice");
    await settled();
    expect(heard.sort()).toEqual(["guest alice", "owner alice"]);
  });

  it("hands the engine over when the owner closes", async () => {
    const guest = await openReadyGuest();
    const statuses = statusesOf(guest);
    first.close();
    await settled();
    expect(browser.workers.map(({ running }) => running)).toEqual([false, true]);
    browser.running.ready();
    await settled();
    expect(statuses.at(-1)).toMatchObject({ kind: "ready", role: "owner" });
    const seen = watch(guest.send(question));
    await settled();
    browser.running.answerNext();
    await settled();
    expect(seen.answer?.error).toBe("");
  });

  it("asks a question again after the hand-over, and says of an intent that its outcome is unknown", async () => {
    const guest = await openReadyGuest();
    const [asked, meant] = [watch(guest.send(question)), watch(guest.send(intent))];
    await settled();
    first.close();
    await settled();
    browser.running.ready();
    await settled();
    expect(meant.answer?.error).toBe("interrupted");
    expect(browser.running.requests.map(({ request }) => request.case)).toEqual(["askAccount"]);
    browser.running.answerNext();
    await settled();
    expect(asked.answer?.error).toBe("");
  });

  it("starts a crashed engine again and says of unanswered intents that their outcome is unknown", async () => {
    const guest = await openReadyGuest();
    const [mine, theirs] = [watch(first.send(intent)), watch(guest.send(intent))];
    await settled();
    browser.running.crash();
    await settled();
    expect([mine.answer?.error, theirs.answer?.error]).toEqual(["interrupted", "interrupted"]);
    browser.running.ready();
    await settled();
    expect(statusesOf(guest).at(-1)).toMatchObject({ kind: "ready", role: "guest" });
    expect(statusesOf(first).at(-1)).toMatchObject({ kind: "ready", role: "owner" });
  });

  it("gives up on an engine that crashes again and again, in every tab", async () => {
    const guest = await openReadyGuest();
    for (let crash = 0; crash < 4; ++crash) {
      browser.running.crash();
      await settled();
    }
    for (const tab of [first, guest]) {
      expect(statusesOf(tab).at(-1)).toEqual({ kind: "failed", code: "store_unavailable" });
      expect((await tab.send(question)).error).toBe("store_unavailable");
    }
    expect(browser.workers.filter(({ running }) => running).length).toBe(0);
  });

  it("doesn't try again with a wrong key", async () => {
    browser.running.fail("wrong_store_key");
    await settled();
    expect(browser.workers.length).toBe(1);
    expect(statusesOf(first).at(-1)).toEqual({ kind: "failed", code: "wrong_store_key" });
  });

  it.each(["owner", "guest"])("begins anew after damage when the %s asks, in every tab", async (who) => {
    const guest = browser.openTab();
    browser.running.fail("store_corrupt");
    await settled();
    (who === "owner" ? first : guest).beginAnew();
    await settled();
    expect(browser.workers.map(({ beginning }) => beginning)).toEqual(["asKept", "anew"]);
    browser.running.ready();
    await settled();
    for (const tab of [first, guest]) expect(statusesOf(tab).at(-1)?.kind).toBe("ready");
  });

  it("begins anew once, however often it is asked", async () => {
    browser.running.fail("store_corrupt");
    await settled();
    const guest = browser.openTab();
    await settled();
    for (const tab of [first, guest, first]) tab.beginAnew();
    await settled();
    expect(browser.workers.map(({ beginning }) => beginning)).toEqual(["asKept", "anew"]);
  });

  it("leaves the database alone when it is not damaged", async () => {
    first.beginAnew();
    browser.running.ready();
    await settled();
    first.beginAnew();
    browser.running.fail("store_unavailable");
    await settled();
    first.beginAnew();
    await settled();
    expect(browser.workers.map(({ beginning }) => beginning)).toEqual(["asKept"]);
  });

  it("takes a new database as it is kept when its engine crashes", async () => {
    browser.running.fail("wrong_store_key");
    await settled();
    first.beginAnew();
    browser.running.ready();
    browser.running.crash();
    await settled();
    expect(browser.workers.map(({ beginning }) => beginning)).toEqual(["asKept", "anew", "asKept"]);
  });

  it("ignores a worker that was given up", async () => {
    const old = browser.running;
    old.crash();
    await settled();
    old.ready();
    await settled();
    expect(statusesOf(first).at(-1)).toEqual({ kind: "starting" });
  });

  it("settles everything when it is closed", async () => {
    const guest = await openReadyGuest();
    const seen = watch(guest.send(intent));
    guest.close();
    await settled();
    expect(seen.answer?.error).toBe("interrupted");
    expect((await guest.send(question)).error).toBe("store_unavailable");
    expect(browser.workers.length).toBe(1);
  });

  it("keeps a tab that closes while it waits from taking over", async () => {
    const guest = await openReadyGuest();
    guest.close();
    first.close();
    await settled();
    expect(browser.workers.length).toBe(1);
    expect(browser.workers[0]?.running).toBe(false);
  });

  it("stops telling whoever has unsubscribed", async () => {
    const statuses: EngineStatus[] = [];
    const unsubscribe = first.onStatus((status) => statuses.push(status));
    unsubscribe();
    browser.running.ready();
    await settled();
    expect(statuses).toEqual([{ kind: "starting" }]);
  });
});
