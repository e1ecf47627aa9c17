// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// A box to tick, with its label and a hint.
CheckBox {
    id: check

    property string hint: ""

    function change() {
        toggle();
        toggled();
    }

    Layout.fillWidth: true
    padding: 0
    topPadding: Theme.spaceXs
    bottomPadding: Theme.spaceXs
    spacing: Theme.spaceS
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.onPressAction: change()
    Accessible.onToggleAction: change()
    Accessible.name: text
    Accessible.description: hint
    Keys.onReturnPressed: change()

    indicator: Rectangle {
        y: Theme.spaceXs
        width: 22
        height: 22
        radius: 5
        color: check.checked ? Theme.accent : Theme.surface
        border.width: check.checked ? 0 : 1.5
        border.color: Theme.borderStrong

        Icon {
            anchors.centerIn: parent
            visible: check.checked
            symbol: "accepted"
            size: 18
            color: Theme.inkOnAccent
        }
        FocusRing {
            shown: check.visualFocus
            corner: 5
        }
    }
    contentItem: ColumnLayout {
        spacing: 2

        PlainText {
            Layout.fillWidth: true
            leftPadding: 22 + Theme.spaceS
            text: check.text
            Accessible.ignored: true
        }
        Paragraph {
            Layout.fillWidth: true
            leftPadding: 22 + Theme.spaceS
            visible: text !== ""
            text: check.hint
            small: true
            muted: true
            Accessible.ignored: true
        }
    }
}
