// SPDX-License-Identifier: GPL-3.0-or-later
// One's own account and its devices.
import { folded, type LoginForm, type RegisterForm } from "../state/entry_form";
import type { Core } from "./core.svelte";
import type { PageRequest } from "./port";
import type { Views } from "./views";

export class AccountActions {
  readonly #core: Core;
  readonly #views: Views;

  constructor(core: Core, views: Views) {
    this.#core = core;
    this.#views = views;
  }

  async register(form: RegisterForm): Promise<void> {
    this.#core.dispatch({ type: "entryStarted", mode: "register" });
    const { password, displayName, deviceName, listed } = form;
    const value = { username: folded(form.username), password, displayName, deviceName, listed };
    await this.#enter({ case: "register", value });
  }

  async logIn(form: LoginForm): Promise<void> {
    this.#core.dispatch({ type: "entryStarted", mode: "login" });
    const { password, deviceName } = form;
    await this.#enter({ case: "logIn", value: { username: folded(form.username), password, deviceName } });
  }

  async #enter(request: PageRequest): Promise<void> {
    const view = await this.#core.ask(request);
    if (view.kind === "failed") this.#core.dispatch({ type: "entryFailed", code: view.code, retryAfterMs: 0 });
  }

  async cancelEntry(): Promise<void> {
    this.#core.dispatch({ type: "entryCancelled" });
    await this.#core.ask({ case: "cancelEntry", value: {} });
  }

  async logOut(): Promise<void> {
    await this.#core.attempt({ case: "logOut", value: {} });
  }

  async updateProfile(profile: { displayName: string; about: string; listed: boolean }): Promise<void> {
    this.#core.dispatch({ type: "profileSaving" });
    const view = await this.#core.ask({ case: "updateProfile", value: profile });
    if (view.kind === "failed") this.#core.dispatch({ type: "requestFailed", code: view.code, retryAfterMs: 0 });
  }

  /** What isn't named stays as it is. */
  async setPrivacy(changed: { readReceipts?: boolean; typing?: boolean }): Promise<void> {
    await this.#core.attempt({ case: "setPrivacy", value: changed });
    await this.#views.answer({ ask: "account" });
  }

  /** The relay's copy of the history isn't the known one, and may be followed from now on. */
  async acceptArchive(): Promise<void> {
    await this.#core.attempt({ case: "acceptArchive", value: {} });
    await this.#views.askHistory();
  }

  async listDevices(): Promise<void> {
    this.#core.dispatch({ type: "devicesAsked" });
    const view = await this.#core.ask({ case: "listDevices", value: {} });
    if (view.kind === "failed") this.#core.dispatch({ type: "requestFailed", code: view.code, retryAfterMs: 0 });
  }

  async revokeDevice(deviceId: number): Promise<void> {
    await this.#core.attempt({ case: "revokeDevice", value: { deviceId } });
  }

  /** This device's account goes to another one: shows a code. */
  async linkDevice(): Promise<void> {
    this.#core.dispatch({ type: "linkingLeft" });
    await this.#link({ case: "linkDevice", value: {} });
  }

  /** The account of the device that shows the code comes here. False: that is no code. */
  async joinWithCode(code: string, deviceName: string): Promise<boolean> {
    this.#core.dispatch({ type: "linkingLeft" });
    const view = await this.#core.ask({ case: "joinWithCode", value: { code, deviceName } });
    const isCode = view.kind !== "failed" || view.code !== "malformed";
    if (view.kind === "failed" && isCode) this.#core.dispatch({ type: "linkingFailed", code: view.code });
    return isCode;
  }

  async confirmLinking(number: string): Promise<void> {
    await this.#link({ case: "confirmLinking", value: { number } });
  }

  async cancelLinking(): Promise<void> {
    this.#core.dispatch({ type: "linkingLeft" });
    await this.#core.ask({ case: "cancelLinking", value: {} });
  }

  async #link(request: PageRequest): Promise<void> {
    const view = await this.#core.ask(request);
    if (view.kind === "failed") this.#core.dispatch({ type: "linkingFailed", code: view.code });
  }
}
