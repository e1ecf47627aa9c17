// SPDX-License-Identifier: GPL-3.0-or-later
import { create, toBinary } from "@bufbuild/protobuf";

import { AnswerSchema } from "../generated/bridge_pb";
import type { EngineWorker, StartWorker } from "./engine_worker";
import type { OwnerStatus } from "./tab_messages";
import type { FromWorker } from "./worker_messages";

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
  private readonly unanswered = new Set<number>();
  private restarts = 0;
  engine = "";
  status: OwnerStatus = { kind: "starting" };

  constructor(
    private readonly startWorker: StartWorker,
    private readonly persistent: Promise<boolean>,
    private readonly listener: OwnedEngineListener,
  ) {
    this.start();
  }

  /** `request` carries `id`. Answered "store_unavailable" when the engine stops before it answers. */
  request(id: number, request: Uint8Array): void {
    if (this.worker === undefined) {
      this.listener.answer(id, refusal(id));
      return;
    }
    this.unanswered.add(id);
    this.worker.send({ kind: "request", request });
  }

  close(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.refuseUnanswered();
  }

  private start(): void {
    this.engine = crypto.randomUUID();
    this.announce({ kind: "starting" });
    const engine = this.engine;
    this.worker = this.startWorker((message) => {
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
        if (this.unanswered.delete(message.id)) this.listener.answer(message.id, message.answer);
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
    if (restartable && this.restarts++ < restartsBeforeGivingUp) this.start();
    else this.announce({ kind: "failed", code });
  }

  private refuseUnanswered(): void {
    for (const id of [...this.unanswered]) {
      this.unanswered.delete(id);
      this.listener.answer(id, refusal(id));
    }
  }

  private announce(status: OwnerStatus): void {
    this.status = status;
    this.listener.status(this.engine, status);
  }
}

function refusal(id: number): Uint8Array {
  return toBinary(AnswerSchema, create(AnswerSchema, { id, error: "store_unavailable" }));
}
