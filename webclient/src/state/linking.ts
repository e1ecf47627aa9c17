// SPDX-License-Identifier: GPL-3.0-or-later
// A device that is being linked, as the screens follow it.
import type { Action } from "./action";
import { assertNever } from "./assert_never";
import type { LinkingState, State } from "./model";

type LinkingAction = Extract<
  Action,
  { type: "linkingAnswered" | "linkingFailed" | "linkingLeft" | "linkingChanged" | "linkingEnded" }
>;

export function reduceLinking(state: State, action: LinkingAction): State {
  switch (action.type) {
    // What changed is read from the engine's view; see refresh.ts.
    case "linkingChanged":
      return state;
    case "linkingAnswered":
      if (action.linking !== null) return { ...state, linking: { kind: "running", linking: action.linking } };
      return state.linking.kind === "running" ? over(state, state.linking) : state;
    case "linkingEnded":
      return { ...state, linking: action.failure === null ? { kind: "done" } : failed(action.failure) };
    case "linkingFailed":
      return { ...state, linking: failed(action.code) };
    case "linkingLeft":
      return { ...state, linking: { kind: "none" } };
    default:
      return assertNever(action);
  }
}

/** Of a newcomer that has confirmed: it has the keys now, and goes on as after a log-in. */
function over(state: State, { linking }: Extract<LinkingState, { kind: "running" }>): State {
  const next: State = { ...state, linking: { kind: "none" } };
  if (linking.side !== "newcomer" || linking.stage !== "confirmed" || state.session.kind === "in") return next;
  return { ...next, entry: { kind: "running", mode: "login", step: "prekeys", fraction: 0.85 } };
}

function failed(code: Extract<LinkingState, { kind: "failed" }>["code"]): LinkingState {
  return { kind: "failed", code };
}

/** As people read it out: "123 456". */
export function spokenNumber(number: string): string {
  return `${number.slice(0, 3)} ${number.slice(3)}`;
}
