// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A new secure group: its name, and how newcomers are let in.
Sheet {
    id: dialog

    property string failure: ""
    property bool judged: false
    readonly property bool nameless: name.text.trim() === ""

    function create() {
        judged = true;
        if (nameless) {
            name.take();
            return;
        }
        failure = app.groups.create(name.text.trim(), policy.approvals, policy.approvers);
        if (failure === "")
            close();
    }

    title: qsTr("New group")
    onAboutToShow: {
        name.text = "";
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
        text: qsTr("A secure group: what is said in it is end-to-end encrypted, and its members let newcomers in. Everybody can see its name and ask to be let in.")
        muted: true
    }
    Field {
        id: name
        label: qsTr("Name of the group")
        maximumLength: 64
        problem: dialog.failure !== "" ? Sentences.error(dialog.failure) : dialog.judged && dialog.nameless ? qsTr("Please enter a name.") : ""
        onAccepted: dialog.create()
    }
    PolicyFields {
        id: policy
    }
}
