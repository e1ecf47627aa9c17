// SPDX-License-Identifier: GPL-3.0-or-later
// IndexedDB as promises, and the stores that the engine has there.

export const keyStore = "keys";
export const pageStore = "pages";
export const sizeStore = "sizes";

const databaseName = "sotto";
const version = 1;

export function openIndexedDb(): Promise<IDBDatabase> {
  const opening = indexedDB.open(databaseName, version);
  opening.onupgradeneeded = () => {
    for (const name of [keyStore, pageStore, sizeStore]) opening.result.createObjectStore(name);
  };
  return resultOf(opening);
}

export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB request failed"));
  });
}

/** Resolves when the transaction is on disk, as far as the browser lets one know. */
export function completionOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB transaction aborted"));
    transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB transaction failed"));
  });
}
