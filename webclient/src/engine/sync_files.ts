// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * The few files that SQLite works on, as webclient/bridge/file_system.cpp calls them: synchronous, because SQLite is. A
 * failure is an exception; the C++ side turns it into SQLite's own error.
 */
export interface SyncFiles {
  /**
   * true: the host makes all changes of one request durable at once or none of them, so SQLite needs no journal of its own
   * (see DurableFiles). false: what flush() returned from is on disk.
   */
  readonly allOrNothing: boolean;
  /** Creates the file if need be. A number for the calls below. */
  open(name: string): number;
  close(file: number): void;
  /** How many bytes there were; fewer than asked for at the end of the file. `into` is memory of the wasm module. */
  read(file: number, into: Uint8Array, at: number): number;
  write(file: number, from: Uint8Array, at: number): number;
  truncate(file: number, size: number): void;
  flush(file: number): void;
  size(file: number): number;
  exists(name: string): boolean;
  remove(name: string): void;
}

/** Files together with the moment at which their changes count. */
export interface DurableFiles extends SyncFiles {
  /**
   * Called after each request and awaited before its effects leave. Rejects when the changes could not be kept: then the
   * engine in memory is ahead of the disk and must not go on.
   */
  persist(): Promise<void>;
  /** Gives the files back to other tabs. */
  release(): void;
}

/** What SQLite opens: the database and the journal beside it. */
export const databaseName = "sotto.db";
export const journalName = `${databaseName}-journal`;

/** Where a damaged database is kept that made room for a new one. */
export const damagedName = `${databaseName}.damaged`;
export const damagedJournalName = `${damagedName}-journal`;
