// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The conversations beside the open one; they take turns where there is little room.
FocusScope {
    id: screen

    readonly property string user: Names.isGroup(app.chat.user) ? "" : app.chat.user
    readonly property bool reading: user !== ""
    readonly property bool searching: app.search.query.trim() !== ""

    function begin() {
        if (conversation.item)
            conversation.item.write();
        else
            search.forceActiveFocus(Qt.OtherFocusReason);
    }

    function open(user: string) {
        if (app.chat.user === user)
            return;
        Shell.conversationLeft();
        app.chat.open(user);
    }

    function show(user: string) {
        if (app.chat.user === user && conversation.item)
            conversation.item.write();
        else
            open(user);
    }

    function leave() {
        Shell.conversationLeft();
        app.chat.close();
        list.forceActiveFocus(Qt.BacktabFocusReason);
    }

    /// A message of a group is shown among its others.
    function groupHitChosen(conversation: string, position: var) {
        Shell.conversationLeft();
        app.group.open(Names.groupIn(conversation));
        app.chat.open(conversation);
        app.chat.jumpTo(position);
        Shell.go("groups");
    }

    // Each conversation gets a view of its own, so that nothing of one is left in another.
    onUserChanged: {
        conversation.active = false;
        conversation.active = user !== "";
    }
    Component.onCompleted: conversation.active = user !== ""
    Accessible.role: Accessible.Pane
    Accessible.name: Sentences.screenTitle("direct")
    Keys.onEscapePressed: event => {
        event.accepted = searching || reading;
        if (searching && !conversation.activeFocus)
            app.search.query = "";
        else if (reading)
            leave();
        else
            app.search.query = "";
    }

    Connections {
        target: Shell
        function onSearchWanted() {
            if (Shell.narrow && screen.reading)
                screen.leave();
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
                        if (Names.isGroup(user)) {
                            screen.groupHitChosen(user, position);
                            return;
                        }
                        screen.open(user);
                        app.chat.jumpTo(position);
                        if (conversation.item)
                            conversation.item.showHighlighted();
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
                active: false
                sourceComponent: ConversationView {
                    focus: true
                    onClosed: screen.leave()
                }
            }
        }
    }
}
