// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from "vitest";

import { OpfsFiles } from "./opfs_files";
import { FakeHandle } from "./testing";

function twoFiles() {
  const [database, journal] = [new FakeHandle(), new FakeHandle()];
  return { database, journal, files: new OpfsFiles(new Map([["db", database], ["db-journal", journal]])) };
}

describe("OpfsFiles", () => {
  it("passes reads and writes on to the file with that name", () => {
    const { database, journal, files } = twoFiles();
    const file = files.open("db-journal");
    files.write(file, Uint8Array.of(1, 2, 3), 2);
    files.flush(file);
    expect([...journal.content]).toEqual([0, 0, 1, 2, 3]);
    expect([journal.flushed, database.flushed]).toEqual([1, 0]);
    const read = new Uint8Array(2);
    expect(files.read(file, read, 3)).toBe(2);
    expect([...read]).toEqual([2, 3]);
    expect(files.size(file)).toBe(5);
  });

  it("has no other files than those that were opened before", () => {
    const { files } = twoFiles();
    expect(() => files.open("elsewhere")).toThrow();
    expect(files.exists("elsewhere")).toBe(false);
  });

  it("empties a removed file durably and keeps its handle", () => {
    const { journal, files } = twoFiles();
    files.write(files.open("db-journal"), Uint8Array.of(1), 0);
    expect(files.exists("db-journal")).toBe(true);
    files.remove("db-journal");
    expect(files.exists("db-journal")).toBe(false);
    expect([journal.content.length, journal.flushed, journal.closed]).toEqual([0, 1, false]);
  });

  it("keeps handles open until it is released", () => {
    const { database, journal, files } = twoFiles();
    files.close();
    expect(database.closed).toBe(false);
    files.release();
    expect([database.closed, journal.closed]).toEqual([true, true]);
  });
});
