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
    /// What was set is on its way to the group's log.
    readonly property bool busy: app.group.settingState === "asked"
    readonly property bool nameHolds: name.text.trim() === app.group.name
    readonly property bool policyHolds: policy.approvals === app.group.policyApprovals && policy.approvers === app.group.policyApprovers

    function begin() {
        app.group.forgetSetting();
        pictureError = "";
        judged = false;
        name.text = app.group.name;
        policy.approvals = app.group.policyApprovals;
        policy.approvers = app.group.policyApprovers;
    }

    /// The keyboard goes to the field, because the button can't be pressed from now on.
    function rename() {
        judged = true;
        const wanted = name.text.trim();
        name.take();
        if (wanted !== "" && !nameHolds && !busy)
            app.group.rename(wanted);
    }

    function savePolicy() {
        policy.take();
        app.group.setPolicy(policy.approvals, policy.approvers);
    }

    /// "asked", "saved", "failed" or "".
    function stateOf(setting: string): string {
        return app.group.setting === setting ? app.group.settingState : "";
    }

    function problemOf(setting: string): string {
        return stateOf(setting) === "failed" ? Sentences.error(app.group.settingError) : "";
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
        problem: settings.judged && text.trim() === "" ? qsTr("Please enter a name.") : settings.problemOf("name")
        onAccepted: settings.rename()

        ActionButton {
            enabled: !settings.nameHolds && !settings.busy
            text: settings.stateOf("name") === "asked" ? qsTr("Saving …") : qsTr("Rename")
            onClicked: settings.rename()
        }
    }
    SavedLine {
        shown: settings.stateOf("name") === "saved" && settings.nameHolds
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
    Callout {
        visible: settings.owner && text !== ""
        text: settings.problemOf("policy")
    }
    ActionButton {
        visible: settings.owner
        enabled: !settings.policyHolds && !settings.busy
        text: settings.stateOf("policy") === "asked" ? qsTr("Saving …") : qsTr("Save")
        Accessible.name: qsTr("Save how people are let in")
        onClicked: settings.savePolicy()
    }
    SavedLine {
        shown: settings.owner && settings.stateOf("policy") === "saved" && settings.policyHolds
    }
}
