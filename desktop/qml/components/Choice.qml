// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// One of several, of which one is chosen.
RadioButton {
    id: choice

    padding: 0
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.onPressAction: clicked()
    Accessible.onToggleAction: clicked()
    Accessible.name: text
    Keys.onReturnPressed: clicked()

    indicator: Rectangle {
        y: (choice.height - height) / 2
        width: 22
        height: 22
        radius: 11
        color: choice.checked ? Theme.accent : Theme.surface
        border.width: choice.checked ? 0 : 1.5
        border.color: Theme.borderStrong

        Rectangle {
            anchors.centerIn: parent
            visible: choice.checked
            width: 10
            height: 10
            radius: 5
            color: Theme.inkOnAccent
        }
        FocusRing {
            shown: choice.visualFocus
            corner: 11
        }
    }
    contentItem: PlainText {
        leftPadding: 22 + Theme.spaceS
        text: choice.text
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
