// SPDX-License-Identifier: GPL-3.0-or-later
// A scripted engine for tests of the screens alone: no cryptography, no relay, everything in memory. A build for tests
// puts it in the place of webclient/src/engine/client.ts; it is never shipped. Which story it plays is in localStorage.
import { create, type MessageInitShape } from "@bufbuild/protobuf";

import {
  AnswerSchema,
  AttachmentPhase,
  EntryStep,
  LinkingSide,
  LinkState,
  MessageKind,
  MessageState,
  OffRecordState,
  SafetyCodeMatch,
  type Answer,
} from "../../../webclient/src/generated/bridge_pb";
import type { EngineClient, EngineEvent, EngineStatus, PageRequest } from "../../../webclient/src/engine/client";
import { choir } from "./group_ids";
import { LinkingDouble } from "./linking";
import { changeGroup, foundGroups, requestToJoin } from "./groups";
import { Whispers } from "./off_record";
import { people, startOf, type Story, type StoryFile, type StoryMessage, type StoryName } from "./stories";
import { choirGroup } from "./story_groups";

type AnswerView = NonNullable<MessageInitShape<typeof AnswerSchema>["view"]>;

export function connectEngine(): EngineClient {
  const double = new EngineDouble(startOf((localStorage.getItem("double-story") ?? "out") as StoryName));
  Object.assign(window, { sottoDouble: double });
  return double;
}

/** Whose account the stories are about. */
const reader = "mira";

/** Of the length of a real one. */
const ownCode = `SOTTO:${"AEFCRUVB".repeat(17)}`;

/** In place of the mirrored code: words. */
function matchOf(code: string): SafetyCodeMatch {
  if (code === "the other's") return SafetyCodeMatch.MATCH_SAME;
  return code === "another key's" ? SafetyCodeMatch.MATCH_DIFFERENT_KEY : SafetyCodeMatch.MATCH_OTHER_CODE;
}

class EngineDouble implements EngineClient {
  readonly #story: Story;
  #onStatus: (status: EngineStatus) => void = () => undefined;
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #nextPosition: number;
  #entry: number[] = [];
  #keysShown = 0;
  readonly #whispers = new Whispers();
  /** For tests: the other device's part. */
  readonly linking = new LinkingDouble(
    (event) => this.emit(event),
    (side) => this.#onLinked(side),
  );
  /** For tests: what was asked, and answers to give instead of the usual ones. */
  readonly asked: PageRequest[] = [];
  readonly failing: Record<string, string> = {};
  /** Requests of which nothing comes for now, and those kinds of them. */
  readonly #stalled = { kinds: new Set<string>(), requests: [] as PageRequest[] };
  #held: { kind: string; until: Promise<void> } | null = null;
  #letGo: () => void = () => undefined;

  constructor(story: Story) {
    this.#story = story;
    this.#nextPosition = 1 + Math.max(0, ...story.messages.map(({ position }) => position));
  }

  async send(request: PageRequest): Promise<Answer> {
    this.asked.push(request);
    await this.#started();
    if (this.#held?.kind === request.case) await this.#held.until;
    const error = this.failing[request.case];
    if (error !== undefined) return create(AnswerSchema, { error });
    if (this.#stalled.kinds.has(request.case ?? "")) {
      this.#stalled.requests.push(request);
      return create(AnswerSchema, { view: { case: undefined } });
    }
    const view = this.#answer(request);
    return create(AnswerSchema, typeof view === "string" ? { error: view } : { view: view ?? { case: undefined } });
  }

  onEvent(callback: (event: EngineEvent) => void): () => void {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  onStatus(callback: (status: EngineStatus) => void): () => void {
    this.#onStatus = callback;
    callback({ kind: "starting" });
    setTimeout(() => this.#tellStatus());
    return () => undefined;
  }

  beginAnew(): void {
    this.#story.engine = "ready";
    this.#onStatus({ kind: "starting" });
    setTimeout(() => this.#tellStatus());
  }

  close(): void {}

  #tellStatus(): void {
    const { engine, persistent } = this.#story;
    if (engine === "damaged") this.#onStatus({ kind: "failed", code: "store_corrupt" });
    if (engine === "unsupported") this.#onStatus({ kind: "failed", code: "unsupported" });
    if (engine === "ready") this.#onStatus({ kind: "ready", role: "owner", storage: "opfs", persistent });
  }

  // What a test makes happen.

  emit(event: EngineEvent | { case: string; value: unknown }): void {
    for (const listener of this.#listeners) listener(event as EngineEvent);
  }

  arrive(conversation: string, body: string, from = conversation): void {
    if (this.#story.blockedUsers.has(from)) return;
    this.#append(conversation, { from, body, state: MessageState.RECEIVED });
  }

  /** Says it off the record. */
  whisper(from: string, body: string): void {
    this.#whisper(from, from, body, OffRecordState.OFF_RECORD_RECEIVED);
    this.emit({ case: "offRecordArrived", value: { user: from } });
  }

  /** What became of the last thing said off the record. */
  settleWhisper(user: string, state: OffRecordState): void {
    const whisper = this.#whispers.with(user).at(-1);
    if (whisper === undefined) throw new Error("nothing was said off the record");
    whisper.state = state;
    this.emit({ case: "conversationChanged", value: { user } });
  }

  setLink(link: LinkState): void {
    this.#story.link = link;
    this.emit({ case: "linkChanged", value: { state: link } });
  }

  changeKey(user: string): void {
    this.#story.blocked.add(user);
    this.#keysShown += 1;
    this.#append(user, {
      from: user,
      body: "",
      kind: MessageKind.IDENTITY_CHANGED_NOTICE,
      state: MessageState.RECEIVED,
    });
    this.emit({ case: "identityChanged", value: { user } });
  }

  setMessageState(id: number, state: MessageState): void {
    const message = this.#story.messages.find(({ position }) => position === id);
    if (message === undefined) throw new Error("no such message");
    message.state = state;
    this.emit({ case: "messageChanged", value: { conversation: message.with, messageId: idOf(id) } });
  }

  /** Requests of this kind get no answer until letGo(). */
  hold(kind: string): void {
    this.#held = { kind, until: new Promise((letGo) => (this.#letGo = letGo)) };
  }

  letGo(): void {
    this.#held = null;
    this.#letGo();
  }

  /** Requests of this kind are taken, as the engine takes what it asks the relay, and nothing comes of them until goOn(). */
  stall(kind: string): void {
    this.#stalled.kinds.add(kind);
  }

  goOn(): void {
    this.#stalled.kinds.clear();
    for (const request of this.#stalled.requests.splice(0)) this.#answer(request);
  }

  newestPosition(): number {
    return this.#nextPosition - 1;
  }

  rename(user: string, name: string): void {
    this.#story.names.set(user, name);
    this.emit({ case: "conversationChanged", value: { user } });
  }

  /** The time of a message is over. */
  expire(at: number): void {
    const message = this.#story.messages.find(({ position }) => position === at);
    if (message === undefined) throw new Error("no such message");
    this.#story.messages = this.#story.messages.filter((other) => other !== message);
    this.emit({ case: "messageChanged", value: { conversation: message.with, messageId: idOf(at) } });
  }

  /** An earlier history comes: so much of it is here. */
  restore(restored: number, total: number): void {
    this.emit({ case: "restoreProgress", value: { restored: BigInt(restored), total: BigInt(total) } });
    if (restored === total) this.emit({ case: "restoreChecked", value: { entries: BigInt(total), refused: 0n } });
  }

  refuseArchive(code: string): void {
    this.emit({ case: "archiveRefused", value: { code } });
  }

  /** A file has come so far. */
  moveFile(at: number, phase: AttachmentPhase, done: number): void {
    const message = this.#story.messages.find(({ position }) => position === at);
    if (message?.file === undefined) throw new Error("no such file");
    const isNew = message.file.phase !== phase;
    Object.assign(message.file, { phase, done });
    const value = { conversation: message.with, messageId: idOf(at) };
    if (isNew) this.emit({ case: "messageChanged", value });
    else
      this.emit({
        case: "attachmentMoved",
        value: { ...value, phase, done: BigInt(done), size: BigInt(message.file.size) },
      });
  }

  displace(): void {
    this.emit({ case: "displaced", value: {} });
    this.setLink(LinkState.OFFLINE);
  }

  // Inside.

  /** Another one for each key. */
  #safetyNumber(): string {
    return `${302_451_989_207 + this.#keysShown}354611780219463355871209646038125791084462530917`;
  }

  #started(): Promise<void> {
    return this.#story.engine === "ready" ? Promise.resolve() : new Promise(() => undefined);
  }

  #answer(request: PageRequest): AnswerView | string | undefined {
    const story = this.#story;
    switch (request.case) {
      case "askAccount":
        return {
          case: "account",
          value: { link: story.link, ...(story.account === null ? {} : { account: story.account }) },
        };
      case "askConversations":
        return {
          case: "conversations",
          value: { conversations: this.#names().map((name) => this.#conversation(name)) },
        };
      case "askConversation": {
        const name = request.value.with ?? "";
        return this.#names().includes(name) ? { case: "conversation", value: this.#conversation(name) } : "not_found";
      }
      case "askTimeline":
        return { case: "timeline", value: this.#timeline(request.value) };
      case "askSearch": {
        const wanted = (request.value.query ?? "").toLowerCase();
        const hits = story.messages.filter(({ body }) => body.toLowerCase().includes(wanted));
        return { case: "messages", value: { messages: hits.reverse().slice(0, request.value.limit).map(toMessage) } };
      }
      case "askLinking":
        return { case: "linking", value: this.linking.now === null ? {} : { linking: this.linking.now } };
      case "linkDevice":
      case "joinWithCode":
      case "confirmLinking":
      case "cancelLinking":
        return this.linking.answer(request);
      case "askHistory":
        return { case: "history", value: {} };
      case "askSafetyNumber":
        return { case: "safetyNumber", value: this.#safetyNumber() };
      case "askSafetyCode":
        return { case: "safetyCode", value: { code: ownCode } };
      case "compareSafetyCode":
        return { case: "safetyCode", value: { match: matchOf(request.value.code ?? "") } };
      case "askGroups":
        return { case: "groups", value: { groups: [...story.groups.values()] } };
      case "askGroup": {
        const group = story.groups.get(request.value.group ?? "");
        return group === undefined ? undefined : { case: "group", value: group };
      }
      case "findGroups": {
        const query = request.value.query ?? "";
        this.#later(() => this.emit({ case: "groupsFound", value: { query, groups: foundGroups(query) } }));
        return undefined;
      }
      case "createGroup": {
        const { name = "", open = false } = request.value;
        const group = choirGroup({ name, open, requests: [], members: [] });
        story.groups.set(choir, group);
        story.opened.add(`#${choir}`);
        story.names.set(`#${choir}`, group.name ?? "");
        this.#later(() => this.emit({ case: "groupCreated", value: { group: choir } }));
        return undefined;
      }
      case "loadPosts":
        return undefined;
      case "requestToJoin":
        requestToJoin(story.groups, request.value.group ?? "", (event) => this.emit(event));
        return undefined;
      case "changeGroup":
        changeGroup(story.groups, request.value, (event) => this.emit(event));
        return undefined;
      case "register":
        return this.#enter(request.value.username ?? "", request.value.displayName ?? "", true);
      case "logIn":
        return this.#enter(request.value.username ?? "", "", false);
      case "cancelEntry":
        this.#entry.forEach((timer) => clearTimeout(timer));
        return undefined;
      case "logOut":
        Object.assign(story, startOf("out"));
        this.emit({ case: "loggedOut", value: { revoked: false } });
        return undefined;
      case "sendText":
        this.#append(request.value.to ?? "", {
          from: story.account?.username ?? "",
          body: request.value.text ?? "",
          state: story.link === LinkState.ONLINE ? MessageState.ACCEPTED : MessageState.WAITING,
          lasting: request.value.durationS ?? story.lasting.get(request.value.to ?? "") ?? 0,
          ...(request.value.quoted?.length ? { answers: positionOf(request.value.quoted) } : {}),
        });
        return undefined;
      case "sendOffRecord": {
        const { to = "", text = "" } = request.value;
        const online = story.link === LinkState.ONLINE;
        const state = online ? OffRecordState.OFF_RECORD_SENDING : OffRecordState.OFF_RECORD_NOT_DELIVERED;
        this.#whisper(to, story.account?.username ?? "", text, state);
        return undefined;
      }
      case "goOffRecord":
        this.#whispers.go(request.value.with ?? "");
        story.drafts.delete(request.value.with ?? "");
        return undefined;
      case "endOffRecord":
        this.#whispers.end(request.value.with ?? "");
        this.emit({ case: "conversationChanged", value: { user: request.value.with ?? "" } });
        return undefined;
      case "sendAttachment": {
        const { to = "", name = "", mediaType = "", size = 0n, caption = "", file = 0n } = request.value;
        this.#append(to, {
          from: story.account?.username ?? "",
          body: caption,
          state: MessageState.WAITING,
          file: {
            name,
            mediaType,
            size: Number(size),
            phase: AttachmentPhase.READING,
            bytes: new Uint8Array(Number(size)),
          },
        });
        const messageId = idOf(this.newestPosition());
        this.#later(() =>
          this.emit({ case: "attachmentBytesWanted", value: { conversation: to, messageId, file, offset: 0n, size } }),
        );
        return undefined;
      }
      case "giveAttachmentBytes": {
        const { data, messageId } = request.value;
        return this.#change(messageId, ({ file }) => {
          if (file !== undefined) Object.assign(file, { bytes: data, phase: AttachmentPhase.UPLOADING });
        });
      }
      case "fetchAttachment":
        return this.#change(request.value.messageId, ({ file }) => {
          if (file !== undefined) Object.assign(file, { phase: AttachmentPhase.DOWNLOADING, problem: 0 });
        });
      case "cancelAttachment":
        return this.#cancelFile(request.value.messageId);
      case "askAttachmentBytes": {
        const { messageId, offset = 0n, size = 0n } = request.value;
        const message = story.messages.find(({ position }) => messageId && position === positionOf(messageId));
        const bytes = message?.file?.bytes;
        if (bytes === undefined || message?.file?.phase !== AttachmentPhase.HERE) return "invalid_state";
        return { case: "attachmentBytes", value: bytes.slice(Number(offset), Number(offset + size)) };
      }
      case "editMessage":
        return this.#change(request.value.messageId, (message) => {
          message.body = request.value.text ?? "";
          message.edited = true;
        });
      case "deleteMessage":
        return this.#change(request.value.messageId, (message) => {
          message.body = "";
          message.kind = MessageKind.DELETED;
          message.reactions?.clear();
        });
      case "setDuration": {
        const { conversation: user = "", durationS = 0 } = request.value;
        story.lasting.set(user, durationS);
        const from = story.account?.username ?? "";
        this.#append(user, {
          from,
          body: String(durationS),
          kind: MessageKind.DURATION_SET_NOTICE,
          state: MessageState.ACCEPTED,
        });
        return undefined;
      }
      case "react":
        return this.#change(request.value.messageId, (message) => {
          message.reactions ??= new Map();
          const { emoji = "" } = request.value;
          if (emoji === "") message.reactions.delete(story.account?.username ?? "");
          else message.reactions.set(story.account?.username ?? "", emoji);
        });
      case "retryMessage": {
        const { to = "", messageId } = request.value;
        if (this.#whispers.find(to, messageId) !== undefined) {
          this.settleWhisper(to, OffRecordState.OFF_RECORD_SENDING);
          return undefined;
        }
        const id = request.value.messageId?.at(-1) ?? 0;
        this.setMessageState(id, MessageState.WAITING);
        return undefined;
      }
      case "saveDraft":
        story.drafts.set(request.value.conversation ?? "", request.value.text ?? "");
        return undefined;
      case "openConversation":
        story.opened.add(request.value.with ?? "");
        return undefined;
      case "markRead":
        story.read.set(request.value.conversation ?? "", Number(request.value.upTo ?? 0n));
        this.#whispers.read(request.value.conversation ?? "");
        return undefined;
      case "setContactName":
        story.names.set(request.value.user ?? "", request.value.name ?? "");
        return undefined;
      case "verifyIdentity":
        story.verified.add(request.value.user ?? "");
        return undefined;
      case "unverifyIdentity":
        story.verified.delete(request.value.user ?? "");
        return undefined;
      case "setPrivacy": {
        const privacy = story.account?.privacy;
        if (privacy !== undefined) {
          privacy.readReceipts = request.value.readReceipts ?? privacy.readReceipts;
          privacy.typing = request.value.typing ?? privacy.typing;
        }
        return undefined;
      }
      case "tellTyping":
      case "acceptArchive":
        return undefined;
      case "acceptRequest":
        story.requests.delete(request.value.user ?? "");
        story.blockedUsers.delete(request.value.user ?? "");
        return undefined;
      case "blockUser":
        story.blockedUsers.add(request.value.user ?? "");
        return undefined;
      case "unblockUser":
        story.blockedUsers.delete(request.value.user ?? "");
        return undefined;
      case "acceptIdentity":
        if (request.value.safetyNumber !== this.#safetyNumber()) return "untrusted_identity";
        story.verified.delete(request.value.user ?? "");
        story.blocked.delete(request.value.user ?? "");
        return undefined;
      case "searchDirectory": {
        const query = request.value.query ?? "";
        const found = people.filter(({ username, displayName }) =>
          `${username} ${displayName}`.toLowerCase().includes(query.toLowerCase()),
        );
        this.#later(() => this.emit({ case: "directoryFound", value: { query, profiles: found } }));
        return undefined;
      }
      case "fetchProfile": {
        const profile = people.find(({ username }) => username === request.value.user);
        if (profile !== undefined) this.#later(() => this.emit({ case: "profileFetched", value: profile }));
        return undefined;
      }
      case "updateProfile": {
        const account = story.account;
        if (account === null) return "not_logged_in";
        Object.assign(account, request.value);
        this.#later(() =>
          this.emit({ case: "profileFetched", value: { ...account, identityKey: new Uint8Array(33) } }),
        );
        return undefined;
      }
      case "listDevices":
        this.#later(() => this.emit({ case: "devicesListed", value: { devices: story.devices } }));
        return undefined;
      case "revokeDevice":
        story.devices = story.devices.filter(({ deviceId }) => deviceId !== request.value.deviceId);
        return undefined;
    }
  }

  #enter(username: string, displayName: string, anew: boolean): string | undefined {
    const { entryError, entryStuckAt } = this.#story;
    const steps = [EntryStep.CONNECTING_TO_RELAY, EntryStep.SOLVING_CAPTCHA, EntryStep.DERIVING_KEYS];
    steps.push(EntryStep.ASKING_RELAY, EntryStep.MAKING_PREKEYS, EntryStep.PUBLISHING);
    const played = steps.slice(0, entryStuckAt === null ? steps.length : entryStuckAt + 1);
    this.#entry = played.map((step, index) =>
      window.setTimeout(
        () => this.emit({ case: "entryProgress", value: { step, fraction: (index + 1) / 6 } }),
        20 * index,
      ),
    );
    if (entryStuckAt !== null) return undefined;
    this.#entry.push(
      window.setTimeout(() => {
        if (entryError !== null) {
          this.emit({
            case: "entryFailed",
            value: { code: entryError, retryAfterMs: entryError === "rate_limited" ? 42_000 : 0 },
          });
          return;
        }
        Object.assign(this.#story, startOf(anew ? "fresh" : "chatting"));
        Object.assign(this.#story.account ?? {}, { username, displayName });
        this.emit({ case: "loggedIn", value: { username } });
        this.setLink(LinkState.ONLINE);
      }, 20 * played.length),
    );
    return undefined;
  }

  #onLinked(side: LinkingSide): void {
    const today = BigInt(Math.floor(Date.now() / 86_400_000));
    if (side === LinkingSide.LINKING_NEWCOMER) this.#enter("mira", "Mira", false);
    else
      this.#story.devices.push({
        deviceId: 9,
        name: "New phone",
        createdDay: today,
        lastSeenDay: today,
        current: false,
      });
  }

  #change(id: Uint8Array | undefined, change: (message: StoryMessage) => void): string | undefined {
    const message = this.#story.messages.find(({ position }) => id !== undefined && position === positionOf(id));
    if (message === undefined) return "not_found";
    change(message);
    this.emit({ case: "messageChanged", value: { conversation: message.with, messageId: idOf(message.position) } });
    return undefined;
  }

  #cancelFile(id: Uint8Array | undefined): string | undefined {
    const message = this.#story.messages.find(({ position }) => id !== undefined && position === positionOf(id));
    if (message?.file === undefined) return "not_found";
    if (message.file.phase === AttachmentPhase.DOWNLOADING) {
      return this.#change(id, ({ file }) => Object.assign(file ?? {}, { phase: AttachmentPhase.OFFERED, done: 0 }));
    }
    this.expire(message.position);
    return undefined;
  }

  #append(
    user: string,
    message: Pick<StoryMessage, "from" | "body" | "state"> & {
      kind?: MessageKind;
      answers?: number;
      lasting?: number;
      file?: StoryFile;
    },
  ): void {
    const position = this.#nextPosition++;
    this.#story.messages.push({ position, with: user, at: Date.now(), kind: MessageKind.TEXT, ...message });
    this.emit({ case: "messageArrived", value: { conversation: user, messageId: idOf(position) } });
  }

  #whisper(user: string, sender: string, body: string, state: OffRecordState): void {
    const after = BigInt(this.#of(user).at(-1)?.position ?? 0);
    this.#whispers.say(user, { sender, body, state, after });
    this.emit({ case: "conversationChanged", value: { user } });
  }

  #names(): string[] {
    const last = (name: string) => this.#of(name).at(-1)?.position ?? 0;
    return [...new Set([...this.#story.messages.map((message) => message.with), ...this.#story.opened])].sort(
      (a, b) => last(b) - last(a),
    );
  }

  #of(name: string): StoryMessage[] {
    return this.#story.messages.filter((message) => message.with === name);
  }

  #conversation(name: string) {
    const { names, drafts, read, blocked, lasting, verified, requests, blockedUsers } = this.#story;
    const messages = this.#of(name);
    const last = messages.at(-1);
    const unread = messages.filter(
      ({ state, kind, position }) =>
        state === MessageState.RECEIVED && kind === MessageKind.TEXT && position > (read.get(name) ?? 0),
    );
    return {
      with: name,
      title: names.get(name) || people.find(({ username }) => username === name)?.displayName || name,
      ...(last === undefined ? {} : { last: toMessage(last) }),
      ...(last?.file === undefined ? {} : { attachment: toAttachment(last, last.file) }),
      unread: BigInt(unread.length),
      unreadMentions: BigInt(unread.map(toMessage).filter(({ namesReader }) => namesReader).length),
      draft: drafts.get(name) ?? "",
      blockedByIdentityChange: blocked.has(name),
      durationS: lasting.get(name) ?? 0,
      verified: verified.has(name) && !blocked.has(name),
      wasVerified: verified.has(name) && blocked.has(name),
      request: requests.has(name),
      userBlocked: blockedUsers.has(name),
      offRecord: this.#whispers.isOff(name),
      mayGoOffRecord: !name.startsWith("#") && !requests.has(name) && !blockedUsers.has(name),
      unreadOffRecord: BigInt(this.#whispers.unread(name)),
      openGroup: this.#story.groups.get(name.slice(1))?.open ?? false,
    };
  }

  #timeline(asked: { with?: string; before?: bigint; limit?: number }) {
    const before = Number(asked.before ?? 0n) || Number.POSITIVE_INFINITY;
    const all = this.#of(asked.with ?? "").filter(({ position }) => position < before);
    const page = all.slice(-(asked.limit ?? 50)).reverse();
    const answered = new Set(page.map(({ answers }) => answers));
    return {
      messages: page.map(toMessage),
      more: page.length < all.length,
      offRecord: before === Number.POSITIVE_INFINITY ? this.#whispers.with(asked.with ?? "") : [],
      quoted: this.#story.messages
        .filter(({ position, kind }) => kind === MessageKind.TEXT && answered.has(position))
        .map(toMessage),
      attachments: page.flatMap((message) => (message.file === undefined ? [] : [toAttachment(message, message.file)])),
      reactions: page.flatMap(({ position, reactions }) =>
        [...(reactions ?? [])].map(([by, emoji]) => ({ messageId: idOf(position), by, emoji })),
      ),
    };
  }

  #later(what: () => void): void {
    setTimeout(what, 10);
  }
}

function idOf(position: number): Uint8Array {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setUint32(12, position);
  return id;
}

function positionOf(id: Uint8Array): number {
  return new DataView(id.buffer, id.byteOffset, id.byteLength).getUint32(12);
}

function toAttachment({ position }: StoryMessage, { name, mediaType, size, phase, done, problem }: StoryFile) {
  const about = { messageId: idOf(position), name, mediaType, phase, problem: problem ?? 0 };
  return { ...about, size: BigInt(size), done: BigInt(done ?? 0) };
}

/** Whoever plays in a story can be named. Where the names are, counts bytes. */
function mentionsIn(body: string) {
  const users = [reader, ...people.map(({ username }) => username)];
  const found = [...body.matchAll(/(?<![\w.-])@([a-z][\w.-]*\w)/g)].filter(([, user]) => users.includes(user ?? ""));
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  return found.map(({ 0: name, 1: user = "", index }) => ({
    offset: bytes(body.slice(0, index)),
    size: bytes(name),
    user,
  }));
}

function toMessage(message: StoryMessage) {
  const { position, with: conversation, from: sender, kind, state, at, body, answers, edited, lasting } = message;
  const time = BigInt(at);
  return {
    position: BigInt(position),
    id: idOf(position),
    conversation,
    sender,
    kind,
    state,
    sentAtMs: time,
    storedAtMs: time,
    body,
    mentions: kind === MessageKind.TEXT ? mentionsIn(body) : [],
    namesReader: sender !== reader && mentionsIn(body).some(({ user }) => user === reader),
    edited: edited ?? false,
    durationS: lasting ?? 0,
    ...(answers === undefined ? {} : { quoted: idOf(answers) }),
  };
}
