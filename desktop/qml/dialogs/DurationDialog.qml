// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// How long messages last: of a conversation from now on, or the one that is being written.
Sheet {
    id: dialog

    property string text: ""
    /// Seconds; 0: for good.
    property int lasting: 0
    property int wanted: 0
    readonly property var usual: [0, 30, 300, 3600, 28800, 86400, 604800, 2419200]
    // Another client may offer others.
    readonly property var offered: usual.includes(lasting) ? usual : usual.concat([lasting]).sort((a, b) => a - b)

    signal chosen(int seconds)

    onAboutToShow: wanted = lasting
    onOpened: choices.itemAt(offered.indexOf(lasting)).forceActiveFocus(Qt.TabFocusReason)
    actions: [
        ActionButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        ActionButton {
            kind: "primary"
            text: qsTr("Choose")
            onClicked: {
                dialog.close();
                dialog.chosen(dialog.wanted);
            }
        }
    ]

    Paragraph {
        Layout.fillWidth: true
        text: dialog.text
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Repeater {
            id: choices
            model: dialog.offered

            Choice {
                required property int modelData
                Layout.fillWidth: true
                text: modelData === 0 ? qsTr("They stay") : Sentences.duration(modelData)
                checked: dialog.wanted === modelData
                onClicked: dialog.wanted = modelData
                Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            }
        }
    }
    Paragraph {
        Layout.fillWidth: true
        text: qsTr("Somebody can copy or photograph what they read before it disappears. A device that is added later doesn't get such messages.")
        small: true
        muted: true
    }
}
