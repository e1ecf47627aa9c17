// SPDX-License-Identifier: GPL-3.0-or-later
// What the page that owns the engine and its worker say to each other. Requests, answers and events travel as the bytes of
// bridge.proto, so that they can be passed on to other tabs as they are.
import type { StorageKind } from "./client";

export interface WorkerSetup {
  /** Where sotto_engine.mjs is. */
  readonly moduleUrl: string;
  /** The relay's WebSocket. */
  readonly streamUrl: string;
}

/** "anew": what there is is damaged, and is set aside first. */
export type Beginning = "asKept" | "anew";

export type ToWorker =
  | { readonly kind: "start"; readonly setup: WorkerSetup; readonly beginning: Beginning }
  /** `request` is a serialised bridge Request whose id is the one that its answer shall carry. */
  | { readonly kind: "request"; readonly request: Uint8Array };

export type FromWorker =
  | { readonly kind: "ready"; readonly storage: StorageKind }
  /** The engine could not be started, or has stopped; the worker does nothing more. */
  | { readonly kind: "failed"; readonly code: string; readonly restartable: boolean }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Uint8Array }
  | { readonly kind: "event"; readonly event: Uint8Array };
