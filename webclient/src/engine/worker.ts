// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's home: a dedicated worker that holds the database, the relay's WebSocket and the wasm module.
import { fromBinary, toBinary } from "@bufbuild/protobuf";

import { AnswerSchema, EventSchema, type Reply, RequestSchema } from "../generated/bridge_pb";
import type { StorageKind } from "./client";
import { eraseSetAside, setDatabaseAside } from "./damage";
import { type DatabaseKey, loadDatabaseKey } from "./database_key";
import { IndexedDbKeeper } from "./indexed_db_keeper";
import { openWebSocket } from "./link";
import { OpfsFiles, OpfsUnavailable } from "./opfs_files";
import { Pump } from "./pump";
import { StateEpoch } from "./state_epoch";
import { databaseName, type DurableFiles, journalName } from "./sync_files";
import { type CreateEngineModule, WasmEngine } from "./wasm_engine";
import type { Beginning, FromWorker, ToWorker, WorkerSetup } from "./worker_messages";

/** The id of the worker's own Start request; the page counts from 1 upwards. */
const startId = 0xffffffff;
/** The most that setTimeout can wait; the engine takes an early TimerFired. */
const longestWait = 0x7fffffff;

const page = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((message: MessageEvent<ToWorker>) => void) | null;
};

let pump: Pump | undefined;

page.onmessage = ({ data }) => {
  switch (data.kind) {
    case "start":
      start(data.setup, data.beginning).catch((error: unknown) => fail(codeOf(error), false));
      return;
    case "request": {
      const { id, request } = fromBinary(RequestSchema, data.request);
      pump?.request(id, request, data.request);
      return;
    }
  }
};

async function start(setup: WorkerSetup, beginning: Beginning): Promise<void> {
  const [key, epoch, { files, storage }, engine] = await Promise.all([
    loadDatabaseKey(),
    StateEpoch.open(),
    openFiles(),
    loadModule(setup.moduleUrl),
  ]);
  if (key.fresh) await forget(files);
  if (beginning === "anew") await setDatabaseAside(files);
  const wasm = new WasmEngine(await engine.create({ sottoFiles: files, locateFile: engine.locate }));
  pump = new Pump({
    handle(request) {
      const replies = wasm.handle(request);
      if (replies.some(tellsOfLogOut)) eraseSetAside(files);
      return replies;
    },
    persist: () => files.persist(),
    openLink: openWebSocket(setup.streamUrl),
    now: () => Date.now(),
    keepEpoch: (value) => epoch.keep(value),
    steady: () => Math.ceil(performance.now()),
    wake(afterMilliseconds, callback) {
      const timer = setTimeout(callback, Math.min(afterMilliseconds, longestWait));
      return () => clearTimeout(timer);
    },
    answered(answer) {
      if (answer.id === startId) started(answer.error, storage);
      else page.postMessage({ kind: "answer", id: answer.id, answer: toBinary(AnswerSchema, answer) });
    },
    happened: (event) => page.postMessage({ kind: "event", event: toBinary(EventSchema, event) }),
    failed: () => fail("store_unavailable", true),
  });
  askToStart(pump, key, epoch.kept);
}

function askToStart(engine: Pump, key: DatabaseKey, keptEpoch: bigint | undefined): void {
  const value = { path: databaseName, key: key.bytes, keptEpoch };
  engine.request(startId, { case: "start", value }, key.bytes);
}

function started(error: string, storage: StorageKind): void {
  if (error === "") page.postMessage({ kind: "ready", storage });
  else fail(error, false);
}

function fail(code: string, restartable: boolean): void {
  pump?.stop();
  page.postMessage({ kind: "failed", code, restartable });
}

async function openFiles(): Promise<{ files: DurableFiles; storage: StorageKind }> {
  try {
    return { files: await OpfsFiles.open(), storage: "opfs" };
  } catch (error) {
    if (!(error instanceof OpfsUnavailable)) throw error;
    return { files: await IndexedDbKeeper.openFiles(), storage: "indexeddb" };
  }
}

function tellsOfLogOut({ reply }: Reply): boolean {
  return reply.case === "event" && reply.value.event.case === "loggedOut";
}

/** A database whose key is gone can't be read by anybody: it makes room for a new one. */
async function forget(files: DurableFiles): Promise<void> {
  for (const name of [databaseName, journalName]) files.remove(name);
  eraseSetAside(files);
  await files.persist();
}

async function loadModule(url: string): Promise<{ create: CreateEngineModule; locate: (name: string) => string }> {
  const module = (await import(/* @vite-ignore */ url)) as { default: CreateEngineModule };
  return { create: module.default, locate: (name) => new URL(name, url).href };
}

function codeOf(error: unknown): string {
  if (error instanceof DOMException && error.name === "QuotaExceededError") return "store_unavailable";
  if (error instanceof DOMException && error.name === "NoModificationAllowedError") return "store_unavailable";
  return "unsupported";
}
