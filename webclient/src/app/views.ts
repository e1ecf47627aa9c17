// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the engine's views into the state.
import { conversationWith } from "../state/select";
import type { Question } from "../state/refresh";
import { pageSize } from "../state/timeline";
import type { Core } from "./core.svelte";
import type { View } from "./from_bridge";

const maxHits = 50;

export class Views {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  async readEverything(): Promise<void> {
    await this.answer({ ask: "account" });
    if (this.#core.state.session.kind !== "in") return;
    await this.answer({ ask: "conversations" });
    await this.answer({ ask: "groups" });
    await this.askHistory();
    if (this.#core.state.open !== null) await this.answer({ ask: "newest", with: this.#core.state.open.with });
  }

  async askHistory(): Promise<void> {
    const view = await this.#core.ask({ case: "askHistory", value: {} });
    if (view.kind === "history") this.#core.dispatch({ type: "historyAnswered", history: view.history });
  }

  async answer(question: Question): Promise<void> {
    switch (question.ask) {
      case "account":
        return this.#accountAnswered(await this.#core.ask({ case: "askAccount", value: {} }));
      case "conversations":
        return this.#conversationsAnswered(await this.#core.ask({ case: "askConversations", value: {} }));
      case "conversation": {
        const view = await this.#core.ask({ case: "askConversation", value: { with: question.with } });
        if (view.kind === "conversation") this.#core.dispatch({ type: "conversationAnswered", ...view });
        return;
      }
      case "newest": {
        const view = await this.timeline(question.with, 0, pageSize);
        const unread = conversationWith(this.#core.state, question.with)?.unread ?? 0;
        if (view.kind === "timeline") {
          this.#core.dispatch({ type: "newestAnswered", with: question.with, page: view.page, unread });
          this.#core.dispatch({ type: "offRecordAnswered", with: question.with, messages: view.offRecord });
        } else this.#core.dispatch({ type: "timelineFailed", with: question.with });
        return;
      }
      case "groups": {
        const view = await this.#core.ask({ case: "askGroups", value: {} });
        if (view.kind === "groups") this.#core.dispatch({ type: "groupsAnswered", ...view });
        if (view.kind === "failed") this.#core.dispatch({ type: "groupsFailed", code: view.code });
        return;
      }
      case "group": {
        const view = await this.#core.ask({ case: "askGroup", value: { group: question.group } });
        if (view.kind === "group") this.#core.dispatch({ type: "groupAnswered", ...view });
        return;
      }
      case "message": {
        const view = await this.timeline(question.with, question.position + 1, 1);
        const message = view.kind === "timeline" ? view.page.messages[0] : undefined;
        if (view.kind !== "timeline") return;
        // The newest at or before that place: another one when this one was erased.
        if (message?.position === question.position) this.#core.dispatch({ type: "messageAnswered", message });
        else this.#core.dispatch({ type: "messageGone", with: question.with, position: question.position });
        return;
      }
      case "linking": {
        const view = await this.#core.ask({ case: "askLinking", value: {} });
        if (view.kind === "linking") this.#core.dispatch({ type: "linkingAnswered", linking: view.linking });
        return;
      }
      case "hits":
        return this.searchMessages(question.query);
    }
  }

  timeline(user: string, before: number, limit: number): Promise<View> {
    return this.#core.ask({ case: "askTimeline", value: { with: user, before: BigInt(before), limit } });
  }

  async searchMessages(query: string): Promise<void> {
    const view = await this.#core.ask({ case: "askSearch", value: { query, limit: maxHits } });
    if (view.kind === "messages") this.#core.dispatch({ type: "hitsAnswered", query, messages: view.messages });
    if (view.kind === "failed") this.#core.dispatch({ type: "hitsFailed", query, code: view.code });
  }

  #accountAnswered(view: View): void {
    if (view.kind !== "account") return;
    this.#core.dispatch({ type: "accountAnswered", account: view.account, link: view.link });
    this.#core.routed(this.#core.state.route);
  }

  #conversationsAnswered(view: View): void {
    if (view.kind === "conversations") this.#core.dispatch({ type: "conversationsAnswered", ...view });
    if (view.kind === "failed") this.#core.dispatch({ type: "conversationsFailed", code: view.code });
  }
}
