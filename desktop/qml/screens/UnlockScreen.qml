// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Where the system has no keychain, a passphrase opens the encrypted database.
ScreenPage {
    id: screen

    readonly property bool creating: app.session.lock === "create"
    property string complaint: ""

    function unlock() {
        if (passphrase.text === "") {
            complaint = qsTr("Please enter a passphrase.");
        } else if (creating && passphrase.text !== again.text) {
            complaint = qsTr("The two aren't the same.");
        } else {
            complaint = "";
            app.session.unlock(passphrase.text);
            passphrase.text = "";
            again.text = "";
        }
        if (complaint !== "")
            passphrase.take();
    }

    first: passphrase
    measure: Theme.layoutForm
    title: creating ? qsTr("Choose a passphrase") : qsTr("Unlock Sotto")
    lead: creating
        ? qsTr("This system has no keychain, so a passphrase of yours locks the messages kept on this computer.")
        : qsTr("Your passphrase opens the messages kept on this computer.")

    Card {
        PasswordField {
            id: passphrase
            label: qsTr("Passphrase")
            hint: screen.creating ? qsTr("It never leaves this computer, and nobody can reset it for you.") : ""
            problem: screen.complaint !== "" ? screen.complaint : app.session.lock === "wrong" && text === "" ? qsTr("That wasn't the passphrase.") : ""
            onAccepted: screen.creating ? again.take() : screen.unlock()
        }
        StrengthHint {
            visible: screen.creating
            strength: app.entry.passwordStrength(passphrase.text, "")
        }
        PasswordField {
            id: again
            visible: screen.creating
            label: qsTr("The same again")
            onAccepted: screen.unlock()
        }
        ActionButton {
            Layout.fillWidth: true
            kind: "primary"
            text: screen.creating ? qsTr("Use this passphrase") : qsTr("Unlock")
            onClicked: screen.unlock()
        }
    }
}
