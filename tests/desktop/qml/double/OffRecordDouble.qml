// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    id: record

    property var ask
    property bool on: false
    property bool allowed: true
    property string sendError: ""
    property int next: 1
    readonly property ListModel said: ListModel {}

    signal notSent(string text)

    function add(own: bool, body: string, sentAt: date, state: string) {
        said.append({ messageId: `w${next++}`, own, state, body, sentAt });
    }
    /// The other says something: the conversation is off the record from now on.
    function hear(text: string) {
        on = true;
        add(false, text, new Date(), "received");
    }
    /// What became of the last that was said.
    function become(state: string) {
        said.setProperty(said.count - 1, "state", state);
    }
    function go() {
        ask("offRecord go");
        on = true;
    }
    function end() {
        ask("offRecord end");
        said.clear();
        on = false;
    }
    function send(text: string): string {
        ask(`offRecord send ${text}`);
        if (sendError === "")
            add(true, text, new Date(), "sending");
        return sendError;
    }
    function retry(messageId: string) {
        ask(`offRecord retry ${messageId}`);
        for (let at = 0; at < said.count; ++at) {
            if (said.get(at).messageId === messageId)
                said.setProperty(at, "state", "sending");
        }
    }
}
