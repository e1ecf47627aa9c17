// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    id: chat

    property var ask
    property var conversations
    property string user: ""
    property string title: ""
    property bool blocked: false
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
    property var drafts: ({})
    readonly property TimelineDouble timeline: TimelineDouble {}

    function open(who: string) {
        ask(`open ${who}`);
        title = conversations.titleOf(who);
        draft = drafts[who] ?? "";
        user = who;
    }
    function close() {
        ask("close");
        user = "";
    }
    function send(text: string): string {
        ask(`send ${text}`);
        if (sendError === "")
            timeline.add(true, text, new Date(), { state: "waiting" });
        return sendError;
    }
    function retry(messageId: string) { ask(`retry ${messageId}`); }
    function saveDraft(text: string) {
        ask(`saveDraft ${user}|${text}`);
        drafts[user] = text;
        draft = text;
    }
    function markRead() { ask("markRead"); }
    function acceptIdentity() {
        ask("acceptIdentity");
        blocked = false;
    }
    function setContactName(name: string) { ask(`setContactName ${name}`); }
    function textTooLong(text: string): bool { return text.length > 65536; }
    function jumpTo(position: var) {
        ask(`jumpTo ${position}`);
        highlighted = position;
    }
    function toNewest() { ask("toNewest"); }
}
