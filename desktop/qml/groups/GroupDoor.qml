// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A group that one isn't in: asking to be let in, and waiting for it.
FocusScope {
    id: door

    signal closed

    readonly property bool waiting: app.group.standing === "waiting"
    readonly property string name: app.group.name === "" ? qsTr("this group") : Sentences.named(app.group.name)

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Group %1").arg(name)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ActionButton {
            Layout.margins: Theme.spaceS
            visible: Shell.narrow
            kind: "quiet"
            symbol: "back"
            symbolOnly: true
            text: qsTr("Back to the groups")
            onClicked: door.closed()
        }
        EmptyState {
            Layout.fillWidth: true
            Layout.fillHeight: true
            level: 1
            symbol: door.waiting ? "waiting" : "group"
            title: door.waiting ? qsTr("You have asked to be let into %1").arg(door.name) : app.group.name === "" ? qsTr("A group you aren't in") : app.group.name
            text: door.waiting
                ? qsTr("Its members see your request. When enough of them have approved it, the group opens here by itself.")
                : app.group.unencrypted
                ? qsTr("This group is open: you come in at once. Nothing in it is encrypted, and everybody can read what you say, for ever, with your name.")
                : qsTr("Its members decide who comes in. If you ask, they see your name. You will read what is said after you came in, nothing from before. If it is an open group, you come in at once, and nothing in it is encrypted.")

            ActionButton {
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.spaceM
                focus: true
                kind: door.waiting ? "plain" : "primary"
                text: door.waiting ? qsTr("Withdraw the request") : app.group.unencrypted ? qsTr("Join the group") : qsTr("Ask to be let in")
                onClicked: door.waiting ? app.group.leave() : app.group.join()
                // By a second click that comes at once it says the opposite.
                onDoubleClicked: {}
            }
        }
    }
}
