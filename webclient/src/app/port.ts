// SPDX-License-Identifier: GPL-3.0-or-later
// The page's side of the engine, in the page's own types; loaded after the first paint.
import {
  connectEngine,
  type EngineEvent,
  type EngineStatus,
  type PageRequest,
  type Unsubscribe,
} from "../engine/client";
import { isDamage } from "../engine/damage";
import type { EngineNews } from "../state/action";
import { toErrorCode } from "../state/error_code";
import type { EngineState } from "../state/model";
import type { Answer } from "../generated/bridge_pb";
import { newsFromEvent, UnreadableMessage, viewFromAnswer, type View } from "./from_bridge";

export type { PageRequest };

export interface Port {
  /** Never rejects: a failure is a view of its own. */
  ask(request: PageRequest): Promise<View>;
  onNews(callback: (news: EngineNews) => void): Unsubscribe;
  onStatus(callback: (state: EngineState) => void): Unsubscribe;
  /** After damage: a new database in the place of what can't be opened. */
  beginAnew(): void;
}

export function connect(): Port {
  const engine = connectEngine();
  return {
    ask: async (request) => viewOf(await engine.send(request)),
    onNews: (callback) =>
      engine.onEvent((event) => {
        const news = newsOf(event);
        if (news !== null) callback(news);
      }),
    onStatus: (callback) => engine.onStatus((status) => callback(stateOf(status))),
    beginAnew: () => engine.beginAnew(),
  };
}

function viewOf(answer: Answer): View {
  return ifReadable(() => viewFromAnswer(answer)) ?? { kind: "failed", code: "unsupported_version" };
}

/** Null: nothing that this page could show. */
function newsOf(event: EngineEvent): EngineNews | null {
  return ifReadable(() => newsFromEvent(event));
}

function ifReadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableMessage) return null;
    throw error;
  }
}

function stateOf(status: EngineStatus): EngineState {
  switch (status.kind) {
    case "starting":
      return { kind: "starting" };
    case "ready":
      return { kind: "ready", persistent: status.persistent };
    case "failed":
      return { kind: "failed", code: toErrorCode(status.code), damaged: isDamage(status.code) };
  }
}
