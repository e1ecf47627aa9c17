// SPDX-License-Identifier: GPL-3.0-or-later
// One pure step: state and what happened give the next state.
import type { Action } from "./action";
import { assertNever } from "./assert_never";
import { emptySearch, initialState } from "./model";
import type { Conversation, Failure, NoteText, OpenConversation, Search, State } from "./model";
import { conversationOf } from "./route";
import { groupName, reduceGroups } from "./groups";
import { reduceLinking } from "./linking";
import { isAnotherHistory, isRestoring } from "./select";
import {
  opening,
  withChanged,
  withJump,
  withMessage,
  withNewest,
  withOlder,
  withoutMessage,
  withProgress,
  withRoomInFront,
} from "./timeline";
import { refusalIsShown, reduceWishes, withWishesCome, withWishesRefused } from "./wishes";

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "routed":
      return routed(state, action);
    case "turnedAway":
      return { ...state, wanted: action.from };
    case "ticked":
      return { ...state, now: action.now };
    case "themeChosen":
      return { ...state, theme: action.theme };
    case "engineChanged":
      return { ...state, engine: action.engine };
    case "accountAnswered":
      if (action.account === null) return { ...nobodyIsIn(state), link: action.link };
      return { ...state, session: { kind: "in", account: action.account }, link: action.link };
    case "historyAnswered":
      return { ...state, history: action.history };
    case "restoreProgress":
      return { ...state, history: { restored: action.restored, total: action.total, doubted: false } };
    case "restoreChecked":
      return action.refused === 0 ? state : noted(state, { kind: "historyForeign", refused: action.refused });
    case "archiveRefused":
      if (isAnotherHistory(action.code)) return { ...state, history: { ...state.history, doubted: true } };
      return noted(state, { kind: action.code === "too_large" ? "archiveFull" : "archiveRefused" });
    case "linkChanged":
      return {
        ...state,
        link: action.link,
        displaced: state.displaced && action.link !== "online",
        // Each link looks again.
        history: { ...state.history, doubted: state.history.doubted && action.link !== "online" },
      };
    case "displaced":
      return { ...state, displaced: true, link: "offline" };

    case "entryStarted":
      return { ...state, entry: { kind: "running", mode: action.mode, step: "connecting", fraction: 0 } };
    case "entryProgress":
      if (state.entry.kind !== "running") return state;
      return { ...state, entry: { ...state.entry, step: action.step, fraction: action.fraction } };
    case "entryFailed":
      if (state.entry.kind !== "running") return state;
      return { ...state, entry: { kind: "failed", mode: state.entry.mode, ...failure(action) } };
    case "entryCancelled":
      return { ...state, entry: { kind: "idle" } };
    case "loggedIn":
      return { ...state, entry: { kind: "idle" } };
    case "loggedOut":
      return loggedOut(state, action.revoked);

    case "linkingChanged":
    case "linkingAnswered":
    case "linkingEnded":
    case "linkingFailed":
    case "linkingLeft":
      return reduceLinking(state, action);

    case "conversationsAnswered":
      return { ...state, conversations: { kind: "loaded", value: action.conversations } };
    case "conversationsFailed":
      if (state.conversations.kind === "loaded") return state;
      return { ...state, conversations: { kind: "failed", code: action.code, retryAfterMs: 0 } };
    case "conversationAnswered":
      return { ...state, conversations: { kind: "loaded", value: withConversation(state, action.conversation) } };

    case "conversationOpened":
      return { ...state, open: opening(action.with) };
    case "newestAnswered":
      return changeOpen(state, action.with, (open) => withNewest(open, action.page, action.unread));
    case "offRecordAnswered":
      return changeOpen(state, action.with, (open) => ({ ...open, offRecord: action.messages }));
    case "timelineFailed":
      return changeOpen(state, action.with, (open) =>
        open.kind === "loading" ? { ...open, kind: "failed" } : { ...open, loadingOlder: false },
      );
    case "olderAsked":
      return changeOpen(state, action.with, (open) => ({ ...open, loadingOlder: true }));
    case "olderArrived":
      return changeOpen(state, action.with, withRoomInFront);
    case "olderAnswered":
      return changeOpen(state, action.with, (open) => withOlder(open, action.page));
    case "jumped":
      return changeOpen(state, action.with, (open) => withJump(open, action.page, action.to, action.reachesNewest));
    case "messageAnswered":
      return changeOpen(state, action.message.conversation, (open) => withMessage(open, action.message));
    case "messageGone":
      return changeOpen(state, action.with, (open) => withoutMessage(open, action.position));
    // What changed is read from the engine's views; see refresh.ts.
    case "messageArrived":
      return changeOpen(withoutTyping(state, action.conversation), action.conversation, (open) =>
        withChanged(open, action.id),
      );
    case "offRecordArrived":
      return withoutTyping(state, action.user);
    case "peerTyping":
      return { ...state, typing: [...withoutTyping(state, action.user).typing, action.user] };
    case "typingOver":
      return withoutTyping(state, action.user);
    case "messageChanged":
      return changeOpen(state, action.conversation, (open) => withChanged(open, action.id));
    case "changeFailed":
      return noted(state, { kind: "changeFailed", change: action.change, user: action.user });
    case "conversationChanged":
      return isRestoring(state) ? changeOpen(state, action.user, withRoomInFront) : state;
    case "identityChanged":
    case "groupUpdated":
    case "attachmentBytesWanted":
      return state;
    case "attachmentMoved":
      return changeOpen(state, action.conversation, (open) => withProgress(open, action));
    case "sessionReset":
    case "deviceRefused":
    case "deviceListRefused":
    case "deviceCopied":
      return noted(state, { kind: action.type, user: action.user });
    case "stateRestored":
    case "undecryptable":
      return noted(state, { kind: action.type });

    case "searched":
      return { ...state, search: searched(action.query) };
    case "hitsAnswered":
      return changeSearch(state, action.query, { messages: { kind: "loaded", value: action.messages } });
    case "hitsFailed":
      return changeSearch(state, action.query, { messages: { kind: "failed", code: action.code, retryAfterMs: 0 } });
    case "directoryFound":
      return changeSearch(state, action.query, { people: { kind: "loaded", value: action.profiles } });
    case "peopleFailed":
      return changeSearch(state, action.query, { people: { kind: "failed", code: action.code, retryAfterMs: 0 } });

    case "groupsAnswered":
    case "groupAnswered":
      return withWishesCome(reduceGroups(state, action));
    case "groupsFailed":
    case "groupsSearched":
    case "groupsFound":
    case "groupSearchFailed":
    case "groupCreating":
    case "groupCreationForgotten":
    case "groupCreated":
      return reduceGroups(state, action);
    case "groupCreationFailed":
      if (state.creation.kind === "asked") return reduceGroups(state, action);
      return noted(state, { kind: "error", code: action.code, retryAfterMs: 0 });
    case "wished":
    case "settingsForgotten":
      return reduceWishes(state, action);
    case "wishFailed":
      return wishFailed(state, action);
    case "groupDistrusted":
      return noted(state, { kind: "groupDistrusted", name: groupName(state, action.group), code: action.code });

    case "profileSaving":
      return { ...state, savingProfile: true };
    case "profileFetched":
      return profileFetched(state, action);
    case "devicesAsked":
      return state.devices.kind === "loaded" ? state : { ...state, devices: { kind: "loading" } };
    case "devicesListed":
      return { ...state, devices: { kind: "loaded", value: action.devices } };
    case "requestFailed":
      return requestFailed(state, failure(action));

    case "newsAsked":
      return state.news.kind === "loaded" ? state : { ...state, news: { kind: "loading" } };
    case "newsAnswered":
      return { ...state, news: { kind: "loaded", value: action.items } };
    case "newsFailed":
      return { ...state, news: { kind: "failed", code: action.code, retryAfterMs: 0 } };

    case "noted":
      return noted(state, action.text);
    case "noteDismissed":
      return { ...state, notes: state.notes.filter(({ id }) => id !== action.id) };
    default:
      return assertNever(action);
  }
}

function withoutTyping(state: State, user: string): State {
  return { ...state, typing: state.typing.filter((other) => other !== user) };
}

function routed(state: State, { route }: { route: State["route"] }): State {
  const leaving = conversationOf(route) !== state.open?.with;
  const entry = state.entry.kind === "failed" ? ({ kind: "idle" } as const) : state.entry;
  const arrived = state.session.kind === "in";
  return { ...state, route, entry, open: leaving ? null : state.open, wanted: arrived ? null : state.wanted };
}

function loggedOut(state: State, revoked: boolean): State {
  return noted(withoutAccount(state), { kind: revoked ? "deviceRevoked" : "loggedOut" });
}

/** Nothing of the account may stay on the page. */
function withoutAccount(state: State): State {
  return {
    ...initialState({ screen: "landing" }, state.theme, state.now),
    engine: state.engine,
    session: { kind: "out" },
    news: state.news,
  };
}

/** After a log-out that was not seen here, as when another tab began anew, what was shown is not shown on. */
function nobodyIsIn(state: State): State {
  if (state.session.kind !== "in") return { ...state, session: { kind: "out" } };
  const { route, wanted, notes } = state;
  return { ...withoutAccount(state), route, wanted, notes };
}

function withConversation(state: State, changed: Conversation): readonly Conversation[] {
  const known = state.conversations.kind === "loaded" ? state.conversations.value : [];
  const others = known.filter((conversation) => conversation.with !== changed.with);
  return [...others, changed].sort(
    (a, b) => (b.last?.position ?? 0) - (a.last?.position ?? 0) || a.with.localeCompare(b.with),
  );
}

function changeOpen(state: State, user: string, change: (open: OpenConversation) => OpenConversation): State {
  return state.open?.with === user ? { ...state, open: change(state.open) } : state;
}

export function searched(query: string): Search {
  const trimmed = query.trim();
  if (trimmed === "") return { ...emptySearch, query };
  return { query, people: { kind: "loading" }, messages: { kind: "loading" } };
}

/** An answer to a question that was overtaken by a newer one is dropped. */
function changeSearch(state: State, query: string, change: Partial<Search>): State {
  return state.search.query.trim() === query ? { ...state, search: { ...state.search, ...change } } : state;
}

function profileFetched(state: State, { profile }: { profile: State["profiles"][string] }): State {
  const profiles = { ...state.profiles, [profile.username]: profile };
  if (state.session.kind !== "in" || state.session.account.username !== profile.username) {
    return { ...state, profiles };
  }
  const { displayName, about, listed } = profile;
  const saved: State = {
    ...state,
    profiles,
    savingProfile: false,
    session: { kind: "in", account: { ...state.session.account, displayName, about, listed } },
  };
  return state.savingProfile ? noted(saved, { kind: "profileSaved" }) : saved;
}

/** What was already answered can't fail any more. */
function wishFailed(state: State, action: Extract<Action, { type: "wishFailed" }>): State {
  const [wish] = state.wishes.filter(({ what, state: now }) => what === action.what && now.kind === "asked");
  if (wish === undefined) return state;
  const next = reduceWishes(state, action);
  return refusalIsShown([wish]) ? next : noted(next, { kind: "error", ...failure(action) });
}

/** The engine doesn't say which request it was: whatever is being waited for has failed. */
function requestFailed(state: State, { code, retryAfterMs }: Failure): State {
  const failed = { kind: "failed", code, retryAfterMs } as const;
  const waitsForPeople = state.search.people.kind === "loading";
  const waitsForDevices = state.devices.kind === "loading";
  const waitsForGroups = state.groupSearch.groups.kind === "loading";
  const creates = state.creation.kind === "asked";
  const next: State = {
    ...withWishesRefused(state, failed),
    savingProfile: false,
    creation: creates ? failed : state.creation,
    groupSearch: waitsForGroups ? { ...state.groupSearch, groups: failed } : state.groupSearch,
    search: waitsForPeople ? { ...state.search, people: failed } : state.search,
    devices: waitsForDevices ? failed : state.devices,
  };
  return waitsForPeople || waitsForDevices || waitsForGroups || creates || refusalIsShown(state.wishes)
    ? next
    : noted(next, { kind: "error", code, retryAfterMs });
}

function noted(state: State, text: NoteText): State {
  const id = (state.notes.at(-1)?.id ?? 0) + 1;
  const others = state.notes.filter((note) => JSON.stringify(note.text) !== JSON.stringify(text));
  return { ...state, notes: [...others, { id, text }].slice(-3) };
}

function failure({ code, retryAfterMs }: Failure): Failure {
  return { code, retryAfterMs };
}
