// SPDX-License-Identifier: GPL-3.0-or-later
// Files that people send and save.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Person } from "./person";

export interface SentFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export async function sendFile(person: Person, file: SentFile): Promise<void> {
  await person.page.locator("input[type=file]").setInputFiles(file);
  await person.page.getByRole("button", { name: "Send", exact: true }).click();
}

export async function savedBy(person: Person, name: string): Promise<Buffer> {
  const save = person.page.getByRole("button", { name: `Save ${name}` });
  await save.waitFor({ timeout: 120_000 });
  const started = person.page.waitForEvent("download");
  await save.click();
  return readFileSync(await (await started).path());
}
