// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Which group one reads, and what can be looked at about it.
Rectangle {
    id: header

    signal backWanted
    signal durationWanted
    signal detailsWanted

    implicitHeight: 64
    color: Theme.surface

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Shell.narrow ? Theme.spaceXs : Theme.spaceL
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceS

        ActionButton {
            visible: Shell.narrow
            kind: "quiet"
            symbol: "back"
            symbolOnly: true
            text: qsTr("Back to the groups")
            onClicked: header.backWanted()
        }
        Avatar {
            user: app.group.conversation
            title: app.group.name
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceXs
            spacing: 0

            Clipped {
                Layout.fillWidth: true
                text: app.group.name
                font.weight: Theme.fontWeightBold
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.Heading
            }
            Clipped {
                Layout.fillWidth: true
                text: qsTr("%n member(s)", "", app.group.memberCount) + (app.group.unencrypted ? " · " + qsTr("open, not encrypted") : "")
                small: true
                muted: true
                horizontalAlignment: Text.AlignLeft
            }
        }
        ActionButton {
            visible: app.group.standing === "member" && !app.group.unencrypted
            kind: "quiet"
            symbol: "timer"
            symbolOnly: true
            ink: app.chat.lasting > 0 ? Theme.accent : Theme.text
            text: qsTr("Disappearing messages")
            Accessible.description: Sentences.lasting(app.chat.lasting)
            onClicked: header.durationWanted()
        }
        ActionButton {
            kind: "quiet"
            symbol: "group"
            symbolOnly: true
            text: qsTr("Members and settings")
            onClicked: header.detailsWanted()
        }
    }
}
