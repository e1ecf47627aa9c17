// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A new group: its name, its kind, and in a secure one how newcomers are let in.
Sheet {
    id: dialog

    property string failure: ""
    property bool judged: false
    readonly property bool nameless: name.text.trim() === ""
    property bool unencrypted: false

    function create() {
        judged = true;
        if (nameless) {
            name.take();
            return;
        }
        failure = unencrypted ? app.groups.createOpen(name.text.trim()) : app.groups.create(name.text.trim(), policy.approvals, policy.approvers);
        if (failure === "")
            close();
    }

    title: qsTr("New group")
    onAboutToShow: {
        name.text = "";
        unencrypted = false;
        policy.approvals = 1;
        policy.approvers = "member";
        failure = "";
        judged = false;
    }
    onOpened: name.take()
    actions: [
        ActionButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        ActionButton {
            kind: "primary"
            text: qsTr("Create the group")
            onClicked: dialog.create()
        }
    ]

    Paragraph {
        Layout.fillWidth: true
        text: dialog.unencrypted
            ? qsTr("An open group: anybody joins at once and reads everything, even without an account. Nothing in it is encrypted; every post is signed by its author.")
            : qsTr("A secure group: what is said in it is end-to-end encrypted, and its members let newcomers in. Everybody can see its name and ask to be let in.")
        muted: true
    }
    Field {
        id: name
        label: qsTr("Name of the group")
        maximumLength: 64
        problem: dialog.failure !== "" ? Sentences.error(dialog.failure) : dialog.judged && dialog.nameless ? qsTr("Please enter a name.") : ""
        onAccepted: dialog.create()
    }
    ChoiceLine {
        label: qsTr("Kind of group")
        hint: qsTr("The kind can't be changed later.")
        choices: [
            { value: false, label: qsTr("Secure") },
            { value: true, label: qsTr("Open") }
        ]
        chosen: dialog.unencrypted
        onPicked: value => dialog.unencrypted = value
    }
    PolicyFields {
        id: policy
        visible: !dialog.unencrypted
    }
}
