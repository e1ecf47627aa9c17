// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Asks before a changed key is accepted, and shows the number that it is accepted under. Begins on Cancel.
Sheet {
    id: dialog

    readonly property bool alarmed: app.chat.blocked
    readonly property string name: Sentences.named(app.chat.title)

    title: qsTr("Accept the new key of %1?").arg(name)
    // A number that is shown stays: a further key is refused, and its number shown then.
    onAboutToShow: {
        if (!number.known)
            app.chat.readSafetyNumber();
    }
    onOpened: cancel.forceActiveFocus(Qt.TabFocusReason)
    onAlarmedChanged: {
        if (!alarmed)
            close();
    }
    actions: [
        ActionButton {
            id: cancel
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        ActionButton {
            kind: "danger"
            enabled: number.known
            text: qsTr("Accept this key")
            onClicked: {
                dialog.close();
                app.chat.acceptIdentity();
            }
        }
    ]

    Paragraph {
        Layout.fillWidth: true
        text: number.known
            ? qsTr("This is the safety number with the new key. If %1 sees the same one, nobody is in between. Ask by another way, not in this chat. What waits is sent as soon as you accept.").arg(dialog.name)
            : qsTr("The number of the new key isn't known yet, so there is nothing to accept.")
    }
    SafetyDigits {
        id: number
    }
}
