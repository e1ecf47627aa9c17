// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Stands where one would type: a stranger has written, or somebody is blocked.
Item {
    id: notice

    signal blockWanted

    implicitHeight: callout.implicitHeight + Theme.spaceS + Theme.spaceL

    Callout {
        id: callout

        readonly property string name: Sentences.named(app.chat.title)

        x: (parent.width - width) / 2
        y: Theme.spaceS
        width: Math.min(parent.width - 2 * Theme.spaceL, 896)
        kind: "accent"
        symbol: app.chat.userBlocked ? "block" : "person"
        title: app.chat.userBlocked ? qsTr("You have blocked %1").arg(name) : qsTr("%1 would like to write to you").arg(name)
        text: app.chat.userBlocked
            ? qsTr("What they send in the meantime isn't kept.")
            : qsTr("You don't know each other here. They don't learn that you have seen this before you accept or answer.")

        ActionButton {
            visible: !app.chat.userBlocked
            kind: "primary"
            small: true
            text: qsTr("Accept")
            onClicked: app.chat.acceptRequest()
        }
        ActionButton {
            small: true
            text: app.chat.userBlocked ? qsTr("Unblock") : qsTr("Block")
            ink: callout.ink
            line: callout.ink
            onClicked: {
                if (app.chat.userBlocked)
                    app.chat.unblockUser();
                else
                    notice.blockWanted();
            }
        }
    }
}
