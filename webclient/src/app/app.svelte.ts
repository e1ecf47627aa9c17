// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the state, turns what the user wants into requests to the engine, and reads its views again when they change.
import { getContext, setContext } from "svelte";

import type { Action, EngineNews } from "../state/action";
import { redirected } from "../state/access";
import { folded, type LoginForm, type RegisterForm } from "../state/entry_form";
import {
  initialState,
  type ChatMessage,
  type EngineState,
  type Failure,
  type GroupKind,
  type GroupRole,
  type SafetyCodeMatch,
  type State,
  type Theme,
} from "../state/model";
import { reduce } from "../state/reduce";
import { questionsAfter, type Question } from "../state/refresh";
import { groupConversation, groupOf, parseRoute, pathOf, routeTo, type Route } from "../state/route";
import { conversationWith, readMark } from "../state/select";
import { pageSize } from "../state/timeline";
import type { View } from "./from_bridge";
import { Files, type Outgoing } from "./files";
import { bridgeRole, changeFor, type GroupChange } from "./group_change";
import { groupPictureFrom } from "./group_picture";
import { fromHex } from "./hex";
import { fetchNews } from "./news";
import type { PageRequest, Port } from "./port";
import { offerForSaving } from "./save";
import { applyTheme, storedTheme } from "./theme";

/** As many as one question may ask for. */
const largestPage = 200;
const searchPauseMs = 250;
const maxHits = 50;
const typingHoldsMs = 8_000;
const maxQueryBytes = 64;

export class App {
  #state: State = $state.raw(initialState(parseRoute(location.pathname), storedTheme(), Date.now()));
  readonly #port: Promise<Port>;
  readonly #files = new Files((request) => this.#ask(request));
  #searchTimer: number | undefined;
  #groupSearchTimer: number | undefined;
  #lastMark = "";
  /** The group whose older posts the user has asked for. */
  #awaitsPosts: string | null = null;
  readonly #typingTimers = new Map<string, number>();

  constructor(port: Promise<Port>) {
    this.#port = port;
    void port.then((connected) => this.#follow(connected));
    addEventListener("popstate", () => this.#routed(parseRoute(location.pathname)));
    setInterval(() => this.#dispatch({ type: "ticked", now: Date.now() }), 30_000);
  }

  get state(): State {
    return this.#state;
  }

  // Where one is.

  navigate(route: Route, how: "push" | "replace" = "push"): void {
    const path = pathOf(route);
    if (path !== location.pathname) {
      if (how === "push") history.pushState(null, "", path);
      else history.replaceState(null, "", path);
    }
    this.#routed(route);
  }

  // Who one is.

  async register(form: RegisterForm): Promise<void> {
    this.#dispatch({ type: "entryStarted", mode: "register" });
    const { password, displayName, deviceName, listed } = form;
    const value = { username: folded(form.username), password, displayName, deviceName, listed };
    await this.#enter({ case: "register", value });
  }

  async logIn(form: LoginForm): Promise<void> {
    this.#dispatch({ type: "entryStarted", mode: "login" });
    const { password, deviceName } = form;
    await this.#enter({ case: "logIn", value: { username: folded(form.username), password, deviceName } });
  }

  async cancelEntry(): Promise<void> {
    this.#dispatch({ type: "entryCancelled" });
    await this.#ask({ case: "cancelEntry", value: {} });
  }

  async logOut(): Promise<void> {
    this.#complain(await this.#ask({ case: "logOut", value: {} }));
  }

  // Conversations.

  async openConversation(user: string): Promise<void> {
    this.#dispatch({ type: "conversationOpened", with: user });
    const group = groupOf(user);
    if (group === null && conversationWith(this.#state, user) === undefined) {
      const opened = await this.#ask({ case: "openConversation", value: { with: user } });
      if (opened.kind === "failed") this.#dispatch({ type: "timelineFailed", with: user });
      await this.#answer({ ask: "conversation", with: user });
    }
    await this.#answer({ ask: "newest", with: user });
    if (group === null && this.#state.profiles[user] === undefined) this.fetchProfile(user);
  }

  async loadOlder(): Promise<void> {
    const { open } = this.#state;
    const oldest = open?.messages[0];
    if (open === null || oldest === undefined || !open.more || open.loadingOlder) return;
    this.#dispatch({ type: "olderAsked", with: open.with });
    const view = await this.#timeline(open.with, oldest.position, pageSize);
    if (view.kind === "timeline") this.#dispatch({ type: "olderAnswered", with: open.with, page: view.page });
    else this.#dispatch({ type: "timelineFailed", with: open.with });
  }

  async jumpTo(message: Pick<ChatMessage, "conversation" | "position">): Promise<void> {
    const user = message.conversation;
    this.navigate(routeTo(user));
    if (this.#state.open?.with !== user) await this.openConversation(user);
    const recent = await this.#timeline(user, 0, largestPage);
    if (recent.kind !== "timeline") return;
    const isRecent = recent.page.messages.some(({ position }) => position === message.position);
    const view = isRecent ? recent : await this.#timeline(user, message.position + 1, pageSize);
    if (view.kind !== "timeline") return;
    this.#dispatch({ type: "jumped", with: user, page: view.page, to: message.position, reachesNewest: isRecent });
  }

  async toNewest(): Promise<void> {
    const user = this.#state.open?.with;
    if (user === undefined) return;
    const view = await this.#timeline(user, 0, pageSize);
    if (view.kind !== "timeline") return;
    this.#dispatch({ type: "jumped", with: user, page: view.page, to: 0, reachesNewest: true });
  }

  /** `lasting`: null, as is set for the conversation. Resolves to the reason when it could not be kept for sending. */
  async sendText(
    to: string,
    text: string,
    quoted: ChatMessage | null,
    lasting: number | null,
  ): Promise<Failure | null> {
    const answered = quoted === null ? {} : { quoted: fromHex(quoted.id) };
    const timed = lasting === null ? {} : { durationS: lasting };
    const view = await this.#ask({ case: "sendText", value: { to, text, ...answered, ...timed } });
    if (view.kind === "failed") return { code: view.code, retryAfterMs: 0 };
    if (this.#state.open?.with === to && !this.#state.open.reachesNewest) await this.toNewest();
    await this.#answer({ ask: "newest", with: to });
    await this.#answer({ ask: "conversation", with: to });
    return null;
  }

  /** Resolves to the reason when it could not be sent. */
  async sendOffRecord(to: string, text: string): Promise<Failure | null> {
    const view = await this.#ask({ case: "sendOffRecord", value: { to, text } });
    if (view.kind === "failed") return { code: view.code, retryAfterMs: 0 };
    if (this.#state.open?.with === to && !this.#state.open.reachesNewest) await this.toNewest();
    return null;
  }

  async goOffRecord(user: string): Promise<void> {
    this.#complain(await this.#ask({ case: "goOffRecord", value: { with: user } }));
    await this.#answer({ ask: "conversation", with: user });
  }

  async endOffRecord(user: string): Promise<void> {
    this.#complain(await this.#ask({ case: "endOffRecord", value: { with: user } }));
    await this.#answer({ ask: "conversation", with: user });
  }

  async retryOffRecord(to: string, id: string): Promise<void> {
    this.#complain(await this.#ask({ case: "retryMessage", value: { to, messageId: fromHex(id) } }));
  }

  /** Resolves to the reason when it could not be kept for sending. */
  async sendFile(outgoing: Outgoing): Promise<Failure | null> {
    const view = await this.#files.send(outgoing);
    if (view.kind === "failed") return { code: view.code, retryAfterMs: 0 };
    if (this.#state.open?.with === outgoing.to && !this.#state.open.reachesNewest) await this.toNewest();
    return null;
  }

  async download({ conversation, id }: ChatMessage): Promise<void> {
    this.#complain(await this.#ask({ case: "fetchAttachment", value: { conversation, messageId: fromHex(id) } }));
  }

  async cancelFile({ conversation, id }: ChatMessage): Promise<void> {
    this.#complain(await this.#ask({ case: "cancelAttachment", value: { conversation, messageId: fromHex(id) } }));
  }

  /** Null when there is nothing that may be shown. */
  readPicture(message: ChatMessage): Promise<Blob | null> {
    return this.#files.picture(message);
  }

  async saveFile(message: ChatMessage): Promise<void> {
    const blob = await this.#files.read(message);
    if (blob === null) this.#complain({ kind: "failed", code: "not_found" });
    else offerForSaving(blob, message.attachment?.name ?? "file");
  }

  async retry(message: ChatMessage): Promise<void> {
    const value = { to: message.conversation, messageId: fromHex(message.id) };
    this.#complain(await this.#ask({ case: "retryMessage", value }));
  }

  /** Resolves to the reason when it could not be changed. */
  async editMessage({ conversation, id }: ChatMessage, text: string): Promise<Failure | null> {
    const value = { conversation, messageId: fromHex(id), text };
    const view = await this.#ask({ case: "editMessage", value });
    return view.kind === "failed" ? { code: view.code, retryAfterMs: 0 } : null;
  }

  async deleteMessage({ conversation, id }: ChatMessage): Promise<void> {
    this.#complain(await this.#ask({ case: "deleteMessage", value: { conversation, messageId: fromHex(id) } }));
  }

  /** An empty emoji takes one's reaction back. */
  async react({ conversation, id }: ChatMessage, emoji: string): Promise<void> {
    this.#complain(await this.#ask({ case: "react", value: { conversation, messageId: fromHex(id), emoji } }));
  }

  async setDuration(conversation: string, durationS: number): Promise<void> {
    this.#complain(await this.#ask({ case: "setDuration", value: { conversation, durationS } }));
  }

  async saveDraft(conversation: string, text: string): Promise<void> {
    if ((conversationWith(this.#state, conversation)?.draft ?? "") === text) return;
    await this.#ask({ case: "saveDraft", value: { conversation, text } });
    await this.#answer({ ask: "conversation", with: conversation });
  }

  /** The end of the open conversation is in view. */
  async endSeen(): Promise<void> {
    const mark = readMark(this.#state);
    if (mark === null || document.visibilityState !== "visible") return;
    const key = `${mark.conversation} ${mark.upTo} ${this.#state.open?.offRecord.at(-1)?.id ?? ""}`;
    if (key === this.#lastMark) return;
    this.#lastMark = key;
    const value = { conversation: mark.conversation, upTo: BigInt(mark.upTo) };
    await this.#ask({ case: "markRead", value });
    await this.#answer({ ask: "conversation", with: mark.conversation });
  }

  /** False when another key than the one of this number is shown by now. */
  async acceptIdentity(user: string, safetyNumber: string): Promise<boolean> {
    const view = await this.#ask({ case: "acceptIdentity", value: { user, safetyNumber } });
    this.#complain(view);
    await this.#answer({ ask: "conversation", with: user });
    return view.kind !== "failed";
  }

  /** False when the number is no longer that of this person's key. */
  async verify(user: string, safetyNumber: string): Promise<boolean> {
    const view = await this.#ask({ case: "verifyIdentity", value: { user, safetyNumber } });
    this.#complain(view);
    await this.#answer({ ask: "conversation", with: user });
    return view.kind !== "failed";
  }

  async unverify(user: string): Promise<void> {
    this.#complain(await this.#ask({ case: "unverifyIdentity", value: { user } }));
    await this.#answer({ ask: "conversation", with: user });
  }

  async acceptRequest(user: string): Promise<void> {
    this.#complain(await this.#ask({ case: "acceptRequest", value: { user } }));
    await this.#answer({ ask: "conversation", with: user });
  }

  async blockUser(user: string): Promise<void> {
    this.#complain(await this.#ask({ case: "blockUser", value: { user } }));
    await this.#answer({ ask: "conversation", with: user });
  }

  async unblockUser(user: string): Promise<void> {
    this.#complain(await this.#ask({ case: "unblockUser", value: { user } }));
    await this.#answer({ ask: "conversation", with: user });
  }

  async setContactName(user: string, name: string): Promise<void> {
    this.#complain(await this.#ask({ case: "setContactName", value: { user, name: name.trim() } }));
    await this.#answer({ ask: "conversation", with: user });
  }

  /** Null before the first contact. */
  async safetyNumber(user: string): Promise<string | null> {
    const view = await this.#ask({ case: "askSafetyNumber", value: { with: user } });
    return view.kind === "safetyNumber" && view.digits !== "" ? view.digits : null;
  }

  /** What one's own QR code says; null before the first contact. */
  async safetyCode(user: string): Promise<string | null> {
    const view = await this.#ask({ case: "askSafetyCode", value: { with: user } });
    return view.kind === "safetyCode" && view.code !== "" ? view.code : null;
  }

  /** Whether this is the code that the other's screen shows. Null when it could not be asked. */
  async compareSafetyCode(user: string, code: string): Promise<SafetyCodeMatch | null> {
    const view = await this.#ask({ case: "compareSafetyCode", value: { with: user, code } });
    this.#complain(view);
    return view.kind === "safetyCode" ? view.match : null;
  }

  // People.

  search(query: string): void {
    this.#dispatch({ type: "searched", query });
    clearTimeout(this.#searchTimer);
    const wanted = query.trim();
    if (wanted !== "") this.#searchTimer = window.setTimeout(() => void this.#search(wanted), searchPauseMs);
  }

  fetchProfile(user: string): void {
    if (this.#state.link === "online") void this.#ask({ case: "fetchProfile", value: { user } });
  }

  async updateProfile(profile: { displayName: string; about: string; listed: boolean }): Promise<void> {
    this.#dispatch({ type: "profileSaving" });
    const view = await this.#ask({ case: "updateProfile", value: profile });
    if (view.kind === "failed") this.#dispatch({ type: "requestFailed", code: view.code, retryAfterMs: 0 });
  }

  /** What isn't named stays as it is. */
  async setPrivacy(changed: { readReceipts?: boolean; typing?: boolean }): Promise<void> {
    this.#complain(await this.#ask({ case: "setPrivacy", value: changed }));
    await this.#answer({ ask: "account" });
  }

  /** The relay's copy of the history isn't the known one, and may be followed from now on. */
  async acceptArchive(): Promise<void> {
    this.#complain(await this.#ask({ case: "acceptArchive", value: {} }));
    await this.#askHistory();
  }

  /** With every key; the engine tells it seldom, and only if one has chosen so. */
  tellTyping(to: string): void {
    const { session } = this.#state;
    const told = session.kind === "in" && session.account.typing && groupOf(to) === null;
    if (told) void this.#ask({ case: "tellTyping", value: { to } });
  }

  // Groups.

  /** Shows it as soon as it is there. */
  async createGroup(name: string, kind: GroupKind, approvals: number, approvers: GroupRole): Promise<void> {
    this.#dispatch({ type: "groupCreating" });
    const value = { name: name.trim(), approvals, approvers: bridgeRole(approvers), open: kind === "open" };
    const view = await this.#ask({ case: "createGroup", value });
    if (view.kind === "failed") this.#dispatch({ type: "requestFailed", code: view.code, retryAfterMs: 0 });
  }

  searchGroups(query: string): void {
    this.#dispatch({ type: "groupsSearched", query });
    clearTimeout(this.#groupSearchTimer);
    const wanted = query.trim();
    if (wanted !== "") this.#groupSearchTimer = window.setTimeout(() => void this.#searchGroups(wanted), searchPauseMs);
  }

  async requestToJoin(group: string): Promise<void> {
    this.#complain(await this.#ask({ case: "requestToJoin", value: { group } }));
  }

  /** Older posts of an open group, from the relay. */
  async loadPosts(group: string): Promise<void> {
    this.#awaitsPosts = group;
    this.#complain(await this.#ask({ case: "loadPosts", value: { group } }));
  }

  /** They are in front of what was the beginning of the history. */
  async #showOlder(group: string): Promise<void> {
    this.#awaitsPosts = null;
    this.#dispatch({ type: "olderArrived", with: groupConversation(group) });
    await this.loadOlder();
  }

  async changeGroup(group: string, deed: GroupChange): Promise<void> {
    this.#complain(await this.#ask({ case: "changeGroup", value: { group, what: changeFor(deed) } }));
  }

  /** False: the file is nothing that can be one. */
  async setGroupPicture(group: string, file: File): Promise<boolean> {
    const picture = await groupPictureFrom(file);
    if (picture !== null) await this.changeGroup(group, { kind: "picture", picture });
    return picture !== null;
  }

  // Devices.

  async listDevices(): Promise<void> {
    this.#dispatch({ type: "devicesAsked" });
    const view = await this.#ask({ case: "listDevices", value: {} });
    if (view.kind === "failed") this.#dispatch({ type: "requestFailed", code: view.code, retryAfterMs: 0 });
  }

  async revokeDevice(deviceId: number): Promise<void> {
    this.#complain(await this.#ask({ case: "revokeDevice", value: { deviceId } }));
  }

  // Linking a device.

  /** This device's account goes to another one: shows a code. */
  async linkDevice(): Promise<void> {
    this.#dispatch({ type: "linkingLeft" });
    await this.#link({ case: "linkDevice", value: {} });
  }

  /** The account of the device that shows the code comes here. False: that is no code. */
  async joinWithCode(code: string, deviceName: string): Promise<boolean> {
    this.#dispatch({ type: "linkingLeft" });
    const view = await this.#ask({ case: "joinWithCode", value: { code, deviceName } });
    const isCode = view.kind !== "failed" || view.code !== "malformed";
    if (view.kind === "failed" && isCode) this.#dispatch({ type: "linkingFailed", code: view.code });
    return isCode;
  }

  async confirmLinking(number: string): Promise<void> {
    await this.#link({ case: "confirmLinking", value: { number } });
  }

  async cancelLinking(): Promise<void> {
    this.#dispatch({ type: "linkingLeft" });
    await this.#ask({ case: "cancelLinking", value: {} });
  }

  // The rest.

  /** The database is damaged: makes room for a new one, in which nobody is logged in. */
  async beginAnew(): Promise<void> {
    (await this.#port).beginAnew();
  }

  async readNews(): Promise<void> {
    this.#dispatch({ type: "newsAsked" });
    const items = await fetchNews();
    this.#dispatch(items === null ? { type: "newsFailed", code: "offline" } : { type: "newsAnswered", items });
  }

  chooseTheme(theme: Theme): void {
    applyTheme(theme);
    this.#dispatch({ type: "themeChosen", theme });
  }

  dismiss(id: number): void {
    this.#dispatch({ type: "noteDismissed", id });
  }

  // Inside.

  #dispatch(action: Action): void {
    this.#state = reduce(this.#state, action);
  }

  #routed(route: Route): void {
    const target = redirected(route, this.#state.session, this.#state.wanted);
    if (target !== null) {
      if (target.screen === "login") this.#dispatch({ type: "turnedAway", from: route });
      this.navigate(target, "replace");
      return;
    }
    this.#dispatch({ type: "routed", route });
  }

  #follow(port: Port): void {
    port.onNews((news) => this.#heard(news));
    port.onStatus((engine) => this.#engineChanged(engine));
  }

  #engineChanged(engine: EngineState): void {
    this.#dispatch({ type: "engineChanged", engine });
    if (engine.kind === "ready") void this.#readEverything();
  }

  async #readEverything(): Promise<void> {
    await this.#answer({ ask: "account" });
    if (this.#state.session.kind !== "in") return;
    await this.#answer({ ask: "conversations" });
    await this.#answer({ ask: "groups" });
    await this.#askHistory();
    if (this.#state.open !== null) await this.#answer({ ask: "newest", with: this.#state.open.with });
  }

  async #askHistory(): Promise<void> {
    const view = await this.#ask({ case: "askHistory", value: {} });
    if (view.kind === "history") this.#dispatch({ type: "historyAnswered", history: view.history });
  }

  #heard(news: EngineNews): void {
    const questions = questionsAfter(this.#state, news);
    const created = news.type === "groupCreated" && this.#state.creatingGroup ? news.group : null;
    this.#dispatch(news);
    if (created !== null) this.navigate({ screen: "groups", group: created });
    if (news.type === "peerTyping") this.#forgetTyping(news.user);
    if (news.type === "attachmentBytesWanted") void this.#files.wanted(news);
    if (news.type === "loggedOut") this.navigate({ screen: "landing" }, "replace");
    for (const question of questions) void this.#answer(question);
  }

  /** A little longer than signs come while somebody goes on. */
  #forgetTyping(user: string): void {
    clearTimeout(this.#typingTimers.get(user));
    const over = (): void => this.#dispatch({ type: "typingOver", user });
    this.#typingTimers.set(user, window.setTimeout(over, typingHoldsMs));
  }

  async #enter(request: PageRequest): Promise<void> {
    const view = await this.#ask(request);
    if (view.kind === "failed") this.#dispatch({ type: "entryFailed", code: view.code, retryAfterMs: 0 });
  }

  async #link(request: PageRequest): Promise<void> {
    const view = await this.#ask(request);
    if (view.kind === "failed") this.#dispatch({ type: "linkingFailed", code: view.code });
  }

  async #answer(question: Question): Promise<void> {
    switch (question.ask) {
      case "account":
        return this.#accountAnswered(await this.#ask({ case: "askAccount", value: {} }));
      case "conversations":
        return this.#conversationsAnswered(await this.#ask({ case: "askConversations", value: {} }));
      case "conversation": {
        const view = await this.#ask({ case: "askConversation", value: { with: question.with } });
        if (view.kind === "conversation") this.#dispatch({ type: "conversationAnswered", ...view });
        return;
      }
      case "newest": {
        const view = await this.#timeline(question.with, 0, pageSize);
        const unread = conversationWith(this.#state, question.with)?.unread ?? 0;
        if (view.kind === "timeline") {
          this.#dispatch({ type: "newestAnswered", with: question.with, page: view.page, unread });
          this.#dispatch({ type: "offRecordAnswered", with: question.with, messages: view.offRecord });
        } else this.#dispatch({ type: "timelineFailed", with: question.with });
        return;
      }
      case "groups": {
        const view = await this.#ask({ case: "askGroups", value: {} });
        if (view.kind === "groups") this.#dispatch({ type: "groupsAnswered", ...view });
        if (view.kind === "failed") this.#dispatch({ type: "groupsFailed", code: view.code });
        return;
      }
      case "group": {
        const view = await this.#ask({ case: "askGroup", value: { group: question.group } });
        if (view.kind === "group") this.#dispatch({ type: "groupAnswered", ...view });
        if (this.#awaitsPosts === question.group) await this.#showOlder(question.group);
        return;
      }
      case "message": {
        const view = await this.#timeline(question.with, question.position + 1, 1);
        const message = view.kind === "timeline" ? view.page.messages[0] : undefined;
        if (view.kind !== "timeline") return;
        // The newest at or before that place: another one when this one was erased.
        if (message?.position === question.position) this.#dispatch({ type: "messageAnswered", message });
        else this.#dispatch({ type: "messageGone", with: question.with, position: question.position });
        return;
      }
      case "linking": {
        const view = await this.#ask({ case: "askLinking", value: {} });
        if (view.kind === "linking") this.#dispatch({ type: "linkingAnswered", linking: view.linking });
        return;
      }
      case "hits":
        return this.#searchMessages(question.query);
    }
  }

  #accountAnswered(view: View): void {
    if (view.kind !== "account") return;
    this.#dispatch({ type: "accountAnswered", account: view.account, link: view.link });
    this.#routed(this.#state.route);
  }

  #conversationsAnswered(view: View): void {
    if (view.kind === "conversations") this.#dispatch({ type: "conversationsAnswered", ...view });
    if (view.kind === "failed") this.#dispatch({ type: "conversationsFailed", code: view.code });
  }

  async #search(query: string): Promise<void> {
    void this.#searchPeople(query);
    await this.#searchMessages(query);
  }

  async #searchMessages(query: string): Promise<void> {
    const view = await this.#ask({ case: "askSearch", value: { query, limit: maxHits } });
    if (view.kind === "messages") this.#dispatch({ type: "hitsAnswered", query, messages: view.messages });
    if (view.kind === "failed") this.#dispatch({ type: "hitsFailed", query, code: view.code });
  }

  async #searchPeople(query: string): Promise<void> {
    if (new TextEncoder().encode(query).length > maxQueryBytes) {
      this.#dispatch({ type: "directoryFound", query, profiles: [] });
      return;
    }
    const view = await this.#ask({ case: "searchDirectory", value: { query } });
    if (view.kind === "failed") this.#dispatch({ type: "peopleFailed", query, code: view.code });
  }

  async #searchGroups(query: string): Promise<void> {
    const view = await this.#ask({ case: "findGroups", value: { query } });
    if (view.kind === "failed") this.#dispatch({ type: "groupSearchFailed", query, code: view.code });
  }

  #timeline(user: string, before: number, limit: number): Promise<View> {
    return this.#ask({ case: "askTimeline", value: { with: user, before: BigInt(before), limit } });
  }

  async #ask(request: PageRequest): Promise<View> {
    return (await this.#port).ask(request);
  }

  #complain(view: View): void {
    if (view.kind === "failed") {
      this.#dispatch({ type: "noted", text: { kind: "error", code: view.code, retryAfterMs: 0 } });
    }
  }
}

const key = Symbol("app");
export const provideApp = (app: App): App => setContext(key, app);
export const useApp = (): App => getContext<App>(key);
