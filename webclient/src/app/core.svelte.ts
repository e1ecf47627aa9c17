// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the state, and is the only way to the engine.
import { redirected } from "../state/access";
import type { Action } from "../state/action";
import { initialState, type State } from "../state/model";
import { reduce } from "../state/reduce";
import { parseRoute, pathOf, type Route } from "../state/route";
import type { View } from "./from_bridge";
import type { PageRequest, Port } from "./port";
import { storedTheme } from "./theme";

export class Core {
  #state: State = $state.raw(initialState(parseRoute(location.pathname), storedTheme(), Date.now()));

  constructor(readonly port: Promise<Port>) {}

  get state(): State {
    return this.#state;
  }

  dispatch(action: Action): void {
    this.#state = reduce(this.#state, action);
  }

  async ask(request: PageRequest): Promise<View> {
    return (await this.port).ask(request);
  }

  /** Asks, and says so when it fails. */
  async attempt(request: PageRequest): Promise<View> {
    const view = await this.ask(request);
    this.complain(view);
    return view;
  }

  complain(view: View): void {
    if (view.kind === "failed") {
      this.dispatch({ type: "noted", text: { kind: "error", code: view.code, retryAfterMs: 0 } });
    }
  }

  navigate(route: Route, how: "push" | "replace" = "push"): void {
    const path = pathOf(route);
    if (path !== location.pathname) {
      if (how === "push") history.pushState(null, "", path);
      else history.replaceState(null, "", path);
    }
    this.routed(route);
  }

  routed(route: Route): void {
    const target = redirected(route, this.#state.session, this.#state.wanted);
    if (target !== null) {
      if (target.screen === "login") this.dispatch({ type: "turnedAway", from: route });
      this.navigate(target, "replace");
      return;
    }
    this.dispatch({ type: "routed", route });
  }
}
