// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What everybody must know in an open group: it stands there for good, and can't be dismissed.
Item {
    id: notice

    readonly property string refused: app.group.refusedPosts > 0
        ? " " + qsTr("%n post(s) aren't shown: their authors didn't sign them like that, or they were moved.", "", app.group.refusedPosts)
        : ""

    visible: app.group.unencrypted
    implicitHeight: callout.implicitHeight

    Callout {
        id: callout
        width: parent.width
        radius: 0
        kind: "warning"
        symbol: "warning"
        title: qsTr("Open group: not encrypted")
        text: qsTr("Everybody can read what is said here, also without an account. Every post is signed by its author, so who said it can be verified and not denied.") + notice.refused

        ActionButton {
            visible: app.group.olderPosts
            small: true
            text: qsTr("Load earlier posts")
            ink: callout.ink
            line: callout.ink
            onClicked: {
                app.chat.timeline.expectOlder();
                app.group.loadPosts();
            }
        }
    }
}
