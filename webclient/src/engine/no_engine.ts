// SPDX-License-Identifier: GPL-3.0-or-later
import { create } from "@bufbuild/protobuf";

import { type Answer, AnswerSchema } from "../generated/bridge_pb";
import type { EngineClient, EngineStatus, Unsubscribe } from "./client";

/** Stands in where no engine can run. */
export class NoEngine implements EngineClient {
  constructor(private readonly code: string) {}

  send(): Promise<Answer> {
    return Promise.resolve(create(AnswerSchema, { error: this.code }));
  }

  onEvent(): Unsubscribe {
    return () => {};
  }

  onStatus(callback: (status: EngineStatus) => void): Unsubscribe {
    callback({ kind: "failed", code: this.code });
    return () => {};
  }

  beginAnew(): void {}

  close(): void {}
}
