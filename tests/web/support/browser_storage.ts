// SPDX-License-Identifier: GPL-3.0-or-later
// What the client keeps in a browser's private file system, as somebody with the disk sees and changes it.
import type { Person } from "./person";

const databaseName = "sotto.db";
const damagedName = `${databaseName}.damaged`;

/** A page of the same site on which no engine runs, so that the files are nobody's. */
async function leaveTheClient({ page }: Person): Promise<void> {
  const body = '<link rel="icon" href="/icon.svg">';
  await page.route("/nobody", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("/nobody");
}

/** Sizes of the database and of what was set aside; 0: there is none. Leaves the client. */
export async function sizesKept(person: Person): Promise<{ database: number; damaged: number }> {
  await leaveTheClient(person);
  const [database = 0, damaged = 0] = await person.page.evaluate(
    async (names) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle("sotto");
      const handles = await Promise.all(names.map((name) => folder.getFileHandle(name)));
      return Promise.all(handles.map(async (handle) => (await handle.getFile()).size));
    },
    [databaseName, damagedName],
  );
  return { database, damaged };
}

/** Flips a byte in each of the database's pages from this one on. Leaves the client. */
export async function damageDatabase(person: Person, fromPage: number): Promise<void> {
  await leaveTheClient(person);
  await person.page.evaluate(
    async ({ name, fromPage }) => {
      const pageSize = 4096;
      const root = await navigator.storage.getDirectory();
      const file = await (await root.getDirectoryHandle("sotto")).getFileHandle(name);
      // The engine that ran here a moment ago may still hold its handle.
      let out: FileSystemWritableFileStream | undefined;
      for (let tries = 0; out === undefined; ++tries) {
        try {
          out = await file.createWritable();
        } catch (error) {
          if (tries === 300) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      for (let at = fromPage * pageSize + pageSize / 2; at < bytes.length; at += pageSize) bytes[at]! ^= 0xff;
      await out.write(bytes);
      await out.close();
    },
    { name: databaseName, fromPage },
  );
}
