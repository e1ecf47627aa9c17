// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// How many approvals let somebody in, and whose count.
ColumnLayout {
    id: policy

    property int approvals: 1
    property string approvers: "member"
    readonly property var usual: [1, 2, 3, 4, 5, 6, 7, 8]
    // Another client may have set more.
    readonly property var offered: usual.includes(approvals) ? usual : usual.concat([approvals])

    function take() {
        who.take();
    }

    Layout.fillWidth: true
    spacing: Theme.spaceM

    ChoiceLine {
        label: qsTr("How many members must approve a newcomer")
        hint: qsTr("As long as there are fewer who may, all of them must.")
        choices: policy.offered.map(count => ({ value: count, label: `${count}` }))
        chosen: policy.approvals
        onPicked: value => policy.approvals = value
    }
    ChoiceLine {
        id: who
        label: qsTr("Who may approve")
        choices: [
            { value: "member", label: qsTr("Every member") },
            { value: "admin", label: qsTr("Admins and owners") },
            { value: "owner", label: qsTr("Owners") }
        ]
        chosen: policy.approvers
        onPicked: value => policy.approvers = value
    }
}
