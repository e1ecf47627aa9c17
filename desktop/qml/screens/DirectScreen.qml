// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The conversations beside the open one; they take turns where there is little room.
FocusScope {
    id: screen

    readonly property bool reading: app.chat.user !== ""
    readonly property bool searching: app.search.query.trim() !== ""

    function begin() {
        if (conversation.item)
            conversation.item.write();
        else
            search.forceActiveFocus(Qt.OtherFocusReason);
    }

    function show(user: string) {
        if (app.chat.user !== user)
            app.chat.open(user);
        else if (conversation.item)
            conversation.item.write();
    }

    function leave() {
        app.chat.close();
        list.forceActiveFocus(Qt.BacktabFocusReason);
    }

    Accessible.role: Accessible.Pane
    Accessible.name: Sentences.screenTitle("direct")
    Keys.onEscapePressed: event => {
        event.accepted = searching || reading;
        if (searching)
            app.search.query = "";
        else if (reading)
            leave();
    }

    Connections {
        target: Shell
        function onSearchWanted() {
            if (Shell.narrow && screen.reading)
                app.chat.close();
            search.take();
        }
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillHeight: true
            Layout.fillWidth: Shell.narrow
            Layout.preferredWidth: Theme.layoutSidebar
            visible: !Shell.narrow || !screen.reading
            color: Theme.surface

            ColumnLayout {
                anchors.fill: parent
                spacing: 0

                SearchField {
                    id: search
                    Layout.fillWidth: true
                    focus: true
                    onDownWanted: screen.searching ? results.take() : list.forceActiveFocus(Qt.TabFocusReason)
                }
                ConversationList {
                    id: list
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: !screen.searching
                    onChosen: user => screen.show(user)
                }
                SearchResults {
                    id: results
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: screen.searching
                    onChosen: user => {
                        app.search.query = "";
                        screen.show(user);
                    }
                    onHitChosen: (user, position) => {
                        if (app.chat.user !== user)
                            app.chat.open(user);
                        app.chat.jumpTo(position);
                    }
                }
            }
            Rectangle {
                anchors.right: parent.right
                width: 1
                height: parent.height
                visible: !Shell.narrow
                color: Theme.border
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !Shell.narrow || screen.reading

            EmptyState {
                anchors.fill: parent
                visible: !screen.reading
                symbol: "chat"
                title: qsTr("Choose a conversation")
                text: qsTr("Or search for somebody to begin a new one. Ctrl K jumps to any conversation.")
            }
            Loader {
                id: conversation
                anchors.fill: parent
                active: screen.reading
                sourceComponent: ConversationView {
                    focus: true
                    onClosed: screen.leave()
                }
            }
        }
    }
}
