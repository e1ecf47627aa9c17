// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A new group: its name, its kind, and in a secure one how newcomers are let in.
Sheet {
    id: dialog

    property bool judged: false
    readonly property bool busy: app.groups.creating
    readonly property bool nameless: name.text.trim() === ""
    property bool unencrypted: false

    /// The keyboard goes to the field, because the button can't be pressed from now on.
    function create() {
        judged = true;
        name.take();
        if (nameless || busy)
            return;
        if (unencrypted)
            app.groups.createOpen(name.text.trim());
        else
            app.groups.create(name.text.trim(), policy.approvals, policy.approvers);
    }

    title: qsTr("New group")
    onAboutToShow: {
        name.text = "";
        unencrypted = false;
        policy.approvals = 1;
        policy.approvers = "member";
        app.groups.forgetCreation();
        judged = false;
    }
    onOpened: name.take()
    // What comes of it now is told in passing.
    onClosed: app.groups.forgetCreation()
    Component.onDestruction: {
        if (app?.groups.creating)
            app.groups.forgetCreation();
    }
    actions: [
        ActionButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        ActionButton {
            kind: "primary"
            enabled: !dialog.busy
            text: dialog.busy ? qsTr("Creating …") : qsTr("Create the group")
            onClicked: dialog.create()
        }
    ]

    Connections {
        target: app.groups
        function onCreated() {
            dialog.close();
        }
    }
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
        problem: app.groups.createError !== "" ? Sentences.error(app.groups.createError) : dialog.judged && dialog.nameless ? qsTr("Please enter a name.") : ""
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
