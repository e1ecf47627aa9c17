// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from "vitest";

import { eraseSetAside, isDamage, setDatabaseAside } from "./damage";
import { OpfsFiles } from "./opfs_files";
import { type PageChange, PageFiles, pageSize } from "./page_files";
import { damagedName, databaseName, type DurableFiles, journalName } from "./sync_files";
import { FakeHandle } from "./testing";

const damagedJournal = `${damagedName}-journal`;
const names = [databaseName, journalName, damagedName, damagedJournal];
/** More than one chunk of the copy, and not a whole number of pages. */
const size = (1 << 20) + pageSize + 7;
const content = Uint8Array.from({ length: size }, (_, index) => index % 251);

function write(files: DurableFiles, name: string, bytes: Uint8Array): void {
  files.write(files.open(name), bytes, 0);
}

function read(files: DurableFiles, name: string): Uint8Array {
  const bytes = new Uint8Array(files.size(files.open(name)));
  files.read(files.open(name), bytes, 0);
  return bytes;
}

/** Both kinds of files that a browser may have, each with a limit of all bytes together. */
function opfs(room: number): DurableFiles {
  const handles = new Map(names.map((name) => [name, new FakeHandle()] as const));
  const used = () => [...handles.values()].reduce((sum, { content }) => sum + content.length, 0);
  for (const handle of handles.values()) {
    handle.grow = (by) => {
      if (used() + by > room) throw new DOMException("full", "QuotaExceededError");
    };
  }
  return new OpfsFiles(handles);
}

function indexedDb(room: number): DurableFiles {
  const sizes = new Map<string, number>();
  const keep = (changes: readonly PageChange[]): Promise<void> => {
    // A transaction needs room for what it writes before it gives any back.
    const held = new Map(sizes);
    for (const { name, size } of changes) held.set(name, Math.max(size, sizes.get(name) ?? 0));
    if ([...held.values()].reduce((sum, bytes) => sum + bytes, 0) > room) return Promise.reject(new Error("quota"));
    for (const { name, size } of changes) sizes.set(name, size);
    return Promise.resolve();
  };
  return new PageFiles({ keep, release: () => {} });
}

describe.each([
  ["in the private file system", opfs],
  ["in IndexedDB", indexedDb],
])("a damaged database %s", (_, filesWith) => {
  it("is kept under another name and makes room for a new one", async () => {
    const files = filesWith(4 * size);
    write(files, databaseName, content);
    write(files, journalName, Uint8Array.of(1, 2));
    await setDatabaseAside(files);
    expect([files.exists(databaseName), files.exists(journalName)]).toEqual([false, false]);
    expect(Buffer.compare(read(files, damagedName), content)).toBe(0);
    expect([...read(files, damagedJournal)]).toEqual([1, 2]);
  });

  it("takes the place of the one before, with nothing left of that", async () => {
    const files = filesWith(4 * size);
    write(files, databaseName, content);
    write(files, journalName, Uint8Array.of(1, 2));
    await setDatabaseAside(files);
    write(files, databaseName, Uint8Array.of(5));
    await setDatabaseAside(files);
    expect([...read(files, damagedName)]).toEqual([5]);
    expect(files.exists(damagedJournal)).toBe(false);
  });

  it("is given up when there is no room for it", async () => {
    const files = filesWith(size + pageSize);
    write(files, databaseName, content);
    await files.persist();
    await setDatabaseAside(files);
    expect(names.filter((name) => files.exists(name))).toEqual([]);
  });

  it("is erased by a log-out", async () => {
    const files = filesWith(4 * size);
    write(files, databaseName, content);
    await setDatabaseAside(files);
    write(files, databaseName, Uint8Array.of(5));
    eraseSetAside(files);
    await files.persist();
    expect(names.filter((name) => files.exists(name))).toEqual([databaseName]);
  });
});

it("a log-out also erases what IndexedDB keeps and this page has not loaded", async () => {
  const erased: string[] = [];
  const keep = (changes: readonly PageChange[]): Promise<void> => {
    erased.push(...changes.filter((change) => change.size === 0).map(({ name }) => name));
    return Promise.resolve();
  };
  const files = new PageFiles({ keep, release: () => {} });
  eraseSetAside(files);
  await files.persist();
  expect(erased).toEqual([damagedName, damagedJournal]);
});

it("only what can't be opened counts as damaged", () => {
  expect(["store_corrupt", "wrong_store_key"].map(isDamage)).toEqual([true, true]);
  expect(["store_unavailable", "unsupported", "unsupported_version", ""].filter(isDamage)).toEqual([]);
});
