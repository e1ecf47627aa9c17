// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A label, and a few choices below it of which one is chosen. Arrow keys go from one to the next.
FieldFrame {
    id: line

    /// Each {value, label}.
    property var choices: []
    property var chosen

    signal picked(var value)

    function take() {
        options.itemAt(choices.findIndex(choice => choice.value === chosen)).forceActiveFocus(Qt.TabFocusReason);
    }

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceM
        Accessible.role: Accessible.Grouping
        Accessible.name: line.label
        Accessible.description: line.spoken

        Repeater {
            id: options
            model: line.choices

            Choice {
                required property var modelData
                text: modelData.label
                checked: line.chosen === modelData.value
                onClicked: line.picked(modelData.value)
                Keys.onRightPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onLeftPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            }
        }
    }
}
