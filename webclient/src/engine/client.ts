// SPDX-License-Identifier: GPL-3.0-or-later
// What the page sees of the engine. The engine itself runs in a worker that belongs to one tab; the page can't tell
// whether that is its own tab or another.
import type { MessageInitShape } from "@bufbuild/protobuf";

import type { Answer, Event, RequestSchema } from "../generated/bridge_pb";
import { NoEngine } from "./no_engine";
import { TabEngine } from "./tab_engine";

type AnyRequest = NonNullable<MessageInitShape<typeof RequestSchema>["request"]>;
/** Requests that only the worker makes: the page can't send them. */
type WorkerOnly = "start" | "linkUp" | "linkDown" | "frameReceived" | "timerFired";

/** An intent or a question, e.g. `{ case: "sendText", value: { to, text } }` or `{ case: "askAccount", value: {} }`. */
export type PageRequest = Exclude<Extract<AnyRequest, { case: string }>, { case: WorkerOnly }>;

/** The alternatives of an event, told apart by `case`: `{ case: "messageArrived", value: { conversation, messageId } }`. */
export type EngineEvent = Extract<Event["event"], { case: string }>;

/** Where the encrypted database lives. "indexeddb": a browser without OPFS; slower, and as durable. */
export type StorageKind = "opfs" | "indexeddb";

export type EngineStatus =
  /** Nothing can be sent yet; send() waits. */
  | { kind: "starting" }
  /**
   * `role` says whether this tab runs the engine or goes through the tab that does; nothing depends on it.
   * `persistent` is false when the browser may evict the database under storage pressure.
   * A "ready" after a "ready" means that the engine moved to another tab: ask for every view again.
   */
  | { kind: "ready"; role: "owner" | "guest"; storage: StorageKind; persistent: boolean }
  /**
   * The engine can't run here: a stable error name such as "store_corrupt", "wrong_store_key", "unsupported". See isDamage()
   * for those after which one may begin anew.
   */
  | { kind: "failed"; code: string };

export type Unsubscribe = () => void;

export interface EngineClient {
  /**
   * Resolves with the answer; `answer.error` is "" when it went well, else the stable name of an error code
   * (protocol/include/sotto/base/result.hpp). Never rejects: an engine that died answers "store_unavailable", and a request
   * whose outcome is unknown because its tab was closed answers "interrupted" (ask the view before trying again).
   */
  send(request: PageRequest): Promise<Answer>;
  /** Every event of the engine, in order, in every tab. */
  onEvent(callback: (event: EngineEvent) => void): Unsubscribe;
  /** Called at once with the present status, and then with each change. */
  onStatus(callback: (status: EngineStatus) => void): Unsubscribe;
  /**
   * After a failure that is damage: sets the database aside and begins with a new one, in which nobody is logged in. The next
   * statuses tell how it goes. Does nothing at any other time.
   */
  beginAnew(): void;
  /** Gives up the engine; another open tab takes over. */
  close(): void;
}

/** Starts the engine, or joins the tab that runs it already. Call it once per page. */
export function connectEngine(): EngineClient {
  if (!browserCanRunEngine()) return new NoEngine("unsupported");
  const engine = new TabEngine();
  // Hands over at once instead of when the browser gets round to it; a page that comes back from the cache starts anew.
  addEventListener("pagehide", () => engine.close());
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
  return engine;
}

/** Locks, keys and private files are there in a secure context only: over https, or on this machine. */
function browserCanRunEngine(): boolean {
  return (
    "locks" in navigator &&
    "storage" in navigator &&
    "BroadcastChannel" in globalThis &&
    "subtle" in crypto &&
    "WebAssembly" in globalThis &&
    "indexedDB" in globalThis
  );
}
