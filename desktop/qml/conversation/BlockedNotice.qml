// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Stands where one would type: the other's key changed.
Item {
    id: notice

    signal compareWanted
    signal acceptWanted

    implicitHeight: callout.implicitHeight + Theme.spaceS + Theme.spaceL

    Callout {
        id: callout
        x: (parent.width - width) / 2
        y: Theme.spaceS
        width: Math.min(parent.width - 2 * Theme.spaceL, 896)
        kind: "warning"
        symbol: "key"
        title: qsTr("The key of %1 changed").arg(Sentences.named(app.chat.title))
        text: app.chat.wasVerified
            ? qsTr("You had compared their safety number, and it isn't the same any more. Nothing is sent until you accept the new key. Ask them by another way what happened, and compare the new number first.")
            : qsTr("Nothing is sent until you accept the new key. To be sure that it is really them, compare the safety number with them by another way first.")

        ActionButton {
            small: true
            text: qsTr("Compare the safety number")
            ink: callout.ink
            line: callout.ink
            onClicked: notice.compareWanted()
        }
        ActionButton {
            small: true
            text: qsTr("Accept the new key")
            ink: callout.ink
            line: callout.ink
            onClicked: notice.acceptWanted()
        }
    }
}
