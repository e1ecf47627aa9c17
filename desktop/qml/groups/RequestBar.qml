// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Somebody would like to be let in, and waits for this member's word.
Rectangle {
    id: bar

    signal lookWanted

    readonly property string words: app.group.unanswered === 1
        ? qsTr("%1 would like to be let in").arg(Sentences.named(app.group.firstUnanswered))
        : qsTr("%n people would like to be let in", "", app.group.unanswered)

    visible: app.group.standing === "member" && app.group.unanswered > 0
    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    color: Theme.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words

    RowLayout {
        id: row
        x: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * Theme.spaceL
        spacing: Theme.spaceM

        Clipped {
            Layout.fillWidth: true
            text: bar.words
            color: Theme.inkOnAccentSoft
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
        ActionButton {
            small: true
            text: qsTr("Look")
            Accessible.name: qsTr("Look at the requests")
            ink: Theme.inkOnAccentSoft
            line: Theme.inkOnAccentSoft
            onClicked: bar.lookWanted()
        }
    }
}
