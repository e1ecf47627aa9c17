// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// Ctrl+K: type a few letters of a person's or a group's name, Enter.
Sheet {
    id: switcher

    /// A person's name, or a group's conversation.
    signal chosen(string user)

    function rank(user: string, title: string): int {
        const wanted = input.text.trim().toLowerCase();
        const names = Names.isGroup(user) ? [title.toLowerCase()] : [title.toLowerCase(), user];
        const places = names.map(name => name.indexOf(wanted)).filter(at => at >= 0);
        return places.length === 0 ? -1 : Math.min(1, ...places);
    }

    function matchesIn(conversations: Instantiator): var {
        const found = [];
        for (let at = 0; at < conversations.count; ++at) {
            const { user, title } = conversations.objectAt(at);
            const place = rank(user, title);
            if (place >= 0)
                found.push({ user: user, title: title, place: place, row: at });
        }
        return found;
    }

    /// Names that contain what was typed, those that begin with it first; at most eight.
    function refresh() {
        const found = matchesIn(people).concat(matchesIn(groups));
        found.sort((one, other) => one.place - other.place || one.row - other.row);
        matches.model = found.slice(0, 8);
        matches.currentIndex = 0;
    }

    function pick(row: int) {
        const match = matches.model[row];
        if (match === undefined)
            return;
        close();
        chosen(match.user);
    }

    title: qsTr("Go to a conversation")
    onAboutToShow: {
        input.text = "";
        refresh();
    }
    onOpened: input.forceActiveFocus(Qt.PopupFocusReason)

    component Known: QtObject {
        required property string user
        required property string title
    }
    Instantiator {
        id: people
        model: app.conversations
        delegate: Known {}
    }
    Instantiator {
        id: groups
        model: app.groupConversations
        delegate: Known {}
    }
    InputLine {
        id: input
        Layout.fillWidth: true
        focus: true
        placeholder: qsTr("Type a name")
        Accessible.name: qsTr("Name")
        Accessible.description: matches.currentItem ? matches.currentItem.spoken : help.text
        onTextEdited: switcher.refresh()
        onAccepted: switcher.pick(matches.currentIndex)
        Keys.onDownPressed: matches.incrementCurrentIndex()
        Keys.onUpPressed: matches.decrementCurrentIndex()
    }
    ListView {
        id: matches
        Layout.fillWidth: true
        implicitHeight: contentHeight
        interactive: false
        keyNavigationWraps: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversations")

        delegate: SwitcherRow {
            width: ListView.view.width
            user: modelData.user
            title: modelData.title
            chosen: ListView.isCurrentItem
            onClicked: switcher.pick(index)
        }
    }
    PlainText {
        id: help
        Layout.fillWidth: true
        small: true
        muted: true
        text: matches.count === 0 ? qsTr("No conversation with that name.") : qsTr("Arrow keys choose, Enter opens, Escape closes.")
    }
}
