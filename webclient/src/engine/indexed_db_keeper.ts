// SPDX-License-Identifier: GPL-3.0-or-later
import { completionOf, openIndexedDb, pageStore, resultOf, sizeStore } from "./indexed_db";
import { type PageChange, PageFiles, type PageKeeper, pageSize } from "./page_files";
import { databaseName } from "./sync_files";

/** [file name, page number], so that a file's pages are one range in their order. */
type PageKey = [string, number];

/** Keeps pages in IndexedDB. Only a browser without OPFS needs it; the whole database is then held in memory. */
export class IndexedDbKeeper implements PageKeeper {
  private constructor(private readonly database: IDBDatabase) {}

  static async openFiles(): Promise<PageFiles> {
    const keeper = new IndexedDbKeeper(await openIndexedDb());
    const files = new PageFiles(keeper);
    await keeper.loadInto(files, databaseName);
    return files;
  }

  async keep(changes: readonly PageChange[]): Promise<void> {
    const transaction = this.database.transaction([pageStore, sizeStore], "readwrite", { durability: "strict" });
    const kept = completionOf(transaction);
    const pages = transaction.objectStore(pageStore);
    const sizes = transaction.objectStore(sizeStore);
    for (const change of changes) {
      for (const [number, page] of change.pages) pages.put(page, [change.name, number] satisfies PageKey);
      const end = Math.ceil(change.size / pageSize);
      pages.delete(IDBKeyRange.bound([change.name, end], [change.name, Number.MAX_SAFE_INTEGER]));
      sizes.put(change.size, change.name);
    }
    await kept;
  }

  release(): void {
    this.database.close();
  }

  private async loadInto(files: PageFiles, name: string): Promise<void> {
    const transaction = this.database.transaction([pageStore, sizeStore], "readonly");
    const range = IDBKeyRange.bound([name, 0], [name, Number.MAX_SAFE_INTEGER]);
    const [size, keys, values] = await Promise.all([
      resultOf(transaction.objectStore(sizeStore).get(name) as IDBRequest<number | undefined>),
      resultOf(transaction.objectStore(pageStore).getAllKeys(range) as IDBRequest<unknown> as IDBRequest<PageKey[]>),
      resultOf(transaction.objectStore(pageStore).getAll(range) as IDBRequest<Uint8Array[]>),
    ]);
    if (size === undefined) return;
    const pages: Uint8Array[] = [];
    keys.forEach(([, number], index) => {
      const page = values[index];
      if (page !== undefined) pages[number] = page;
    });
    files.load(name, pages, size);
  }
}
