// SPDX-License-Identifier: GPL-3.0-or-later
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";

import { type Answer, AnswerSchema, EventSchema, RequestSchema } from "../generated/bridge_pb";
import type { EngineClient, EngineEvent, EngineStatus, PageRequest, Unsubscribe } from "./client";
import { type StartWorker, startEngineWorker } from "./engine_worker";
import { OwnedEngine } from "./owned_engine";
import { type OwnerStatus, statusFor, type TabMessage } from "./tab_messages";

const lockName = "sotto-engine";
const channelName = "sotto-engine";

/** What a tab needs of its browser. */
export interface TabHost {
  readonly channel: BroadcastChannel;
  /** Calls `whenHeld` once this tab alone has the lock, and keeps it until the promise is settled. */
  withLock(name: string, signal: AbortSignal, whenHeld: () => Promise<void>): Promise<void>;
  readonly startWorker: StartWorker;
  /** Asks the browser not to evict the database. */
  persist(): Promise<boolean>;
}

export function browserTab(): TabHost {
  return {
    channel: new BroadcastChannel(channelName),
    withLock: async (name, signal, whenHeld) => {
      await navigator.locks.request(name, { signal }, whenHeld);
    },
    startWorker: startEngineWorker,
    persist: () => navigator.storage.persist().catch(() => false),
  };
}

interface Pending {
  readonly request: PageRequest;
  readonly resolve: (answer: Answer) => void;
  /** The start of the engine that it was sent to; undefined: it waits for one. */
  engine: string | undefined;
}

/**
 * The page's EngineClient. The tab that holds the lock runs the engine in its worker; the others send their requests to it
 * over a channel and take over when it goes. So no two tabs ever drive the same ratchet.
 */
export class TabEngine implements EngineClient {
  private readonly tab = crypto.randomUUID();
  private readonly abort = new AbortController();
  private readonly pending = new Map<number, Pending>();
  /** Whose requests the owned engine is working on: its id -> the asking tab and the id there. */
  private readonly guests = new Map<number, { tab: string; id: number }>();
  private readonly eventCallbacks = new Set<(event: EngineEvent) => void>();
  private readonly statusCallbacks = new Set<(status: EngineStatus) => void>();
  private owned: OwnedEngine | undefined;
  private releaseLock: (() => void) | undefined;
  private engine = "";
  private ownerStatus: OwnerStatus = { kind: "starting" };
  private lastId = 0;
  private closed = false;

  constructor(private readonly host: TabHost = browserTab()) {
    host.channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.onTabMessage(data);
    this.say({ kind: "hello" });
    host
      .withLock(lockName, this.abort.signal, () => this.own())
      .catch(() => {
        // close() gives up waiting in this way, too.
        if (!this.closed) this.follow("", { kind: "failed", code: "unsupported" });
      });
  }

  send(request: PageRequest): Promise<Answer> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      if (this.closed || this.ownerStatus.kind === "failed") {
        resolve(create(AnswerSchema, { id, error: "store_unavailable" }));
        return;
      }
      this.pending.set(id, { request, resolve, engine: undefined });
      this.sendWaiting();
    });
  }

  onEvent(callback: (event: EngineEvent) => void): Unsubscribe {
    this.eventCallbacks.add(callback);
    return () => this.eventCallbacks.delete(callback);
  }

  onStatus(callback: (status: EngineStatus) => void): Unsubscribe {
    this.statusCallbacks.add(callback);
    callback(this.status());
    return () => this.statusCallbacks.delete(callback);
  }

  beginAnew(): void {
    if (this.owned !== undefined) this.owned.beginAnew();
    else if (!this.closed) this.say({ kind: "beginAnew", engine: this.engine });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.abort.abort();
    this.owned?.close();
    this.owned = undefined;
    this.releaseLock?.();
    this.host.channel.close();
    this.settleAll("interrupted");
  }

  private status(): EngineStatus {
    return statusFor(this.owned === undefined ? "guest" : "owner", this.ownerStatus);
  }

  // The owner's side.

  private own(): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.owned = new OwnedEngine(this.host.startWorker, this.host.persist(), {
      status: (engine, status) => {
        this.guests.clear();
        this.say({ kind: "owner", engine, status });
        this.follow(engine, status);
      },
      answer: (id, answer) => this.passAnswer(id, answer),
      event: (event) => {
        this.say({ kind: "event", engine: this.engine, event });
        this.happened(event);
      },
    });
    return new Promise((resolve) => {
      this.releaseLock = resolve;
    });
  }

  private passAnswer(id: number, answer: Uint8Array): void {
    const guest = this.guests.get(id);
    if (guest === undefined) {
      this.answered(id, answer);
      return;
    }
    this.guests.delete(id);
    this.say({ kind: "answer", tab: guest.tab, id: guest.id, answer });
  }

  private serveGuest(tab: string, guestId: number, request: Uint8Array): void {
    const id = ++this.lastId;
    this.guests.set(id, { tab, id: guestId });
    this.owned?.request(withId(request, id));
  }

  // Every tab's side.

  private onTabMessage(message: TabMessage): void {
    if (this.closed) return;
    switch (message.kind) {
      case "hello":
        if (this.owned !== undefined) this.say({ kind: "owner", engine: this.owned.engine, status: this.owned.status });
        return;
      case "owner":
        if (this.owned === undefined) this.follow(message.engine, message.status);
        return;
      case "request":
        if (this.owned?.engine === message.engine) this.serveGuest(message.tab, message.id, message.request);
        return;
      case "beginAnew":
        if (this.owned?.engine === message.engine) this.owned.beginAnew();
        return;
      case "answer":
        if (message.tab === this.tab) this.answered(message.id, message.answer);
        return;
      case "event":
        if (this.owned === undefined && message.engine === this.engine) this.happened(message.event);
        return;
    }
  }

  /** What is known of the engine has changed. */
  private follow(engine: string, status: OwnerStatus): void {
    const moved = engine !== this.engine;
    this.engine = engine;
    this.ownerStatus = status;
    if (moved || status.kind === "failed") this.recallPending();
    if (status.kind === "failed") this.settleAll("store_unavailable");
    for (const callback of [...this.statusCallbacks]) callback(this.status());
    this.sendWaiting();
  }

  /** The engine that these were sent to is gone. A question can be asked again; whether an intent was done is unknown. */
  private recallPending(): void {
    for (const [id, pending] of [...this.pending]) {
      if (pending.engine === undefined) continue;
      if (isQuestion(pending.request)) pending.engine = undefined;
      else this.settle(id, create(AnswerSchema, { id, error: "interrupted" }));
    }
  }

  private sendWaiting(): void {
    if (this.ownerStatus.kind !== "ready") return;
    for (const [id, pending] of this.pending) {
      if (pending.engine !== undefined) continue;
      pending.engine = this.engine;
      const request = toBinary(RequestSchema, create(RequestSchema, { id, request: pending.request }));
      if (this.owned !== undefined) this.owned.request(request);
      else this.say({ kind: "request", engine: this.engine, tab: this.tab, id, request });
    }
  }

  private answered(id: number, answer: Uint8Array): void {
    this.settle(id, { ...fromBinary(AnswerSchema, answer), id });
  }

  private settle(id: number, answer: Answer): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    pending?.resolve(answer);
  }

  private settleAll(error: string): void {
    for (const id of [...this.pending.keys()]) this.settle(id, create(AnswerSchema, { id, error }));
  }

  private happened(bytes: Uint8Array): void {
    const { event } = fromBinary(EventSchema, bytes);
    if (event.case === undefined) return;
    for (const callback of [...this.eventCallbacks]) callback(event);
  }

  private say(message: TabMessage): void {
    this.host.channel.postMessage(message);
  }
}

function isQuestion(request: PageRequest): boolean {
  return request.case.startsWith("ask");
}

function withId(request: Uint8Array, id: number): Uint8Array {
  return toBinary(RequestSchema, { ...fromBinary(RequestSchema, request), id });
}
