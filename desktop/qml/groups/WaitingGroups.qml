// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The groups that one has asked to be let into.
ColumnLayout {
    id: waiting

    signal chosen(string groupId)

    readonly property int count: groups.count

    spacing: 0

    ResultHeading {
        text: qsTr("Waiting to be let in")
    }
    Repeater {
        id: groups
        model: app.groups.waiting

        ResultRow {
            required property string groupId
            required property string name
            Layout.fillWidth: true
            user: `#${groupId}`
            title: name === "" ? qsTr("A group without a name yet") : name
            words: qsTr("Your request waits for its members.")
            onClicked: waiting.chosen(groupId)
        }
    }
}
