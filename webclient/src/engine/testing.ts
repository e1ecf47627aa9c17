// SPDX-License-Identifier: GPL-3.0-or-later
// For the tests of this folder.
import type { SyncAccessHandle } from "./opfs_files";

/** A file in memory. */
export class FakeHandle implements SyncAccessHandle {
  content = new Uint8Array(0);
  flushed = 0;
  closed = false;
  /** Throws where there is no room for so many bytes more. */
  grow: (by: number) => void = () => {};

  read(into: Uint8Array, { at }: { at: number }): number {
    const part = this.content.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }
  write(from: Uint8Array, { at }: { at: number }): number {
    const size = Math.max(this.content.length, at + from.length);
    this.grow(size - this.content.length);
    const next = new Uint8Array(size);
    next.set(this.content);
    next.set(from, at);
    this.content = next;
    return from.length;
  }
  truncate(size: number): void {
    this.content = this.content.slice(0, size);
  }
  flush(): void {
    ++this.flushed;
  }
  getSize(): number {
    return this.content.length;
  }
  close(): void {
    this.closed = true;
  }
}
