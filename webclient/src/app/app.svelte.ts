// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens see: the state, and what its user can do, by subject.
import { getContext, setContext } from "svelte";

import type { EngineNews } from "../state/action";
import { isAwaited } from "../state/groups";
import type { EngineState, State, Theme } from "../state/model";
import { questionsAfter, type Question } from "../state/refresh";
import { parseRoute, type Route } from "../state/route";
import { AccountActions } from "./account";
import { Conversations } from "./conversations";
import { Core } from "./core.svelte";
import { Groups } from "./groups";
import { Messages } from "./messages";
import { fetchNews } from "./news";
import { People } from "./people";
import type { Port } from "./port";
import { applyTheme } from "./theme";
import { Views } from "./views";

const typingHoldsMs = 8_000;

export class App {
  readonly #core: Core;
  readonly #views: Views;
  readonly account: AccountActions;
  readonly people: People;
  readonly conversations: Conversations;
  readonly messages: Messages;
  readonly groups: Groups;
  readonly #typingTimers = new Map<string, number>();

  constructor(port: Promise<Port>) {
    const core = new Core(port);
    const views = new Views(core);
    this.#core = core;
    this.#views = views;
    this.account = new AccountActions(core, views);
    this.people = new People(core, views);
    this.conversations = new Conversations(core, views, this.people);
    this.messages = new Messages(core, views, this.conversations);
    this.groups = new Groups(core, this.conversations);
    void port.then((connected) => this.#follow(connected));
    addEventListener("popstate", () => core.routed(parseRoute(location.pathname)));
    setInterval(() => core.dispatch({ type: "ticked", now: Date.now() }), 30_000);
  }

  get state(): State {
    return this.#core.state;
  }

  navigate(route: Route, how: "push" | "replace" = "push"): void {
    this.#core.navigate(route, how);
  }

  /** The database is damaged: makes room for a new one, in which nobody is logged in. */
  async beginAnew(): Promise<void> {
    (await this.#core.port).beginAnew();
  }

  async readNews(): Promise<void> {
    this.#core.dispatch({ type: "newsAsked" });
    const items = await fetchNews();
    this.#core.dispatch(items === null ? { type: "newsFailed", code: "offline" } : { type: "newsAnswered", items });
  }

  chooseTheme(theme: Theme): void {
    applyTheme(theme);
    this.#core.dispatch({ type: "themeChosen", theme });
  }

  dismiss(id: number): void {
    this.#core.dispatch({ type: "noteDismissed", id });
  }

  #follow(port: Port): void {
    port.onNews((news) => this.#heard(news));
    port.onStatus((engine) => this.#engineChanged(engine));
  }

  #engineChanged(engine: EngineState): void {
    this.#core.dispatch({ type: "engineChanged", engine });
    if (engine.kind === "ready") void this.#views.readEverything();
  }

  #heard(news: EngineNews): void {
    const questions = questionsAfter(this.#core.state, news);
    const created = news.type === "groupCreated" && isAwaited(this.#core.state) ? news.group : null;
    this.#core.dispatch(news);
    if (created !== null) this.navigate({ screen: "groups", group: created });
    if (news.type === "peerTyping") this.#forgetTyping(news.user);
    if (news.type === "attachmentBytesWanted") void this.messages.bytesWanted(news);
    if (news.type === "loggedOut") this.navigate({ screen: "landing" }, "replace");
    for (const question of questions) void this.#renew(question);
  }

  async #renew(question: Question): Promise<void> {
    await this.#views.answer(question);
    if (question.ask === "group") await this.groups.answered(question.group);
  }

  /** A little longer than signs come while somebody goes on. */
  #forgetTyping(user: string): void {
    clearTimeout(this.#typingTimers.get(user));
    const over = (): void => this.#core.dispatch({ type: "typingOver", user });
    this.#typingTimers.set(user, window.setTimeout(over, typingHoldsMs));
  }
}

const key = Symbol("app");
export const provideApp = (app: App): App => setContext(key, app);
export const useApp = (): App => getContext<App>(key);
