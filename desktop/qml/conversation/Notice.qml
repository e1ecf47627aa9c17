// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Stands in the timeline in the place of a message.
Rectangle {
    id: notice

    /// "identity_changed", "message_missing", "duration_set" or "group_changed".
    property string kind: ""
    /// Whom it is about, or who did it.
    property string title: ""
    /// Of a duration: its seconds. Of a group's change: what was done, and whom or what it is about. Of what is
    /// missing: how many, or nothing for one that could not be decrypted.
    property string body: ""
    property bool current: false
    readonly property bool quiet: kind === "duration_set" || kind === "group_changed"
    readonly property color ink: quiet ? Theme.textMuted : Theme.inkOnWarningSoft
    readonly property string words: sentence()

    function sentence(): string {
        switch (kind) {
        case "identity_changed":
            return qsTr("The key of %1 changed. That happens when somebody begins anew with their account. It could also be somebody in between.").arg(Sentences.named(title));
        case "duration_set":
            return Number(body) === 0
                ? qsTr("%1 set new messages to stay.").arg(Sentences.named(title))
                : qsTr("%1 set new messages to disappear %2 after they were read, and where they were written, %2 after they were sent.").arg(Sentences.named(title)).arg(Sentences.duration(Number(body)));
        case "group_changed":
            return Sentences.groupChange(title, body);
        default:
            if (Number(body) > 0)
                return qsTr("%n message(s) of %1 are missing here.", "", Number(body)).arg(Sentences.named(title));
            return qsTr("A message couldn't be decrypted and is missing here. The session was begun anew; ask them to send it again.");
        }
    }

    function symbol(): string {
        if (kind === "group_changed")
            return "group";
        return quiet ? "timer" : kind === "identity_changed" ? "key" : "warning";
    }

    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: quiet ? Theme.surfaceSunken : Theme.warningSoft
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
            symbol: notice.symbol()
            size: 18
            color: notice.ink
        }
        PlainText {
            Layout.fillWidth: true
            text: notice.words
            small: true
            color: notice.ink
            Accessible.ignored: true
        }
    }
    FocusRing {
        shown: notice.current
    }
}
