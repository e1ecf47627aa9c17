// SPDX-License-Identifier: GPL-3.0-or-later
import type { Answer, Event, Reply } from "../generated/bridge_pb";
import type { Link, LinkListener, OpenLink } from "./link";
import type { RequestInit } from "./wasm_engine";

type Work = NonNullable<RequestInit["request"]>;

export interface PumpHost {
  handle(request: RequestInit): Reply[];
  /** Resolves when everything that handle() changed is durable. */
  persist(): Promise<void>;
  openLink: OpenLink;
  now(): number;
  /** Keeps the state epoch outside the database: what a Start names the next time. */
  keepEpoch(epoch: bigint): void;
  /** Milliseconds from any moment on, which only grow. */
  steady(): number;
  /** Calls back once; the function stops it. */
  wake(afterMilliseconds: number, callback: () => void): () => void;
  answered(answer: Answer): void;
  happened(event: Event): void;
  /** The engine has stopped, or its changes could not be kept. Nothing more is done. */
  failed(error: unknown): void;
}

/** Requests of the pump's own are answered to nobody. */
const ownId = 0;

interface Waiting {
  readonly request: RequestInit;
  readonly readFrom: Uint8Array | undefined;
}

/**
 * Feeds the engine one request at a time, in order, and carries its effects out only when its changes are durable: no frame
 * leaves and no answer is seen for something that a crash could undo.
 */
export class Pump implements LinkListener {
  private readonly waiting: Waiting[] = [];
  private running = false;
  private stopped = false;
  private link: Link | undefined;
  private stopTimer: (() => void) | undefined;

  constructor(private readonly host: PumpHost) {}

  /**
   * `readFrom` are the bytes that the request was read from, into which its fields may still look: they are wiped as soon as the
   * engine has it, and not before.
   */
  request(id: number, work: Work, readFrom?: Uint8Array): void {
    if (this.stopped) readFrom?.fill(0);
    else this.waiting.push({ request: { id, request: work }, readFrom });
    if (!this.running) void this.run();
  }

  linkUp(): void {
    this.request(ownId, { case: "linkUp", value: {} });
  }

  linkDown(): void {
    this.link = undefined;
    this.request(ownId, { case: "linkDown", value: {} });
  }

  frameReceived(bytes: Uint8Array): void {
    this.request(ownId, { case: "frameReceived", value: bytes });
  }

  stop(): void {
    this.stopped = true;
    for (const { readFrom } of this.waiting.splice(0)) readFrom?.fill(0);
    this.stopTimer?.();
    this.link?.close();
    this.link = undefined;
  }

  private async run(): Promise<void> {
    this.running = true;
    try {
      for (let next = this.waiting.shift(); next !== undefined && !this.stopped; next = this.waiting.shift()) {
        const replies = this.handOver(next);
        await this.host.persist();
        for (const reply of replies) this.carryOut(reply);
      }
    } catch (error) {
      this.stop();
      this.host.failed(error);
    }
    this.running = false;
  }

  private handOver({ request, readFrom }: Waiting): Reply[] {
    try {
      return this.host.handle({ ...request, nowMs: BigInt(this.host.now()), steadyMs: BigInt(this.host.steady()) });
    } finally {
      readFrom?.fill(0);
    }
  }

  private carryOut({ reply }: Reply): void {
    if (this.stopped) return;
    switch (reply.case) {
      case "openLink":
        this.link?.close();
        this.link = this.host.openLink(this);
        return;
      case "closeLink":
        this.link?.close();
        this.link = undefined;
        return;
      case "sendFrame":
        this.link?.send(reply.value);
        return;
      case "wakeAtMs":
        this.wakeAt(Number(reply.value));
        return;
      case "keepEpoch":
        this.host.keepEpoch(reply.value);
        return;
      case "event":
        this.host.happened(reply.value);
        return;
      case "answer":
        if (reply.value.id !== ownId) this.host.answered(reply.value);
        return;
      case undefined:
        return;
    }
  }

  private wakeAt(instant: number): void {
    this.stopTimer?.();
    this.stopTimer = this.host.wake(Math.max(0, instant - this.host.now()), () => {
      this.stopTimer = undefined;
      this.request(ownId, { case: "timerFired", value: {} });
    });
  }
}
