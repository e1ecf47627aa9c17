// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Somebody who would like to be let in, and this member's word on it.
PersonLine {
    id: line

    required property int approvals
    required property bool approvedHere

    readonly property string named: Sentences.named(title)
    readonly property bool mayTurnDown: app.group.role === "admin" || app.group.role === "owner"
    readonly property bool mayApprove: app.group.mayApprove && !approvedHere
    readonly property string given: qsTr("%1 of %2 approvals").arg(approvals).arg(app.group.neededApprovals)

    acting: mayApprove || mayTurnDown
    words: [user, given, approvedHere ? qsTr("You have approved this") : ""].filter(part => part !== "").join(" · ")

    ActionButton {
        visible: line.mayApprove
        small: true
        kind: "primary"
        text: qsTr("Approve")
        Accessible.name: qsTr("Approve %1").arg(line.named)
        onClicked: app.group.approve(line.user)
    }
    ActionButton {
        visible: line.mayTurnDown
        small: true
        text: qsTr("Turn down")
        Accessible.name: qsTr("Turn down %1").arg(line.named)
        onClicked: app.group.remove(line.user)
    }
}
