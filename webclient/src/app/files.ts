// SPDX-License-Identifier: GPL-3.0-or-later
// Files between the page and the engine: handed in and out in pieces. Nothing of them is kept here.
import { isPicture } from "../state/attachment";
import { mayBeShown } from "../state/picture_size";
import type { EngineNews } from "../state/action";
import type { ChatMessage } from "../state/model";
import type { View } from "./from_bridge";
import { fromHex } from "./hex";
import type { PageRequest } from "./port";

/** Bytes; protocol/include/sotto/client/input.hpp, attachment_piece. */
const pieceBytes = 256 * 1024;

export interface Outgoing {
  readonly to: string;
  readonly file: File;
  readonly caption: string;
  /** The id of the message that it answers; null: none. */
  readonly quoted: string | null;
  /** Null: as is set for the conversation. */
  readonly lasting: number | null;
}

type Wanted = Extract<EngineNews, { type: "attachmentBytesWanted" }>;

export class Files {
  /** Those that the engine has not read to their end. Other tabs have other numbers. */
  readonly #chosen = new Map<bigint, File>();

  constructor(private readonly ask: (request: PageRequest) => Promise<View>) {}

  async send({ to, file, caption, quoted, lasting }: Outgoing): Promise<View> {
    const number = freshNumber();
    this.#chosen.set(number, file);
    const answered = quoted === null ? {} : { quoted: fromHex(quoted) };
    const timed = lasting === null ? {} : { durationS: lasting };
    const about = { name: file.name || "file", mediaType: file.type, size: BigInt(file.size) };
    const view = await this.ask({
      case: "sendAttachment",
      value: { to, file: number, ...about, caption, ...answered, ...timed },
    });
    if (view.kind === "failed") this.#chosen.delete(number);
    return view;
  }

  async wanted({ conversation, id, file: number, offset, size }: Wanted): Promise<void> {
    const file = this.#chosen.get(number);
    if (file === undefined) return;
    const end = offset + size;
    if (end >= file.size) this.#chosen.delete(number);
    const message = { conversation, messageId: fromHex(id) };
    try {
      const data = new Uint8Array(await file.slice(offset, end).arrayBuffer());
      await this.ask({ case: "giveAttachmentBytes", value: { ...message, offset: BigInt(offset), data } });
    } catch {
      // It was moved or deleted after it had been chosen.
      this.#chosen.delete(number);
      await this.ask({ case: "cancelAttachment", value: message });
    }
  }

  /** A picture to be shown; null when it isn't here, or nothing that may be decoded. */
  async picture(message: ChatMessage): Promise<Blob | null> {
    const file = await this.read(message);
    return file !== null && mayBeShown(new Uint8Array(await file.arrayBuffer())) ? file : null;
  }

  /** The whole file; null when the engine doesn't give it. Only a harmless picture keeps its type. */
  async read({ conversation, id, attachment }: ChatMessage): Promise<Blob | null> {
    if (attachment === null) return null;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0; offset < attachment.size; offset += pieceBytes) {
      const place = { offset: BigInt(offset), size: BigInt(pieceBytes) };
      const value = { with: conversation, messageId: fromHex(id), ...place };
      const view = await this.ask({ case: "askAttachmentBytes", value });
      if (view.kind !== "fileBytes") return null;
      pieces.push(view.bytes);
    }
    return new Blob(pieces, { type: isPicture(attachment) ? attachment.mediaType : "application/octet-stream" });
  }
}

/** Never 0. */
function freshNumber(): bigint {
  return (crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n) | 1n;
}
