// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A member: their role, and what the reader may do about them.
ColumnLayout {
    id: line

    required property string user
    required property string title
    required property string role
    required property bool own
    required property bool mayRemove
    required property bool mayChangeRole

    /// "", "role" or "remove": what is being asked below.
    property string asking: ""
    readonly property string named: Sentences.named(title)

    Layout.fillWidth: true
    spacing: Theme.spaceS

    PersonLine {
        acting: line.mayChangeRole || line.mayRemove
        user: line.user
        title: line.own ? Names.you : line.title
        words: [line.title === line.user && !line.own ? "" : line.user, Sentences.role(line.role)].filter(part => part !== "").join(" · ")

        ActionButton {
            visible: line.mayChangeRole
            small: true
            text: qsTr("Role")
            Accessible.name: qsTr("Role of %1").arg(line.named)
            onClicked: line.asking = line.asking === "role" ? "" : "role"
        }
        ActionButton {
            visible: line.mayRemove
            small: true
            text: qsTr("Remove")
            Accessible.name: qsTr("Remove %1").arg(line.named)
            onClicked: line.asking = line.asking === "remove" ? "" : "remove"
        }
    }
    ChoiceLine {
        Layout.leftMargin: Theme.layoutAvatar + Theme.spaceM
        visible: line.asking === "role"
        label: qsTr("Role of %1").arg(line.named)
        choices: ["member", "admin", "owner"].map(role => ({ value: role, label: Sentences.role(role) }))
        chosen: line.role
        onPicked: value => {
            line.asking = "";
            if (value !== line.role)
                app.group.setRole(line.user, value);
        }
    }
    Callout {
        visible: line.asking === "remove"
        kind: "warning"
        title: qsTr("Remove %1 from the group?").arg(line.named)
        text: app.group.unencrypted ? qsTr("They can't join again. What they said stays until somebody takes it back.") : qsTr("They keep what they have read, and read nothing that is said from now on.")

        ActionButton {
            small: true
            text: qsTr("Cancel")
            onClicked: line.asking = ""
        }
        ActionButton {
            small: true
            kind: "danger"
            text: qsTr("Remove them")
            Accessible.name: qsTr("Remove %1 from the group").arg(line.named)
            onClicked: {
                line.asking = "";
                app.group.remove(line.user);
            }
        }
    }
}
