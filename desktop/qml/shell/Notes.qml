// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Notices that lie over the screen for a while, or until they are dismissed.
Column {
    id: list

    spacing: Theme.spaceS
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Notices")

    Repeater {
        model: Shell.notes

        Rectangle {
            id: note

            required property int number
            required property string words
            required property bool failed
            readonly property color ink: failed ? Theme.inkOnDanger : Theme.background

            x: (list.width - width) / 2
            width: Math.min(list.width, 544, row.implicitWidth + 2 * Theme.spaceL)
            implicitHeight: row.implicitHeight + 2 * Theme.spaceXs + Theme.spaceS
            radius: Theme.radiusM
            color: failed ? Theme.danger : Theme.text
            Accessible.role: Accessible.AlertMessage
            Accessible.name: words

            // A click on it means nothing below it, such as to close a dialog.
            MouseArea {
                anchors.fill: parent
            }
            RowLayout {
                id: row
                x: Theme.spaceL
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - Theme.spaceL - Theme.spaceXs
                spacing: Theme.spaceS

                Icon {
                    symbol: note.failed ? "failed" : "accepted"
                    size: 18
                    color: note.ink
                }
                PlainText {
                    Layout.fillWidth: true
                    text: note.words
                    color: note.ink
                    Accessible.ignored: true
                }
                ActionButton {
                    kind: "quiet"
                    small: true
                    symbol: "close"
                    symbolOnly: true
                    text: qsTr("Dismiss this notice")
                    ink: hovered ? (note.failed ? Theme.danger : Theme.text) : note.ink
                    onClicked: Shell.dismiss(note.number)
                }
            }
            Timer {
                running: true
                interval: note.failed ? 2.5 * Shell.noteDuration : Shell.noteDuration
                onTriggered: Shell.dismiss(note.number)
            }
        }
    }
}
