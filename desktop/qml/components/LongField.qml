// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// A labelled text of several lines.
FieldFrame {
    id: field

    property alias text: input.text
    property alias input: input

    function take() {
        input.forceActiveFocus(Qt.TabFocusReason);
    }

    ScrollView {
        Layout.fillWidth: true
        implicitHeight: 96
        contentWidth: availableWidth
        background: Rectangle {
            radius: Theme.radiusM
            color: Theme.surface
            border.width: input.activeFocus ? 3 : 1
            border.color: input.activeFocus ? Theme.focus : field.problem !== "" ? Theme.danger : Theme.borderStrong
        }

        InputText {
            id: input
            background: null
            Accessible.name: field.label
            Accessible.description: field.spoken
        }
    }
}
