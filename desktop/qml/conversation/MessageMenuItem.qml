// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// One thing that can be done with a message.
AbstractButton {
    id: item

    property string symbol: ""
    property bool dangerous: false
    readonly property color ink: dangerous ? Theme.danger : Theme.text

    implicitWidth: words.x + words.implicitWidth + Theme.spaceL
    implicitHeight: Theme.layoutTarget
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.MenuItem
    Accessible.name: text
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusS
        color: item.hovered ? Theme.rowHover : "transparent"

        FocusRing {
            shown: item.activeFocus
            inside: true
            corner: Theme.radiusS
        }
    }
    contentItem: Item {
        Icon {
            x: Theme.spaceM
            anchors.verticalCenter: parent.verticalCenter
            symbol: item.symbol
            size: 18
            color: item.ink
        }
        PlainText {
            id: words
            x: 18 + 2 * Theme.spaceM
            anchors.verticalCenter: parent.verticalCenter
            text: item.text
            color: item.ink
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
