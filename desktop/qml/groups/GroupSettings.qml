// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What admins and owners can change about a group.
ColumnLayout {
    id: settings

    readonly property bool owner: app.group.role === "owner" && !app.group.unencrypted

    function begin() {
        name.text = app.group.name;
        policy.approvals = app.group.policyApprovals;
        policy.approvers = app.group.policyApprovers;
    }

    function rename() {
        if (name.text.trim() !== "" && name.text.trim() !== app.group.name)
            app.group.rename(name.text.trim());
    }

    Layout.fillWidth: true
    spacing: Theme.spaceM

    Field {
        id: name
        label: qsTr("Name of the group")
        maximumLength: 64
        onAccepted: settings.rename()

        ActionButton {
            text: qsTr("Rename")
            onClicked: settings.rename()
        }
    }
    Heading {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceM
        visible: settings.owner
        text: qsTr("Letting people in")
    }
    PolicyFields {
        id: policy
        visible: settings.owner
    }
    ActionButton {
        visible: settings.owner
        text: qsTr("Save")
        Accessible.name: qsTr("Save how people are let in")
        onClicked: app.group.setPolicy(policy.approvals, policy.approvers)
    }
}
