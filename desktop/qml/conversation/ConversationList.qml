// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// Conversations, the latest first. One stop for Tab; arrows choose, Enter opens.
FocusScope {
    id: list

    property var conversations: app.conversations
    property string label: qsTr("Conversations")
    property string symbol: "chat"
    // Right after a first login it is empty, but not for good.
    property string emptyTitle: app.session.restoring ? qsTr("Your conversations are on their way") : qsTr("No conversations yet")
    property string emptyText: app.session.restoring ? qsTr("You can search for somebody and write in the meantime.") : qsTr("Search for somebody by name to write your first message.")
    /// The one that is on the screen.
    property string shown: app.chat.user

    signal chosen(string user)

    ActionButton {
        id: requests
        x: Theme.spaceS
        width: parent.width - 2 * Theme.spaceS
        height: visible ? implicitHeight : 0
        visible: list.conversations.requestCount > 0
        kind: "quiet"
        small: true
        symbol: "person"
        text: qsTr("%n request(s)", "", list.conversations.requestCount)
        onClicked: {
            view.currentIndex = list.conversations.firstRequest();
            view.positionViewAtIndex(view.currentIndex, ListView.Beginning);
            view.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    ListView {
        id: view
        anchors.fill: parent
        anchors.topMargin: requests.height
        anchors.leftMargin: Theme.spaceS
        anchors.rightMargin: Theme.spaceS
        model: list.conversations
        clip: true
        focus: true
        activeFocusOnTab: count > 0 || activeFocus
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: list.label
        ScrollBar.vertical: ScrollLine {}
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0 && count > 0)
                currentIndex = 0;
        }
        Keys.onPressed: event => {
            if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && currentItem)
                currentItem.clicked();
            else if (event.key === Qt.Key_Home)
                currentIndex = 0;
            else if (event.key === Qt.Key_End)
                currentIndex = count - 1;
            else
                return;
            event.accepted = true;
        }

        section.property: "group"
        section.delegate: PlainText {
            required property string section

            readonly property bool named: section !== "accepted"

            // A list shows its headings whatever their `visible` says.
            width: ListView.view.width
            height: named ? implicitHeight : 0
            topPadding: Theme.spaceL
            bottomPadding: Theme.spaceXs
            leftPadding: Theme.spaceS
            text: section === "blocked" ? qsTr("Blocked") : named ? qsTr("Requests") : ""
            small: true
            muted: true
            font.weight: Theme.fontWeightMedium
            Accessible.role: Accessible.Heading
            Accessible.ignored: !named
        }
        delegate: ConversationRow {
            width: ListView.view.width
            open: list.shown === user
            ring: view.activeFocus && ListView.isCurrentItem
            onClicked: {
                view.currentIndex = index;
                list.chosen(user);
            }
        }
    }
    EmptyState {
        anchors.fill: parent
        visible: list.conversations.loaded && view.count === 0
        symbol: list.symbol
        title: list.emptyTitle
        text: list.emptyText
    }
    Column {
        x: Theme.spaceL
        width: parent.width - 2 * Theme.spaceL
        visible: !list.conversations.loaded
        spacing: Theme.spaceM
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Loading …")

        Repeater {
            model: 3
            Rectangle {
                width: parent.width
                height: 52
                radius: Theme.radiusM
                color: Theme.rowHover
            }
        }
    }
}
