// SPDX-License-Identifier: GPL-3.0-or-later
// What one does with a message.
import type { EngineNews } from "../state/action";
import type { ChatMessage, Failure } from "../state/model";
import type { Conversations } from "./conversations";
import type { Core } from "./core.svelte";
import { Files, type Outgoing } from "./files";
import { fromHex } from "./hex";
import { offerForSaving } from "./save";
import type { Views } from "./views";

export class Messages {
  readonly #core: Core;
  readonly #views: Views;
  readonly #conversations: Conversations;
  readonly #files: Files;

  constructor(core: Core, views: Views, conversations: Conversations) {
    this.#core = core;
    this.#views = views;
    this.#conversations = conversations;
    this.#files = new Files((request) => core.ask(request));
  }

  /** `lasting`: null, as is set for the conversation. Resolves to the reason when it could not be kept for sending. */
  async sendText(
    to: string,
    text: string,
    quoted: ChatMessage | null,
    lasting: number | null,
  ): Promise<Failure | null> {
    const answered = quoted === null ? {} : { quoted: fromHex(quoted.id) };
    const timed = lasting === null ? {} : { durationS: lasting };
    const view = await this.#core.ask({ case: "sendText", value: { to, text, ...answered, ...timed } });
    if (view.kind === "failed") return { code: view.code, retryAfterMs: 0 };
    if (this.#core.state.open?.with === to && !this.#core.state.open.reachesNewest)
      await this.#conversations.toNewest();
    await this.#views.answer({ ask: "newest", with: to });
    await this.#views.answer({ ask: "conversation", with: to });
    return null;
  }

  /** Resolves to the reason when it could not be sent. */
  async sendOffRecord(to: string, text: string): Promise<Failure | null> {
    const view = await this.#core.ask({ case: "sendOffRecord", value: { to, text } });
    if (view.kind === "failed") return { code: view.code, retryAfterMs: 0 };
    if (this.#core.state.open?.with === to && !this.#core.state.open.reachesNewest)
      await this.#conversations.toNewest();
    return null;
  }

  async retryOffRecord(to: string, id: string): Promise<void> {
    await this.#core.attempt({ case: "retryMessage", value: { to, messageId: fromHex(id) } });
  }

  /** Resolves to the reason when it could not be kept for sending. */
  async sendFile(outgoing: Outgoing): Promise<Failure | null> {
    const view = await this.#files.send(outgoing);
    if (view.kind === "failed") return { code: view.code, retryAfterMs: 0 };
    if (this.#core.state.open?.with === outgoing.to && !this.#core.state.open.reachesNewest)
      await this.#conversations.toNewest();
    return null;
  }

  async download({ conversation, id }: ChatMessage): Promise<void> {
    await this.#core.attempt({ case: "fetchAttachment", value: { conversation, messageId: fromHex(id) } });
  }

  async cancelFile({ conversation, id }: ChatMessage): Promise<void> {
    await this.#core.attempt({ case: "cancelAttachment", value: { conversation, messageId: fromHex(id) } });
  }

  /** Null when there is nothing that may be shown. */
  readPicture(message: ChatMessage): Promise<Blob | null> {
    return this.#files.picture(message);
  }

  async saveFile(message: ChatMessage): Promise<void> {
    const blob = await this.#files.read(message);
    if (blob === null) this.#core.complain({ kind: "failed", code: "not_found" });
    else offerForSaving(blob, message.attachment?.name ?? "file");
  }

  async retry(message: ChatMessage): Promise<void> {
    const value = { to: message.conversation, messageId: fromHex(message.id) };
    await this.#core.attempt({ case: "retryMessage", value });
  }

  /** Resolves to the reason when it could not be changed. */
  async editMessage({ conversation, id }: ChatMessage, text: string): Promise<Failure | null> {
    const value = { conversation, messageId: fromHex(id), text };
    const view = await this.#core.ask({ case: "editMessage", value });
    return view.kind === "failed" ? { code: view.code, retryAfterMs: 0 } : null;
  }

  async deleteMessage({ conversation, id }: ChatMessage): Promise<void> {
    await this.#core.attempt({ case: "deleteMessage", value: { conversation, messageId: fromHex(id) } });
  }

  /** An empty emoji takes one's reaction back. */
  async react({ conversation, id }: ChatMessage, emoji: string): Promise<void> {
    await this.#core.attempt({ case: "react", value: { conversation, messageId: fromHex(id), emoji } });
  }

  /** The engine wants more of a file that is being sent. */
  async bytesWanted(news: Extract<EngineNews, { type: "attachmentBytesWanted" }>): Promise<void> {
    await this.#files.wanted(news);
  }
}
