// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of groups. The engine takes it at once; the group is so only when its log says it.
import type { Action } from "./action";
import { assertNever } from "./assert_never";
import type { ErrorCode } from "./error_code";
import { groupWith } from "./groups";
import type { Failure, Group, GroupRole, State, Wanted, Wish, WishState } from "./model";

type WishAction = Extract<Action, { type: "wished" | "wishFailed" | "settingsForgotten" }>;

/** What is told beside the button with which it was set. */
type Setting = "rename" | "policy";

export function reduceWishes(state: State, action: WishAction): State {
  switch (action.type) {
    case "wished": {
      const { group, what } = action;
      const others = state.wishes.filter((wish) => wish.group !== group || !isSameDeed(wish.what, what));
      return { ...state, wishes: [...others, { group, what, state: { kind: "asked" } }] };
    }
    case "wishFailed":
      return {
        ...state,
        wishes: state.wishes.flatMap((wish) => (wish.what === action.what ? refused(wish, action) : [wish])),
      };
    case "settingsForgotten":
      return { ...state, wishes: state.wishes.filter(({ group, what }) => group !== action.group || !isSetting(what)) };
    default:
      return assertNever(action);
  }
}

/** Groups were read again: some are by now what was asked for, also where another's refusal was taken for its own. */
export function withWishesCome(state: State): State {
  return {
    ...state,
    wishes: state.wishes.flatMap((wish) => {
      if (!holds(groupWith(state, wish.group), wish.what)) return [wish];
      return isSetting(wish.what) ? [{ ...wish, state: { kind: "done" } as const }] : [];
    }),
  };
}

/** Something was refused, and nobody knows what: all that is asked ends. */
export function withWishesRefused(state: State, failure: Failure): State {
  return { ...state, wishes: state.wishes.flatMap((wish) => (isAsked(wish) ? refused(wish, failure) : [wish])) };
}

/** Whether all who wait read beside what they have set that it was refused. */
export function refusalIsShown(wishes: readonly Wish[]): boolean {
  const asked = wishes.filter(isAsked);
  return asked.length > 0 && asked.every(({ what }) => isSetting(what));
}

function refused(wish: Wish, { code, retryAfterMs }: { code: ErrorCode; retryAfterMs: number }): Wish[] {
  return isSetting(wish.what) ? [{ ...wish, state: { kind: "refused", code, retryAfterMs } }] : [];
}

const isAsked = ({ state }: Wish): boolean => state.kind === "asked";
const isSetting = ({ kind }: Wanted): boolean => kind === "rename" || kind === "policy";

/** With the same button. */
function isSameDeed(one: Wanted, other: Wanted): boolean {
  return one.kind === other.kind && aboutWhom(one) === aboutWhom(other);
}

const aboutWhom = (what: Wanted): string => ("user" in what ? what.user : "");

function holds(group: Group | undefined, what: Wanted): boolean {
  if (group === undefined) return what.kind === "leave";
  switch (what.kind) {
    case "join":
      return group.standing === "member" || (group.standing === "waiting" && !group.open);
    case "leave":
      return group.standing === "former";
    case "approve":
      return group.requests.every(({ user, approvedHere }) => user !== what.user || approvedHere);
    case "remove":
      return [...group.members, ...group.requests].every(({ user }) => user !== what.user);
    case "role":
      return group.members.every(({ user, role }) => user !== what.user || role === what.role);
    case "policy":
      return group.policyApprovals === what.approvals && group.policyApprovers === what.approvers;
    case "rename":
      return group.name === what.name.trim();
    case "picture":
      return isSame(group.picture, what.picture);
    default:
      return assertNever(what);
  }
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

/** It is on its way, so it can't be begun. */
export function isWished(state: State, group: string, what: Wanted): boolean {
  return state.wishes.some((wish) => isAsked(wish) && wish.group === group && isSameDeed(wish.what, what));
}

/** Something about this user is on its way. */
export function isWishedOf(state: State, group: string, user: string): boolean {
  return state.wishes.some((wish) => isAsked(wish) && wish.group === group && aboutWhom(wish.what) === user);
}

/** What becomes of what was set last; null: nothing was. */
export function settingOf(state: State, group: string, kind: Setting): WishState | null {
  return state.wishes.find((wish) => wish.group === group && wish.what.kind === kind)?.state ?? null;
}

/** The role that a member has, or has as soon as the group says so. */
export function roleShown(state: State, group: Group, user: string): GroupRole {
  const wish = state.wishes.find(
    (wish) => isAsked(wish) && wish.group === group.id && wish.what.kind === "role" && wish.what.user === user,
  );
  if (wish?.what.kind === "role") return wish.what.role;
  return group.members.find((member) => member.user === user)?.role ?? "member";
}
