// SPDX-License-Identifier: GPL-3.0-or-later
// A database that can't be opened any more: which failure says so, and how it makes room for a new one. See
// crypto-docs/decisions/0176-a-browser-begins-anew.md.
import { damagedJournalName, damagedName, databaseName, type DurableFiles, journalName, type SyncFiles } from "./sync_files";

/** With its first page damaged, a database looks as if it had another key; and nobody can bring a browser another key. */
const damages: readonly string[] = ["store_corrupt", "wrong_store_key"];

export function isDamage(code: string): boolean {
  return damages.includes(code);
}

/** The journal keeps its name behind the database's: together they could still be opened. */
const copies = [
  { from: databaseName, to: damagedName },
  { from: journalName, to: damagedJournalName },
] as const;

const chunkSize = 1 << 20;

/**
 * Keeps the damaged database under another name, in the place of one from before, and leaves none under its own. What can't
 * be copied, for want of room or because it can't be read, is given up.
 */
export async function setDatabaseAside(files: DurableFiles): Promise<void> {
  try {
    for (const { from, to } of copies) copy(files, from, to);
    for (const { from } of copies) files.remove(from);
    await files.persist();
  } catch {
    for (const { from, to } of copies) for (const name of [to, from]) files.remove(name);
    await files.persist();
  }
}

/** For a log-out, which leaves nothing behind. Counts when the files are persisted. */
export function eraseSetAside(files: SyncFiles): void {
  for (const { to } of copies) files.remove(to);
}

function copy(files: SyncFiles, fromName: string, toName: string): void {
  files.remove(toName);
  if (!files.exists(fromName)) return;
  const from = files.open(fromName);
  const to = files.open(toName);
  const size = files.size(from);
  const chunk = new Uint8Array(Math.min(size, chunkSize));
  for (let at = 0; at < size; ) {
    const read = files.read(from, chunk, at);
    if (read === 0 || files.write(to, chunk.subarray(0, read), at) !== read) throw new Error("not copied");
    at += read;
  }
  files.flush(to);
}
