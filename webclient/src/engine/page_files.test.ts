// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from "vitest";

import { type PageChange, PageFiles, pageSize } from "./page_files";

function filesWith(keep: (changes: readonly PageChange[]) => Promise<void> = () => Promise.resolve()) {
  return new PageFiles({ keep, release: () => {} });
}

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);

describe("PageFiles", () => {
  it("reads back what was written across pages", () => {
    const files = filesWith();
    const file = files.open("a");
    const written = Uint8Array.from({ length: 3 * pageSize }, (_, index) => index % 251);
    expect(files.write(file, written, pageSize - 10)).toBe(written.length);
    expect(files.size(file)).toBe(4 * pageSize - 10);
    const read = new Uint8Array(written.length);
    expect(files.read(file, read, pageSize - 10)).toBe(written.length);
    expect(read).toEqual(written);
  });

  it("reads zeros where nothing was written and stops at the end", () => {
    const files = filesWith();
    const file = files.open("a");
    files.write(file, bytes(1, 7), 2 * pageSize);
    const read = bytes(pageSize, 9);
    expect(files.read(file, read, 100)).toBe(pageSize);
    expect(read).toEqual(bytes(pageSize, 0));
    expect(files.read(file, bytes(10, 0), 2 * pageSize)).toBe(1);
    expect(files.read(file, bytes(10, 0), 3 * pageSize)).toBe(0);
  });

  it("forgets what a truncation cut off", () => {
    const files = filesWith();
    const file = files.open("a");
    files.write(file, bytes(2 * pageSize, 5), 0);
    files.truncate(file, 100);
    files.write(file, bytes(1, 6), pageSize);
    const read = bytes(pageSize, 9);
    files.read(file, read, 0);
    expect(read.subarray(0, 100)).toEqual(bytes(100, 5));
    expect(read.subarray(100)).toEqual(bytes(pageSize - 100, 0));
  });

  it("exists once it has a byte, until it is removed", () => {
    const files = filesWith();
    const file = files.open("a");
    expect(files.exists("a")).toBe(false);
    files.write(file, bytes(1, 1), 0);
    expect(files.exists("a")).toBe(true);
    files.remove("a");
    expect(files.exists("a")).toBe(false);
    files.remove("never there");
  });

  it("keeps all changes of all files at once, and only them", async () => {
    const kept: (readonly PageChange[])[] = [];
    const files = filesWith((changes) => {
      kept.push(changes.map((change) => ({ ...change, pages: new Map(change.pages) })));
      return Promise.resolve();
    });
    const [a, b] = [files.open("a"), files.open("b")];
    files.write(a, bytes(3 * pageSize, 1), 0);
    files.write(b, bytes(10, 2), 0);
    await files.persist();
    files.write(a, bytes(1, 3), pageSize);
    await files.persist();
    await files.persist();
    expect(kept.map((changes) => changes.map(({ name, pages, size }) => [name, [...pages.keys()], size]))).toEqual([
      [
        ["a", [0, 1, 2], 3 * pageSize],
        ["b", [0], 10],
      ],
      [["a", [1], 3 * pageSize]],
    ]);
  });

  it("keeps a truncation that touches no page", async () => {
    const sizes: number[] = [];
    const files = filesWith((changes) => {
      sizes.push(...changes.map(({ size }) => size));
      return Promise.resolve();
    });
    files.load("a", [bytes(pageSize, 1), bytes(pageSize, 1)], 2 * pageSize);
    files.truncate(files.open("a"), pageSize);
    await files.persist();
    expect(sizes).toEqual([pageSize]);
  });

  it("still has its changes after they could not be kept", async () => {
    let full = true;
    let pages = 0;
    const files = filesWith((changes) => {
      if (full) return Promise.reject(new Error("quota"));
      pages += changes[0]?.pages.size ?? 0;
      return Promise.resolve();
    });
    files.write(files.open("a"), bytes(2 * pageSize, 1), 0);
    await expect(files.persist()).rejects.toThrow("quota");
    full = false;
    await files.persist();
    expect(pages).toBe(2);
  });
});
