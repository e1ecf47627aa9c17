// SPDX-License-Identifier: GPL-3.0-or-later
import { completionOf, keyStore, openIndexedDb, resultOf } from "./indexed_db";

const recordName = "database";
const keyBytes = 32;
const ivBytes = 12;

interface WrappedKey {
  readonly wrapping: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

export interface DatabaseKey {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** It was made just now: whatever database there is was locked with a key that is gone. */
  readonly fresh: boolean;
}

/**
 * The key of the encrypted database: 32 random bytes, kept sealed under an AES-GCM key that the browser won't hand out.
 * What this is worth, and what not: crypto-docs/decisions/0041-database-key-in-a-browser.md.
 */
export async function loadDatabaseKey(): Promise<DatabaseKey> {
  const database = await openIndexedDb();
  try {
    const stored = (await resultOf(
      database.transaction(keyStore, "readonly").objectStore(keyStore).get(recordName),
    )) as WrappedKey | undefined;
    if (stored !== undefined) return { bytes: await unseal(stored), fresh: false };
    const bytes = crypto.getRandomValues(new Uint8Array(keyBytes));
    await keep(database, await seal(bytes));
    return { bytes, fresh: true };
  } finally {
    database.close();
  }
}

async function seal(bytes: Uint8Array<ArrayBuffer>): Promise<WrappedKey> {
  const extractable = false;
  const wrapping = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, extractable, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  return { wrapping, iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, wrapping, bytes) };
}

async function unseal({ wrapping, iv, sealed }: WrappedKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, wrapping, sealed));
}

async function keep(database: IDBDatabase, key: WrappedKey): Promise<void> {
  const transaction = database.transaction(keyStore, "readwrite", { durability: "strict" });
  const kept = completionOf(transaction);
  transaction.objectStore(keyStore).put(key, recordName);
  await kept;
}
