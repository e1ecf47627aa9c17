// SPDX-License-Identifier: GPL-3.0-or-later
// Groups in the state, and what screens read of them.
import type { Action } from "./action";
import { assertNever } from "./assert_never";
import { emptyGroupSearch } from "./model";
import type { Group, GroupKind, GroupMember, GroupSearch, State } from "./model";
import { mayBeShownSmall } from "./picture_size";
import { groupConversation, groupOf } from "./route";
import { conversationWith, loaded } from "./select";

type GroupAction = Extract<
  Action,
  {
    type:
      | "groupsAnswered"
      | "groupsFailed"
      | "groupAnswered"
      | "groupsSearched"
      | "groupsFound"
      | "groupSearchFailed"
      | "groupCreating"
      | "groupCreationFailed"
      | "groupCreationForgotten"
      | "groupCreated";
  }
>;

export function reduceGroups(state: State, action: GroupAction): State {
  switch (action.type) {
    case "groupsAnswered":
      return { ...state, groups: { kind: "loaded", value: byName(action.groups) } };
    case "groupsFailed":
      if (state.groups.kind === "loaded") return state;
      return { ...state, groups: { kind: "failed", code: action.code, retryAfterMs: 0 } };
    case "groupAnswered":
      return { ...state, groups: { kind: "loaded", value: withGroup(state, action.group) } };
    case "groupsSearched":
      return { ...state, groupSearch: searchedGroups(action.query) };
    case "groupsFound":
      return changeGroupSearch(state, action.query, { groups: { kind: "loaded", value: action.groups } });
    case "groupSearchFailed":
      return changeGroupSearch(state, action.query, {
        groups: { kind: "failed", code: action.code, retryAfterMs: 0 },
      });
    case "groupCreating":
      return { ...state, creation: { kind: "asked" } };
    case "groupCreationFailed":
      return { ...state, creation: { kind: "failed", code: action.code, retryAfterMs: 0 } };
    case "groupCreationForgotten":
      return { ...state, creation: { kind: "none" } };
    case "groupCreated":
      return isAwaited(state) ? { ...state, creation: { kind: "created" } } : state;
    default:
      return assertNever(action);
  }
}

/** A new group: somebody looks for it, also where another's refusal was taken for its own. */
export function isAwaited({ creation }: State): boolean {
  return creation.kind === "asked" || creation.kind === "failed";
}

const byName = (groups: readonly Group[]): readonly Group[] =>
  [...groups].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));

function withGroup(state: State, changed: Group): readonly Group[] {
  return byName([...loaded(state.groups).filter(({ id }) => id !== changed.id), changed]);
}

function searchedGroups(query: string): GroupSearch {
  return query.trim() === "" ? { ...emptyGroupSearch, query } : { query, groups: { kind: "loading" } };
}

/** An answer to a question that was overtaken by a newer one is dropped. */
function changeGroupSearch(state: State, query: string, change: Partial<GroupSearch>): State {
  if (state.groupSearch.query.trim() !== query) return state;
  return { ...state, groupSearch: { ...state.groupSearch, ...change } };
}

export function groupWith(state: State, id: string): Group | undefined {
  return loaded(state.groups).find((group) => group.id === id);
}

/** Those that one waits for and has nothing of yet: one that was left is among the conversations. */
export function groupsWaitedFor(state: State): readonly Group[] {
  return loaded(state.groups).filter(
    ({ id, standing }) => standing === "waiting" && conversationWith(state, groupConversation(id)) === undefined,
  );
}

/** Of a conversation with a group that is known here; null: none, or nothing that may be decoded. */
export function groupPicture(state: State, conversation: string): Uint8Array<ArrayBuffer> | null {
  const id = groupOf(conversation);
  const picture = id === null ? undefined : groupWith(state, id)?.picture;
  return picture !== undefined && mayBeShownSmall(picture) ? picture : null;
}

/** What the relay says of its kind; undefined: it wasn't found. */
export function foundKind(state: State, id: string): GroupKind | undefined {
  const found = loaded(state.groupSearch.groups).find((group) => group.id === id);
  if (found === undefined) return undefined;
  return found.open ? "open" : "secure";
}

/** Of one's own groups, else as it was found; empty: unknown. */
export function groupName(state: State, id: string): string {
  return groupWith(state, id)?.name || (loaded(state.groupSearch.groups).find((found) => found.id === id)?.name ?? "");
}

/** Those who may be removed by somebody with this role: members below it. */
export function mayRemove(role: Group["role"], member: GroupMember): boolean {
  return (role === "owner" && member.role !== "owner") || (role === "admin" && member.role === "member");
}

export type GroupDeed = "created" | "joined" | "left" | "removed" | "renamed" | "role" | "policy" | "picture";

const deeds: readonly GroupDeed[] = ["created", "joined", "left", "removed", "renamed", "role", "policy", "picture"];

/** What the body of a notice says: what was done, and whom or what it is about. */
export function deedOf(body: string): { readonly deed: GroupDeed; readonly about: string } | null {
  const end = body.indexOf(" ");
  const word = end < 0 ? body : body.slice(0, end);
  const deed = deeds.find((one) => one === word);
  return deed === undefined ? null : { deed, about: end < 0 ? "" : body.slice(end + 1) };
}
