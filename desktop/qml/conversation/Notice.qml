// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Stands in the timeline in the place of a message.
Rectangle {
    id: notice

    /// "identity_changed" or "message_missing".
    property string kind: ""
    property string title: ""
    property bool current: false
    readonly property string words: kind === "identity_changed"
        ? qsTr("The key of %1 changed. That happens when somebody begins anew with their account. It could also be somebody in between.").arg(Sentences.named(title))
        : qsTr("A message couldn't be decrypted and is missing here. The session was begun anew; ask them to send it again.")

    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: Theme.warningSoft
    Accessible.role: Accessible.ListItem
    Accessible.name: words

    RowLayout {
        id: row
        x: Theme.spaceL
        y: Theme.spaceM
        width: parent.width - 2 * Theme.spaceL
        spacing: Theme.spaceM

        Icon {
            Layout.alignment: Qt.AlignTop
            symbol: notice.kind === "identity_changed" ? "key" : "warning"
            size: 18
            color: Theme.inkOnWarningSoft
        }
        PlainText {
            Layout.fillWidth: true
            text: notice.words
            small: true
            color: Theme.inkOnWarningSoft
            Accessible.ignored: true
        }
    }
    FocusRing {
        shown: notice.current
    }
}
