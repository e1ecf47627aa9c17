// SPDX-License-Identifier: GPL-3.0-or-later
import { damagedJournalName, damagedName, databaseName, type DurableFiles, journalName } from "./sync_files";

/** The part of FileSystemSyncAccessHandle that is used; TypeScript knows it in workers only. */
export interface SyncAccessHandle {
  read(into: Uint8Array, options: { at: number }): number;
  write(from: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  getSize(): number;
  close(): void;
}

type FileHandleInWorker = FileSystemFileHandle & { createSyncAccessHandle?: () => Promise<SyncAccessHandle> };

const directoryName = "sotto";
const fileNames = [databaseName, journalName, damagedName, damagedJournalName];
/** A tab that has just been closed keeps its handles for a moment. */
const attempts = 50;
const pauseBetweenAttempts = 100;

export class OpfsUnavailable extends Error {}

/**
 * The origin private file system. Opening is asynchronous and reading is not, so every file that can be asked for is
 * opened before it starts. A file of size 0 counts as absent: handles can't be deleted while they are open.
 */
export class OpfsFiles implements DurableFiles {
  readonly allOrNothing = false;
  private readonly names: readonly string[];
  private readonly handles: readonly SyncAccessHandle[];

  constructor(files: ReadonlyMap<string, SyncAccessHandle>) {
    this.names = [...files.keys()];
    this.handles = [...files.values()];
  }

  /** Rejects with OpfsUnavailable where the browser has no such files or doesn't give them. */
  static async open(): Promise<OpfsFiles> {
    const directory = await openDirectory();
    const files = new Map<string, SyncAccessHandle>();
    try {
      for (const name of fileNames) files.set(name, await openFile(directory, name));
    } catch (error) {
      for (const handle of files.values()) handle.close();
      throw error;
    }
    return new OpfsFiles(files);
  }

  open(name: string): number {
    return this.find(name);
  }

  close(): void {
    // Stays open for the next time, until release().
  }

  read(file: number, into: Uint8Array, at: number): number {
    return this.handle(file).read(into, { at });
  }

  write(file: number, from: Uint8Array, at: number): number {
    return this.handle(file).write(from, { at });
  }

  truncate(file: number, size: number): void {
    this.handle(file).truncate(size);
  }

  flush(file: number): void {
    this.handle(file).flush();
  }

  size(file: number): number {
    return this.handle(file).getSize();
  }

  exists(name: string): boolean {
    const index = this.names.indexOf(name);
    return index >= 0 && this.handle(index).getSize() > 0;
  }

  remove(name: string): void {
    const handle = this.handle(this.find(name));
    handle.truncate(0);
    handle.flush();
  }

  persist(): Promise<void> {
    return Promise.resolve();
  }

  release(): void {
    for (const handle of this.handles) handle.close();
  }

  private find(name: string): number {
    const index = this.names.indexOf(name);
    if (index < 0) throw new Error("not one of the engine's files");
    return index;
  }

  private handle(file: number): SyncAccessHandle {
    const handle = this.handles[file];
    if (handle === undefined) throw new Error("no such file");
    return handle;
  }
}

async function openDirectory(): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(directoryName, { create: true });
  } catch (cause) {
    throw new OpfsUnavailable("no private file system", { cause });
  }
}

async function openFile(directory: FileSystemDirectoryHandle, name: string): Promise<SyncAccessHandle> {
  const file: FileHandleInWorker = await directory.getFileHandle(name, { create: true });
  if (file.createSyncAccessHandle === undefined) throw new OpfsUnavailable("no synchronous files");
  for (let attempt = 1; ; ++attempt) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const taken = error instanceof DOMException && error.name === "NoModificationAllowedError";
      if (!taken || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseBetweenAttempts));
    }
  }
}
