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

    function lengthOf(field: string, text: string): string {
        return app.entry.tooLong(field, text) ? Sentences.problem("tooLong") : "";
    }

    function submit() {
        judged = true;
        const fits = judge([relay, username, password, displayName, deviceName]);
        if (relay.keep() && fits)
            app.entry.registerAccount(username.text.trim(), password.text, displayName.text.trim(), deviceName.text.trim(), listed.checked);
    }

    first: username
    mode: "register"
    heading: Sentences.screenTitle("register")
    introduction: qsTr("A name and a password are all it takes.")
    failed: qsTr("Your account wasn't created.")

    RelayField {
        id: relay
        judged: screen.judged
    }
    Field {
        id: username
        label: qsTr("Name")
        hint: qsTr("Others find you by this name. It can't be changed later.")
        problem: screen.problemOf(({ missing: "nameMissing", malformed: "nameMalformed" })[app.entry.usernameProblem(text)] ?? "")
        input.inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        onAccepted: screen.submit()
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        PasswordField {
            id: password
            hint: qsTr("Nobody can reset it for you: it is what unlocks your keys.")
            problem: screen.problemOf(({ missing: "passwordMissing", short: "passwordShort" })[app.entry.passwordProblem(text)] ?? "")
            onAccepted: screen.submit()
        }
        StrengthHint {
            strength: app.entry.passwordStrength(password.text, username.text)
        }
    }
    Field {
        id: displayName
        label: qsTr("Display name (optional)")
        hint: qsTr("Shown next to your messages. Anybody here can read it.")
        problem: screen.lengthOf("displayName", text)
        onAccepted: screen.submit()
    }
    Field {
        id: deviceName
        label: qsTr("Name of this device")
        hint: qsTr("Only you see it, encrypted, in your list of devices.")
        text: app.entry.defaultDeviceName
        problem: screen.lengthOf("deviceName", text)
        onAccepted: screen.submit()
    }
    Check {
        id: listed
        text: qsTr("List me in the directory")
        hint: qsTr("Otherwise only those who know your exact name can find you.")
    }
    ActionButton {
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Create account")
        onClicked: screen.submit()
    }

    below: [
        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: false
            spacing: Theme.spaceXs

            PlainText {
                text: qsTr("You have an account already?")
            }
            LinkButton {
                text: qsTr("Log in")
                onClicked: Shell.go("login")
            }
        }
    ]
}
