// SPDX-License-Identifier: GPL-3.0-or-later
import type { Beginning, FromWorker, ToWorker, WorkerSetup } from "./worker_messages";

/** The worker as the page holds it. */
export interface EngineWorker {
  send(message: ToWorker): void;
  terminate(): void;
}

export type StartWorker = (beginning: Beginning, listen: (message: FromWorker) => void) => EngineWorker;

/** Starts worker.ts for the site that this page belongs to. */
export const startEngineWorker: StartWorker = (beginning, listen) => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "sotto-engine" });
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => listen(data);
  // The worker's script could not be loaded, or something in it was not caught.
  worker.onerror = () => listen({ kind: "failed", code: "unsupported", restartable: false });
  const setup = setupFor(location, import.meta.env.BASE_URL);
  worker.postMessage({ kind: "start", setup, beginning } satisfies ToWorker);
  return {
    send: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
  };
};

export function setupFor(page: { readonly href: string }, base: string): WorkerSetup {
  const stream = new URL("/api/v1/stream", page.href);
  stream.protocol = stream.protocol === "https:" ? "wss:" : "ws:";
  return { moduleUrl: new URL(`${base}engine/sotto_engine.mjs`, page.href).href, streamUrl: stream.href };
}
