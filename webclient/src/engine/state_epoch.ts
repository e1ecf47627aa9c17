// SPDX-License-Identifier: GPL-3.0-or-later
import { keyStore, openIndexedDb, resultOf } from "./indexed_db";

const recordName = "state-epoch";

/** Keeps the engine's state epoch beside its database, so that an old copy of that which somebody puts back is noticed. */
export class StateEpoch {
  private constructor(
    private readonly database: IDBDatabase,
    /** What was kept when the page was opened. */
    readonly kept: bigint | undefined,
  ) {}

  static async open(): Promise<StateEpoch> {
    const database = await openIndexedDb();
    const kept = await resultOf(
      database.transaction(keyStore, "readonly").objectStore(keyStore).get(recordName) as IDBRequest<bigint | undefined>,
    );
    return new StateEpoch(database, kept);
  }

  /** Nobody waits for it: what is lost only makes an old copy look newer. */
  keep(epoch: bigint): void {
    this.database.transaction(keyStore, "readwrite").objectStore(keyStore).put(epoch, recordName);
  }
}
