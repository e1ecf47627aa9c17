// SPDX-License-Identifier: GPL-3.0-or-later
// What is said off the record in the scripted engine: its own, since it has no place among the messages of a story.
import { OffRecordState } from "../../../webclient/src/generated/bridge_pb";

export interface Whisper {
  id: Uint8Array;
  sender: string;
  state: OffRecordState;
  sentAtMs: bigint;
  body: string;
  after: bigint;
}

export class Whispers {
  readonly #said = new Map<string, Whisper[]>();
  readonly #unread = new Map<string, number>();
  #last = 0;

  isOff(user: string): boolean {
    return this.#said.has(user);
  }

  go(user: string): void {
    if (!this.isOff(user)) this.#said.set(user, []);
  }

  end(user: string): void {
    this.#said.delete(user);
    this.#unread.delete(user);
  }

  say(user: string, whisper: Pick<Whisper, "sender" | "state" | "body" | "after">): void {
    this.go(user);
    const id = new Uint8Array(16).fill(255);
    id[15] = this.#last++;
    this.with(user).push({ id, sentAtMs: BigInt(Date.now()), ...whisper });
    if (whisper.sender === user) this.#unread.set(user, this.unread(user) + 1);
  }

  with(user: string): Whisper[] {
    return this.#said.get(user) ?? [];
  }

  unread(user: string): number {
    return this.#unread.get(user) ?? 0;
  }

  read(user: string): void {
    this.#unread.delete(user);
  }

  /** Undefined: no such message was said off the record. */
  find(user: string, id: Uint8Array | undefined): Whisper | undefined {
    return this.with(user).find((whisper) => String(whisper.id) === String(id));
  }
}
