// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// One entry of the main menu.
AbstractButton {
    id: link

    required property string screen
    property int unread: 0
    readonly property bool here: Shell.screen === screen
    /// The one that newcomers look for.
    readonly property bool call: screen === "register" && !here
    readonly property color ink: call ? Theme.inkOnAccent : here ? Theme.accent : hovered ? Theme.text : Theme.textMuted

    text: screen === "register" ? qsTr("Register") : Sentences.screenTitle(screen)
    implicitWidth: row.implicitWidth + 2 * Theme.spaceM
    implicitHeight: Theme.layoutTarget
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    onClicked: Shell.go(screen)
    Accessible.role: Accessible.Link
    Accessible.onPressAction: clicked()
    Accessible.name: unread > 0 ? `${text}, ${Sentences.unread(unread)}` : text
    Accessible.selected: here
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusM
        color: link.call ? (link.hovered ? Theme.accentHover : Theme.accent) : link.hovered ? Theme.rowHover : "transparent"

        FocusRing {
            shown: link.visualFocus
            inside: !link.call
        }
    }
    contentItem: Item {
        Row {
            id: row
            x: Theme.spaceM
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spaceS

            PlainText {
                anchors.verticalCenter: parent.verticalCenter
                text: link.text
                color: link.ink
                font.weight: link.here ? Theme.fontWeightMedium : Theme.fontWeightRegular
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            CountBadge {
                anchors.verticalCenter: parent.verticalCenter
                count: link.unread
            }
        }
    }
}
