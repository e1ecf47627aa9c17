// SPDX-License-Identifier: GPL-3.0-or-later
import type { DurableFiles } from "./sync_files";

/** SQLite's page size, so that a change of one page is one entry. */
export const pageSize = 4096;

export interface PageChange {
  readonly name: string;
  /** All pages of a file that are different from what was kept, by number. */
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** The file's size in bytes. Pages beyond it are to be dropped. */
  readonly size: number;
}

/** Where pages are kept. */
export interface PageKeeper {
  /** All or nothing, durable when it resolves. */
  keep(changes: readonly PageChange[]): Promise<void>;
  release(): void;
}

interface PageFile {
  readonly name: string;
  pages: Uint8Array[];
  size: number;
  dirty: Set<number>;
  sizeChanged: boolean;
}

/** Files in memory whose changed pages are handed to a keeper after each request. */
export class PageFiles implements DurableFiles {
  readonly allOrNothing = true;
  private readonly files: PageFile[] = [];

  constructor(private readonly keeper: PageKeeper) {}

  /** Takes over a file as it was kept. */
  load(name: string, pages: Uint8Array[], size: number): void {
    this.files.push({ name, pages, size, dirty: new Set(), sizeChanged: false });
  }

  open(name: string): number {
    const index = this.files.findIndex((file) => file.name === name);
    if (index >= 0) return index;
    this.load(name, [], 0);
    return this.files.length - 1;
  }

  close(): void {
    // Nothing to give back.
  }

  read(file: number, into: Uint8Array, at: number): number {
    const { pages, size } = this.file(file);
    const wanted = Math.max(0, Math.min(into.length, size - at));
    for (let done = 0; done < wanted; ) {
      const offset = (at + done) % pageSize;
      const length = Math.min(pageSize - offset, wanted - done);
      const page = pages[Math.floor((at + done) / pageSize)];
      if (page === undefined) into.fill(0, done, done + length);
      else into.set(page.subarray(offset, offset + length), done);
      done += length;
    }
    return wanted;
  }

  write(file: number, from: Uint8Array, at: number): number {
    const target = this.file(file);
    for (let done = 0; done < from.length; ) {
      const offset = (at + done) % pageSize;
      const length = Math.min(pageSize - offset, from.length - done);
      this.page(target, Math.floor((at + done) / pageSize)).set(from.subarray(done, done + length), offset);
      done += length;
    }
    if (at + from.length > target.size) {
      target.size = at + from.length;
      target.sizeChanged = true;
    }
    return from.length;
  }

  truncate(file: number, size: number): void {
    const target = this.file(file);
    if (size < target.size) {
      const pages = Math.ceil(size / pageSize);
      target.pages.length = Math.min(target.pages.length, pages);
      for (const page of [...target.dirty]) if (page >= pages) target.dirty.delete(page);
      if (size % pageSize !== 0 && target.pages[pages - 1] !== undefined) this.page(target, pages - 1).fill(0, size % pageSize);
    }
    target.sizeChanged ||= size !== target.size;
    target.size = size;
  }

  flush(): void {
    // persist() makes it count.
  }

  size(file: number): number {
    return this.file(file).size;
  }

  exists(name: string): boolean {
    return this.files.some((file) => file.name === name && file.size > 0);
  }

  remove(name: string): void {
    // One that was not loaded may have been kept all the same.
    const file = this.open(name);
    this.truncate(file, 0);
    this.file(file).sizeChanged = true;
  }

  async persist(): Promise<void> {
    const changed = this.files.filter((file) => file.dirty.size > 0 || file.sizeChanged);
    if (changed.length === 0) return;
    await this.keeper.keep(changed.map(changeOf));
    for (const file of changed) {
      file.dirty.clear();
      file.sizeChanged = false;
    }
  }

  release(): void {
    this.keeper.release();
  }

  private file(index: number): PageFile {
    const file = this.files[index];
    if (file === undefined) throw new Error("no such file");
    return file;
  }

  /** A page that is about to be changed. */
  private page(file: PageFile, number: number): Uint8Array {
    file.dirty.add(number);
    return (file.pages[number] ??= new Uint8Array(pageSize));
  }
}

function changeOf(file: PageFile): PageChange {
  const pages = new Map<number, Uint8Array>();
  for (const number of file.dirty) pages.set(number, file.pages[number] ?? new Uint8Array(pageSize));
  return { name: file.name, pages, size: file.size };
}
