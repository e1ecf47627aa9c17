// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// One emoji of the menu.
AbstractButton {
    id: choice

    property bool chosen: false

    implicitWidth: Math.max(40, Math.min(160, words.implicitWidth + 2 * Theme.spaceS))
    implicitHeight: 40
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.MenuItem
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.name: qsTr("React with %1").arg(text)
    Accessible.onPressAction: clicked()
    Accessible.onToggleAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusS
        color: choice.chosen ? Theme.accentSoft : choice.hovered ? Theme.rowHover : "transparent"

        FocusRing {
            shown: choice.activeFocus
            inside: true
            corner: Theme.radiusS
        }
    }
    contentItem: Clipped {
        id: words
        text: choice.text
        font.pixelSize: Theme.fontSizeL
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
