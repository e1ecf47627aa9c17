// SPDX-License-Identifier: GPL-3.0-or-later
// What one looks at, and what holds for all of a conversation.
import type { ChatMessage } from "../state/model";
import { groupOf, routeTo } from "../state/route";
import { conversationWith, readMark } from "../state/select";
import { pageSize } from "../state/timeline";
import type { Core } from "./core.svelte";
import type { People } from "./people";
import type { Views } from "./views";

/** As many as one question may ask for. */
const largestPage = 200;

export class Conversations {
  readonly #core: Core;
  readonly #views: Views;
  readonly #people: People;
  #lastMark = "";

  constructor(core: Core, views: Views, people: People) {
    this.#core = core;
    this.#views = views;
    this.#people = people;
  }

  async openConversation(user: string): Promise<void> {
    this.#core.dispatch({ type: "conversationOpened", with: user });
    const group = groupOf(user);
    if (group === null && conversationWith(this.#core.state, user) === undefined) {
      const opened = await this.#core.ask({ case: "openConversation", value: { with: user } });
      if (opened.kind === "failed") this.#core.dispatch({ type: "timelineFailed", with: user });
      await this.#views.answer({ ask: "conversation", with: user });
    }
    await this.#views.answer({ ask: "newest", with: user });
    if (group === null && this.#core.state.profiles[user] === undefined) this.#people.fetchProfile(user);
  }

  async loadOlder(): Promise<void> {
    const { open } = this.#core.state;
    const oldest = open?.messages[0];
    if (open === null || oldest === undefined || !open.more || open.loadingOlder) return;
    this.#core.dispatch({ type: "olderAsked", with: open.with });
    const view = await this.#views.timeline(open.with, oldest.position, pageSize);
    if (view.kind === "timeline") this.#core.dispatch({ type: "olderAnswered", with: open.with, page: view.page });
    else this.#core.dispatch({ type: "timelineFailed", with: open.with });
  }

  async jumpTo(message: Pick<ChatMessage, "conversation" | "position">): Promise<void> {
    const user = message.conversation;
    this.#core.navigate(routeTo(user));
    if (this.#core.state.open?.with !== user) await this.openConversation(user);
    const recent = await this.#views.timeline(user, 0, largestPage);
    if (recent.kind !== "timeline") return;
    const isRecent = recent.page.messages.some(({ position }) => position === message.position);
    const view = isRecent ? recent : await this.#views.timeline(user, message.position + 1, pageSize);
    if (view.kind !== "timeline") return;
    this.#core.dispatch({ type: "jumped", with: user, page: view.page, to: message.position, reachesNewest: isRecent });
  }

  async toNewest(): Promise<void> {
    const user = this.#core.state.open?.with;
    if (user === undefined) return;
    const view = await this.#views.timeline(user, 0, pageSize);
    if (view.kind !== "timeline") return;
    this.#core.dispatch({ type: "jumped", with: user, page: view.page, to: 0, reachesNewest: true });
  }

  /** The end of the open conversation is in view. */
  async endSeen(): Promise<void> {
    const mark = readMark(this.#core.state);
    if (mark === null || document.visibilityState !== "visible") return;
    const key = `${mark.conversation} ${mark.upTo} ${this.#core.state.open?.offRecord.at(-1)?.id ?? ""}`;
    if (key === this.#lastMark) return;
    this.#lastMark = key;
    const value = { conversation: mark.conversation, upTo: BigInt(mark.upTo) };
    await this.#core.ask({ case: "markRead", value });
    await this.#views.answer({ ask: "conversation", with: mark.conversation });
  }

  /** Resolves to whether it was kept, when the draft that is known here is the engine's. */
  async saveDraft(conversation: string, text: string): Promise<boolean> {
    const saved = await this.#core.ask({ case: "saveDraft", value: { conversation, text } });
    await this.#views.answer({ ask: "conversation", with: conversation });
    return saved.kind !== "failed";
  }

  async setDuration(conversation: string, durationS: number): Promise<void> {
    await this.#core.attempt({ case: "setDuration", value: { conversation, durationS } });
  }

  /** With every key; the engine tells it seldom, and only if one has chosen so. */
  tellTyping(to: string): void {
    const { session } = this.#core.state;
    const told = session.kind === "in" && session.account.typing && groupOf(to) === null;
    if (told) void this.#core.ask({ case: "tellTyping", value: { to } });
  }

  async goOffRecord(user: string): Promise<void> {
    await this.#core.attempt({ case: "goOffRecord", value: { with: user } });
    await this.#views.answer({ ask: "conversation", with: user });
  }

  async endOffRecord(user: string): Promise<void> {
    await this.#core.attempt({ case: "endOffRecord", value: { with: user } });
    await this.#views.answer({ ask: "conversation", with: user });
  }
}
