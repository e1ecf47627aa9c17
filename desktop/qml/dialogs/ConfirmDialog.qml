// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Asks before something that can't be undone. Begins on Cancel.
Sheet {
    id: dialog

    property string text: ""
    property string confirm: ""

    signal confirmed

    onOpened: cancel.forceActiveFocus(Qt.TabFocusReason)
    actions: [
        ActionButton {
            id: cancel
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        ActionButton {
            kind: "danger"
            text: dialog.confirm
            onClicked: {
                dialog.close();
                dialog.confirmed();
            }
        }
    ]

    Paragraph {
        Layout.fillWidth: true
        text: dialog.text
    }
}
