// SPDX-License-Identifier: GPL-3.0-or-later
import { isDamage } from "./damage";
import type { EngineWorker, StartWorker } from "./engine_worker";
import type { OwnerStatus } from "./tab_messages";
import type { Beginning, FromWorker } from "./worker_messages";

/** A stopped engine is started again, unless it stops time and again. */
const restartsBeforeGivingUp = 3;

export interface OwnedEngineListener {
  /** `engine` names this start of the engine; with a new one, whatever was asked of the last one is lost. */
  status(engine: string, status: OwnerStatus): void;
  answer(id: number, answer: Uint8Array): void;
  event(event: Uint8Array): void;
}

/** The engine in this tab: its worker, started again when it stops. */
export class OwnedEngine {
  private worker: EngineWorker | undefined;
  private restarts = 0;
  engine = "";
  status: OwnerStatus = { kind: "starting" };

  constructor(
    private readonly startWorker: StartWorker,
    private readonly persistent: Promise<boolean>,
    private readonly listener: OwnedEngineListener,
  ) {
    this.start("asKept");
  }

  /** A serialised Request. Its answer never comes if the engine stops first; the next status then tells. */
  request(request: Uint8Array): void {
    this.worker?.send({ kind: "request", request });
  }

  /** Does nothing unless the database is damaged. */
  beginAnew(): void {
    if (this.status.kind !== "failed" || !isDamage(this.status.code)) return;
    this.restarts = 0;
    this.start("anew");
  }

  close(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }

  private start(beginning: Beginning): void {
    this.engine = crypto.randomUUID();
    this.announce({ kind: "starting" });
    const engine = this.engine;
    this.worker = this.startWorker(beginning, (message) => {
      if (engine === this.engine) void this.on(message);
    });
  }

  private async on(message: FromWorker): Promise<void> {
    switch (message.kind) {
      case "ready": {
        const engine = this.engine;
        const persistent = await this.persistent;
        if (engine === this.engine) this.announce({ kind: "ready", storage: message.storage, persistent });
        return;
      }
      case "answer":
        this.listener.answer(message.id, message.answer);
        return;
      case "event":
        this.listener.event(message.event);
        return;
      case "failed":
        this.stopped(message.code, message.restartable);
        return;
    }
  }

  private stopped(code: string, restartable: boolean): void {
    this.close();
    if (restartable && this.restarts++ < restartsBeforeGivingUp) this.start("asKept");
    else this.announce({ kind: "failed", code });
  }

  private announce(status: OwnerStatus): void {
    this.status = status;
    this.listener.status(this.engine, status);
  }
}
