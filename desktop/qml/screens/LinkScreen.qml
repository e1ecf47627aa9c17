// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The side that shall get the account: takes the code of a device that has it, then shows the number to compare.
EntryScreen {
    id: screen

    readonly property string stage: app.linking.stage
    readonly property bool linking: ["connecting", "comparing", "confirmed"].includes(stage)
    property bool judged: false

    function submit() {
        judged = true;
        // What was wrong with another code says nothing of this one.
        if (stage === "failed")
            app.linking.leave();
        const fits = judge([relay, code, deviceName]);
        if (relay.keep() && fits)
            app.linking.join(code.text, deviceName.text.trim());
    }

    /// What had the keyboard is gone; what is pressed by mistake hands nothing over. When the stage changes, `linking`
    /// may not have followed yet.
    function takeKeyboard() {
        if (linking)
            away.forceActiveFocus(Qt.OtherFocusReason);
        else
            begin();
    }

    first: code
    mode: "login"
    heading: Sentences.screenTitle("link")
    introduction: qsTr("On a device that is logged in, choose Settings, Devices, Link a device. It shows a code for this computer, so you need no password here.")
    failed: qsTr("You weren't logged in.")
    onStageChanged: Qt.callLater(takeKeyboard)
    Component.onDestruction: {
        if (app?.linking.stage)
            app.linking.leave();
    }

    Callout {
        visible: screen.stage === "failed" && app.linking.error !== "malformed"
        text: Sentences.linkingFailure(app.linking.error, "newcomer")
    }
    RelayField {
        id: relay
        visible: !screen.linking
        judged: screen.judged
    }
    Field {
        id: code
        visible: !screen.linking
        label: qsTr("Code")
        hint: qsTr("28 letters and digits, with or without hyphens. For the QR code you need a scanner program: enter here what it reads.")
        problem: screen.judged && text.trim() === "" ? Sentences.problem("codeMissing") : app.linking.error === "malformed" ? Sentences.problem("codeMalformed") : ""
        input.inputMethodHints: Qt.ImhPreferUppercase | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        onAccepted: screen.submit()
    }
    Field {
        id: deviceName
        visible: !screen.linking
        label: qsTr("Name of this device")
        text: app.entry.defaultDeviceName
        problem: app.entry.tooLong("deviceName", text) ? Sentences.problem("tooLong") : ""
        onAccepted: screen.submit()
    }
    ActionButton {
        Layout.fillWidth: true
        visible: !screen.linking
        kind: "primary"
        text: qsTr("Go on")
        onClicked: screen.submit()
    }
    Paragraph {
        Layout.fillWidth: true
        visible: screen.linking
        text: screen.stage === "comparing"
            ? qsTr("This computer is about to become a device of %1. Does the other device show this number?").arg(Sentences.named(app.linking.other))
            : screen.stage === "confirmed"
            ? qsTr("Confirm the number on the other device too.")
            : qsTr("Looking for the other device …")
    }
    LinkingNumber {
        visible: app.linking.number !== ""
        number: app.linking.number
    }
    ActionButton {
        Layout.fillWidth: true
        visible: screen.stage === "comparing"
        kind: "primary"
        text: qsTr("It's the same")
        onClicked: app.linking.confirm()
    }
    ActionButton {
        id: away
        Layout.fillWidth: true
        visible: screen.linking
        text: screen.stage === "comparing" ? qsTr("It's different") : qsTr("Cancel")
        onClicked: app.linking.leave()
    }

    below: [
        LinkButton {
            Layout.alignment: Qt.AlignHCenter
            text: qsTr("Log in with a password")
            onClicked: Shell.go("login")
        }
    ]
}
