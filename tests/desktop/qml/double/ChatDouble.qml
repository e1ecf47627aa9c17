// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    id: chat

    signal keyRefused

    property var ask
    property var conversations
    property var groupConversations
    property string user: ""
    property string title: ""
    property bool blocked: false
    property bool typing: false
    property bool request: false
    property bool userBlocked: false
    property bool verified: false
    property bool wasVerified: false
    property int lasting: 0
    property string draft: ""
    property string safetyNumber: "123456789012345678901234567890123456789012345678901234567890"
    property bool ready: true
    property string profileDisplayName: ""
    property string profileAbout: ""
    property string profileIdentityKey: "05f3a1c29be07d4418aa6c5590ffd2137e64b80c9d21e5f7730a4be6c88d1f2a09"
    property bool profileKnown: true
    property string contactName: ""
    property var highlighted: 0
    property var unreadFrom: 0
    property string sendError: ""
    /// The key is another by now.
    property bool refusesKey: false
    property var drafts: ({})
    readonly property TimelineDouble timeline: TimelineDouble {}
    readonly property OffRecordDouble offRecord: OffRecordDouble {
        ask: chat.ask
    }
    readonly property SafetyCodeDouble safetyCode: SafetyCodeDouble {
        ask: chat.ask
    }
    readonly property DeedsDouble deeds: DeedsDouble {
        ask: chat.ask
        timeline: chat.timeline
    }

    readonly property FilesDouble files: FilesDouble {
        ask: chat.ask
        timeline: chat.timeline
    }

    function open(who: string) {
        ask(`open ${who}`);
        title = (who.startsWith("#") ? groupConversations : conversations).titleOf(who);
        draft = drafts[who] ?? "";
        highlighted = 0;
        user = who;
    }
    function close() {
        ask("close");
        user = "";
    }
    function send(text: string, quoted: string, seconds: int): string {
        ask(["send", text].concat(quoted === "" ? [] : [`answers ${quoted}`], seconds < 0 ? [] : [`lasts ${seconds}`]).join(" "));
        if (sendError === "")
            timeline.add(true, text, new Date(), Object.assign({ state: "waiting", lasting: seconds < 0 ? lasting : seconds }, timeline.quoteOf(quoted)));
        return sendError;
    }
    function acceptRequest() {
        ask("acceptRequest");
        request = false;
    }
    function blockUser() {
        ask("blockUser");
        userBlocked = true;
    }
    function unblockUser() {
        ask("unblockUser");
        userBlocked = false;
    }
    function tellTyping() { ask("tellTyping"); }
    function verify() {
        ask(`verify ${safetyNumber}`);
        verified = true;
    }
    function unverify() {
        ask("unverify");
        verified = false;
    }
    function setDuration(seconds: int) {
        ask(`setDuration ${seconds}`);
        lasting = seconds;
        timeline.add(true, `${seconds}`, new Date(), { kind: "duration_set" });
    }
    function saveDraft(text: string) {
        ask(`saveDraft ${user}|${text}`);
        drafts[user] = text;
        draft = text;
    }
    function markRead() { ask("markRead"); }
    function readSafetyNumber() { ask("readSafetyNumber"); }
    function acceptIdentity() {
        ask("acceptIdentity");
        blocked = refusesKey;
        if (refusesKey)
            keyRefused();
    }
    function setContactName(name: string) {
        ask(`setContactName ${name}`);
        contactName = name;
        title = name || profileDisplayName || user;
        conversations.rename(user, title);
    }
    function textTooLong(text: string): bool { return text.length > 65536; }
    function postTooLong(text: string): bool { return text.length > 8192; }
    function jumpTo(position: var) {
        ask(`jumpTo ${position}`);
        highlighted = position;
    }
    function toNewest() { ask("toNewest"); }
}
