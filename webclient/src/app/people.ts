// SPDX-License-Identifier: GPL-3.0-or-later
// Others: finding them, knowing them, keeping them away.
import type { SafetyCodeMatch } from "../state/model";
import type { Core } from "./core.svelte";
import { searchPauseMs } from "./search_pause";
import type { Views } from "./views";

const maxQueryBytes = 64;

export class People {
  readonly #core: Core;
  readonly #views: Views;
  #searchTimer: number | undefined;

  constructor(core: Core, views: Views) {
    this.#core = core;
    this.#views = views;
  }

  search(query: string): void {
    this.#core.dispatch({ type: "searched", query });
    clearTimeout(this.#searchTimer);
    const wanted = query.trim();
    if (wanted !== "") this.#searchTimer = window.setTimeout(() => void this.#search(wanted), searchPauseMs);
  }

  async #search(query: string): Promise<void> {
    void this.#searchPeople(query);
    await this.#views.searchMessages(query);
  }

  async #searchPeople(query: string): Promise<void> {
    if (new TextEncoder().encode(query).length > maxQueryBytes) {
      this.#core.dispatch({ type: "directoryFound", query, profiles: [] });
      return;
    }
    const view = await this.#core.ask({ case: "searchDirectory", value: { query } });
    if (view.kind === "failed") this.#core.dispatch({ type: "peopleFailed", query, code: view.code });
  }

  fetchProfile(user: string): void {
    if (this.#core.state.link === "online") void this.#core.ask({ case: "fetchProfile", value: { user } });
  }

  async setContactName(user: string, name: string): Promise<void> {
    await this.#core.attempt({ case: "setContactName", value: { user, name: name.trim() } });
    await this.#views.answer({ ask: "conversation", with: user });
  }

  async acceptRequest(user: string): Promise<void> {
    await this.#core.attempt({ case: "acceptRequest", value: { user } });
    await this.#views.answer({ ask: "conversation", with: user });
  }

  async blockUser(user: string): Promise<void> {
    await this.#core.attempt({ case: "blockUser", value: { user } });
    await this.#views.answer({ ask: "conversation", with: user });
  }

  async unblockUser(user: string): Promise<void> {
    await this.#core.attempt({ case: "unblockUser", value: { user } });
    await this.#views.answer({ ask: "conversation", with: user });
  }

  /** False when another key than the one of this number is shown by now. */
  async acceptIdentity(user: string, safetyNumber: string): Promise<boolean> {
    const view = await this.#core.ask({ case: "acceptIdentity", value: { user, safetyNumber } });
    this.#core.complain(view);
    await this.#views.answer({ ask: "conversation", with: user });
    return view.kind !== "failed";
  }

  /** False when the number is no longer that of this person's key. */
  async verify(user: string, safetyNumber: string): Promise<boolean> {
    const view = await this.#core.ask({ case: "verifyIdentity", value: { user, safetyNumber } });
    this.#core.complain(view);
    await this.#views.answer({ ask: "conversation", with: user });
    return view.kind !== "failed";
  }

  async unverify(user: string): Promise<void> {
    await this.#core.attempt({ case: "unverifyIdentity", value: { user } });
    await this.#views.answer({ ask: "conversation", with: user });
  }

  /** Null before the first contact. */
  async safetyNumber(user: string): Promise<string | null> {
    const view = await this.#core.ask({ case: "askSafetyNumber", value: { with: user } });
    return view.kind === "safetyNumber" && view.digits !== "" ? view.digits : null;
  }

  /** What one's own QR code says; null before the first contact. */
  async safetyCode(user: string): Promise<string | null> {
    const view = await this.#core.ask({ case: "askSafetyCode", value: { with: user } });
    return view.kind === "safetyCode" && view.code !== "" ? view.code : null;
  }

  /** Whether this is the code that the other's screen shows. Null when it could not be asked. */
  async compareSafetyCode(user: string, code: string): Promise<SafetyCodeMatch | null> {
    const view = await this.#core.ask({ case: "compareSafetyCode", value: { with: user, code } });
    this.#core.complain(view);
    return view.kind === "safetyCode" ? view.match : null;
  }
}
