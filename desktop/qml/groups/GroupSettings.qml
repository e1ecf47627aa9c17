// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What admins and owners can change about a group.
ColumnLayout {
    id: settings

    readonly property bool owner: app.group.role === "owner" && !app.group.unencrypted

    /// What is wrong with the file that was chosen.
    property string pictureError: ""
    property bool judged: false

    function begin() {
        pictureError = "";
        judged = false;
        name.text = app.group.name;
        policy.approvals = app.group.policyApprovals;
        policy.approvers = app.group.policyApprovers;
    }

    function rename() {
        judged = true;
        const wanted = name.text.trim();
        if (wanted === "")
            name.take();
        else if (wanted !== app.group.name)
            app.group.rename(wanted);
    }

    Layout.fillWidth: true
    spacing: Theme.spaceM

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        Avatar {
            user: app.group.conversation
            title: app.group.name
            large: true
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            ActionButton {
                text: qsTr("Choose a picture")
                onClicked: dialogs.choosePicture()
            }
            ActionButton {
                visible: app.group.hasPicture
                text: qsTr("Remove the picture")
                onClicked: app.group.removePicture()
            }
        }
    }
    Callout {
        visible: settings.pictureError !== ""
        text: settings.pictureError === "not_found" ? qsTr("This file can't be read.") : qsTr("This isn't a picture that can be used here. PNG, JPEG, GIF and WebP can.")
    }
    PlainText {
        Layout.fillWidth: true
        small: true
        muted: true
        text: qsTr("Like the group's name it isn't encrypted: the relay can see it.")
    }
    FileDialogs {
        id: dialogs
        onPictureChosen: file => settings.pictureError = app.group.setPicture(file)
    }
    Field {
        id: name
        label: qsTr("Name of the group")
        maximumLength: 64
        problem: settings.judged && text.trim() === "" ? qsTr("Please enter a name.") : ""
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
