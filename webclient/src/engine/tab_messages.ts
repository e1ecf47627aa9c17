// SPDX-License-Identifier: GPL-3.0-or-later
// What the tabs of one browser say to each other. One of them owns the engine; the others reach it through it.
import type { EngineStatus, StorageKind } from "./client";

/** The owner's state without what is different in each tab. */
export type OwnerStatus =
  | { readonly kind: "starting" }
  | { readonly kind: "ready"; readonly storage: StorageKind; readonly persistent: boolean }
  | { readonly kind: "failed"; readonly code: string };

export type TabMessage =
  /** A tab has come and asks who the owner is. */
  | { readonly kind: "hello" }
  /** The owner's answer, and its word at every change. `engine` is another one after each start of the engine. */
  | { readonly kind: "owner"; readonly engine: string; readonly status: OwnerStatus }
  /** To the owner. `request` is a serialised bridge Request whose id is the asking tab's own. */
  | { readonly kind: "request"; readonly engine: string; readonly tab: string; readonly id: number; readonly request: Uint8Array }
  /** To the owner: somebody wants to begin with a new database. `engine` is the start that has failed. */
  | { readonly kind: "beginAnew"; readonly engine: string }
  /** From the owner to the tab that asked. */
  | { readonly kind: "answer"; readonly tab: string; readonly id: number; readonly answer: Uint8Array }
  /** From the owner to everybody. */
  | { readonly kind: "event"; readonly engine: string; readonly event: Uint8Array };

export function statusFor(role: "owner" | "guest", status: OwnerStatus): EngineStatus {
  return status.kind === "ready" ? { ...status, role } : status;
}
