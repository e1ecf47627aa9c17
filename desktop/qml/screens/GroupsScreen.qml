// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The groups beside the open one; they take turns where there is little room.
FocusScope {
    id: screen

    readonly property string groupId: app.group.groupId
    readonly property bool reading: groupId !== ""
    readonly property bool readable: reading && app.group.readable
    readonly property bool searching: app.groupSearch.query.trim() !== ""

    function begin() {
        if (room.item)
            room.item.write();
        else
            search.forceActiveFocus(Qt.OtherFocusReason);
    }

    function show(groupId: string) {
        if (app.group.groupId === groupId && room.item)
            room.item.write();
        else
            app.group.open(groupId);
        app.groupSearch.query = "";
    }

    function leave() {
        Shell.conversationLeft();
        app.group.close();
        app.chat.close();
        list.forceActiveFocus(Qt.BacktabFocusReason);
    }

    /// A group that can be read is the open conversation. It gets a view of its own, so that nothing of one is left in
    /// another.
    function follow() {
        room.active = false;
        if (!readable)
            return;
        if (app.chat.user !== app.group.conversation) {
            Shell.conversationLeft();
            app.chat.open(app.group.conversation);
        }
        room.active = true;
    }

    onGroupIdChanged: follow()
    onReadableChanged: follow()
    Component.onCompleted: follow()
    Accessible.role: Accessible.Pane
    Accessible.name: Sentences.screenTitle("groups")
    Keys.onEscapePressed: event => {
        event.accepted = searching || reading;
        if (searching)
            app.groupSearch.query = "";
        else if (reading)
            leave();
    }

    Connections {
        target: app.groups
        function onCreated(groupId) {
            screen.show(groupId);
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

                GroupSearchField {
                    id: search
                    Layout.fillWidth: true
                    focus: true
                    onDownWanted: screen.searching ? results.take() : list.forceActiveFocus(Qt.TabFocusReason)
                }
                ActionButton {
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.spaceM
                    Layout.rightMargin: Theme.spaceM
                    Layout.bottomMargin: Theme.spaceM
                    kind: "primary"
                    text: qsTr("New group")
                    onClicked: create.open()
                }
                WaitingGroups {
                    Layout.fillWidth: true
                    Layout.bottomMargin: Theme.spaceM
                    Layout.leftMargin: Theme.spaceS
                    Layout.rightMargin: Theme.spaceS
                    visible: !screen.searching && count > 0
                    onChosen: groupId => screen.show(groupId)
                }
                ConversationList {
                    id: list
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: !screen.searching
                    conversations: app.groupConversations
                    label: qsTr("Groups")
                    symbol: "group"
                    emptyTitle: app.session.restoring ? qsTr("Your groups are on their way") : qsTr("No groups yet")
                    emptyText: app.session.restoring ? qsTr("You can create or find one in the meantime.") : qsTr("Create one, or find one by its name and ask to be let in.")
                    shown: app.group.conversation
                    onChosen: conversation => screen.show(Names.groupIn(conversation))
                }
                GroupResults {
                    id: results
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: screen.searching
                    onChosen: groupId => screen.show(groupId)
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
                symbol: "group"
                title: qsTr("Choose a group")
                text: qsTr("Or create a new one.")
            }
            Loader {
                anchors.fill: parent
                active: screen.reading && !screen.readable && app.groups.loaded
                sourceComponent: GroupDoor {
                    focus: true
                    onClosed: screen.leave()
                }
            }
            Loader {
                id: room
                anchors.fill: parent
                active: false
                sourceComponent: GroupView {
                    focus: true
                    onClosed: screen.leave()
                }
            }
        }
    }
    CreateGroupDialog {
        id: create
    }
}
