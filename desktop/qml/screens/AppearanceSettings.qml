// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

Card {
    spacing: Theme.spaceM

    SectionHeading {
        text: qsTr("Appearance")
    }
    PlainText {
        text: qsTr("Theme")
        font.weight: Theme.fontWeightMedium
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceXl
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Theme")

        Repeater {
            model: [
                { theme: "system", label: qsTr("As the system") },
                { theme: "light", label: qsTr("Light") },
                { theme: "dark", label: qsTr("Dark") }
            ]

            Choice {
                required property var modelData
                text: modelData.label
                checked: app.preferences.theme === modelData.theme
                onClicked: app.preferences.theme = modelData.theme
                Keys.onRightPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onLeftPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            }
        }
    }
}
