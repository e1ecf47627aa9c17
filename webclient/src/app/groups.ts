// SPDX-License-Identifier: GPL-3.0-or-later
// Groups, and what one does in them.
import type { ErrorCode } from "../state/error_code";
import type { GroupChange, GroupKind, GroupRole, Wanted } from "../state/model";
import { groupConversation } from "../state/route";
import { isWished } from "../state/wishes";
import type { Conversations } from "./conversations";
import type { Core } from "./core.svelte";
import { bridgeRole, changeFor } from "./group_change";
import { groupPictureFrom } from "./group_picture";
import type { PageRequest } from "./port";
import { searchPauseMs } from "./search_pause";

/** Twice as long as the engine waits for the relay. What isn't there by then may come, but nobody waits for it. */
const patienceMs = 60_000;

export class Groups {
  readonly #core: Core;
  readonly #conversations: Conversations;
  #groupSearchTimer: number | undefined;
  #creationTimer: number | undefined;
  /** The group whose older posts the user has asked for. */
  #awaitsPosts: string | null = null;

  constructor(core: Core, conversations: Conversations) {
    this.#core = core;
    this.#conversations = conversations;
  }

  /** Shows it as soon as it is there. */
  async createGroup(name: string, kind: GroupKind, approvals: number, approvers: GroupRole): Promise<void> {
    if (this.#core.state.creation.kind === "asked") return;
    this.#core.dispatch({ type: "groupCreating" });
    clearTimeout(this.#creationTimer);
    this.#creationTimer = window.setTimeout(() => {
      if (this.#core.state.creation.kind === "asked") this.#creationFailed("offline");
    }, patienceMs);
    const value = { name: name.trim(), approvals, approvers: bridgeRole(approvers), open: kind === "open" };
    const view = await this.#core.ask({ case: "createGroup", value });
    if (view.kind === "failed") this.#creationFailed(view.code);
  }

  #creationFailed(code: ErrorCode): void {
    this.#core.dispatch({ type: "groupCreationFailed", code });
  }

  /** Nobody waits for it any more, or looks at why it isn't there. It may still come, among the others. */
  forgetCreation(): void {
    clearTimeout(this.#creationTimer);
    this.#core.dispatch({ type: "groupCreationForgotten" });
  }

  searchGroups(query: string): void {
    this.#core.dispatch({ type: "groupsSearched", query });
    clearTimeout(this.#groupSearchTimer);
    const wanted = query.trim();
    if (wanted !== "") this.#groupSearchTimer = window.setTimeout(() => void this.#searchGroups(wanted), searchPauseMs);
  }

  async #searchGroups(query: string): Promise<void> {
    const view = await this.#core.ask({ case: "findGroups", value: { query } });
    if (view.kind === "failed") this.#core.dispatch({ type: "groupSearchFailed", query, code: view.code });
  }

  async requestToJoin(group: string): Promise<void> {
    await this.#wish(group, { kind: "join" }, { case: "requestToJoin", value: { group } });
  }

  /** Older posts of an open group, from the relay. */
  async loadPosts(group: string): Promise<void> {
    this.#awaitsPosts = group;
    await this.#core.attempt({ case: "loadPosts", value: { group } });
  }

  /** It was read again. Older posts that were asked for are in front of what was the beginning of its history. */
  async answered(group: string): Promise<void> {
    if (this.#awaitsPosts !== group) return;
    this.#awaitsPosts = null;
    this.#core.dispatch({ type: "olderArrived", with: groupConversation(group) });
    await this.#conversations.loadOlder();
  }

  async changeGroup(group: string, deed: GroupChange): Promise<void> {
    await this.#wish(group, deed, { case: "changeGroup", value: { group, what: changeFor(deed) } });
  }

  /** Nobody looks any more at what became of the group's name and policy. */
  forgetSettings(group: string): void {
    this.#core.dispatch({ type: "settingsForgotten", group });
  }

  /** What is on its way isn't asked again. It ends when the group is so, when it is refused, or after a while. */
  async #wish(group: string, what: Wanted, request: PageRequest): Promise<void> {
    if (isWished(this.#core.state, group, what)) return;
    const fail = (code: ErrorCode): void => this.#core.dispatch({ type: "wishFailed", what, code, retryAfterMs: 0 });
    this.#core.dispatch({ type: "wished", group, what });
    window.setTimeout(() => fail("stale_state"), patienceMs);
    const view = await this.#core.ask(request);
    if (view.kind === "failed") fail(view.code);
  }

  /** False: the file is nothing that can be one. */
  async setGroupPicture(group: string, file: File): Promise<boolean> {
    const picture = await groupPictureFrom(file);
    if (picture !== null) await this.changeGroup(group, { kind: "picture", picture });
    return picture !== null;
  }
}
