// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Who one is talking with, and what can be looked at about them.
Rectangle {
    id: header

    signal backWanted
    signal verifyWanted
    signal profileWanted
    signal durationWanted

    /// Nothing is told to whom one is looking at.
    property bool silent: false

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
            text: qsTr("Back to the conversations")
            onClicked: header.backWanted()
        }
        Avatar {
            user: app.chat.user
            title: app.chat.title
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceXs
            spacing: 0

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceXs

                Clipped {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + 1
                    text: app.chat.title
                    font.weight: Theme.fontWeightBold
                    Accessible.role: Accessible.Heading
                    Accessible.name: app.chat.verified ? `${text}, ${badge.hint}` : text
                }
                Icon {
                    id: badge

                    readonly property string hint: qsTr("Verified")

                    visible: app.chat.verified
                    symbol: "shield"
                    size: 16
                    color: Theme.success

                    HoverHandler {
                        id: pointer
                    }
                    Hint {
                        text: badge.hint
                        shown: pointer.hovered
                    }
                }
                Item {
                    Layout.fillWidth: true
                }
            }
            Clipped {
                Layout.fillWidth: true
                visible: app.chat.title !== app.chat.user
                text: app.chat.user
                small: true
                muted: true
            }
        }
        ActionButton {
            kind: "quiet"
            visible: !header.silent
            symbol: "timer"
            symbolOnly: true
            ink: app.chat.lasting > 0 ? Theme.accent : Theme.text
            text: qsTr("Disappearing messages")
            Accessible.description: Sentences.lasting(app.chat.lasting)
            onClicked: header.durationWanted()
        }
        ActionButton {
            kind: "quiet"
            symbol: "shield"
            symbolOnly: true
            text: qsTr("Safety number")
            onClicked: header.verifyWanted()
        }
        ActionButton {
            kind: "quiet"
            symbol: "person"
            symbolOnly: true
            text: qsTr("Profile")
            onClicked: header.profileWanted()
        }
    }
}
