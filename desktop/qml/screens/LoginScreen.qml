// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

EntryScreen {
    id: screen

    property bool judged: false

    function problemOf(code: string): string {
        return judged ? Sentences.problem(code) : "";
    }

    function submit() {
        judged = true;
        const fits = judge([relay, username, password, deviceName]);
        if (relay.keep() && fits)
            app.entry.logIn(username.text.trim(), password.text, deviceName.text.trim());
    }

    first: username
    mode: "login"
    heading: Sentences.screenTitle("login")
    introduction: qsTr("Welcome back.")
    failed: qsTr("You weren't logged in.")

    RelayField {
        id: relay
        judged: screen.judged
    }
    Field {
        id: username
        label: qsTr("Name")
        problem: screen.problemOf(({ missing: "nameMissing", malformed: "nameMalformed" })[app.entry.usernameProblem(text)] ?? "")
        input.inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        onAccepted: screen.submit()
    }
    PasswordField {
        id: password
        problem: screen.problemOf(({ missing: "passwordMissing" })[app.entry.passwordProblem(text)] ?? "")
        onAccepted: screen.submit()
    }
    Field {
        id: deviceName
        label: qsTr("Name of this device")
        hint: qsTr("This computer becomes a device of your account, with keys of its own. Your earlier messages come from the relay, which can't read them.")
        text: app.entry.defaultDeviceName
        problem: app.entry.tooLong("deviceName", text) ? Sentences.problem("tooLong") : ""
        onAccepted: screen.submit()
    }
    ActionButton {
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Log in")
        onClicked: screen.submit()
    }

    below: [
        LinkButton {
            Layout.alignment: Qt.AlignHCenter
            text: qsTr("Link with a code")
            onClicked: Shell.go("link")
        },
        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: false
            spacing: Theme.spaceXs

            PlainText {
                text: qsTr("No account yet?")
            }
            LinkButton {
                text: qsTr("Create an account")
                onClicked: Shell.go("register")
            }
        }
    ]
}
