// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property string query: ""
    property bool searching: false
    property string peopleError: ""
    property string hitsError: ""
    readonly property ListModel people: ListModel {}
    readonly property ListModel hits: ListModel {}
    /// What is looked through: all that was said in one conversation.
    property var timeline
    property string conversation: "ada"
    property string title: "Ada Moreno"
    /// It answers only when answer() is called.
    property bool slow: false

    function answer() {
        const wanted = query.trim().toLowerCase();
        searching = false;
        for (let at = 0; at < timeline.count; ++at) {
            const { kind, own, body, sentAt, position } = timeline.get(at);
            if (kind === "text" && body.toLowerCase().includes(wanted))
                hits.append({ conversation, title, own, body, sentAt, position });
        }
    }

    onQueryChanged: {
        peopleError = "";
        hitsError = "";
        people.clear();
        hits.clear();
        searching = query.trim() !== "";
        if (searching && !slow)
            answer();
    }
}
