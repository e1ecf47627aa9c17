// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Stands where a message was that its author has deleted.
Rectangle {
    id: deleted

    property bool own: false
    /// A post of an open group, which an admin may have taken back.
    property bool post: false
    property string title: ""
    property bool current: false
    property real room: 400

    width: words.width + 2 * Theme.spaceM
    height: words.height + 2 * Theme.spaceS
    radius: Theme.radiusBubble
    color: "transparent"
    border.width: 1
    border.color: Theme.borderStrong
    Accessible.role: Accessible.ListItem
    Accessible.name: words.text

    PlainText {
        id: words
        x: Theme.spaceM
        y: Theme.spaceS
        width: Math.min(implicitWidth, deleted.room * 0.82 - 2 * Theme.spaceM)
        text: deleted.post ? qsTr("This post was taken back.") : deleted.own ? qsTr("You deleted this message.") : qsTr("%1 deleted this message.").arg(Sentences.named(deleted.title))
        muted: true
        font.italic: true
        Accessible.ignored: true
    }
    FocusRing {
        shown: deleted.current
        corner: Theme.radiusBubble
    }
}
