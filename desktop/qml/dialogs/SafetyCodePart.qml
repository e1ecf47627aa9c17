// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The QR code beside the digits, and a field for the other's: see crypto-docs/protocol.md, "Safety codes".
ColumnLayout {
    id: part

    property string person: ""
    property bool copied: false
    readonly property string match: app.chat.safetyCode.match

    function outcome(): string {
        switch (match) {
        case "same":
            return qsTr("It is the code that %1 should have: nobody reads along.").arg(person);
        case "different_key":
            return qsTr("Another key! What you see of %1, or what %1 sees of you, is not real. Somebody may be reading along: don't accept it, and tell each other by another way.").arg(person);
        case "other_code":
            return qsTr("This isn't %1's code for this conversation. It may be your own, one of another conversation, or incomplete.").arg(person);
        default:
            return "";
        }
    }

    function compare() {
        if (field.text.trim() !== "")
            app.chat.safetyCode.compare(field.text);
    }

    spacing: Theme.spaceM
    onVisibleChanged: {
        copied = false;
        field.text = "";
    }

    QrCode {
        Layout.alignment: Qt.AlignHCenter
        content: app.chat.safetyCode.own
        label: qsTr("QR code of the safety number")
    }
    ActionButton {
        Layout.alignment: Qt.AlignHCenter
        visible: app.chat.safetyCode.own !== ""
        small: true
        text: part.copied ? qsTr("Copied") : qsTr("Copy the code")
        onClicked: {
            clipboard.copyText(app.chat.safetyCode.own);
            part.copied = true;
        }
    }
    Field {
        id: field
        Layout.fillWidth: true
        label: qsTr("The other's code")
        hint: qsTr("Paste what a scanner read from the QR code on their screen. A code that came through this chat proves nothing.")
        maximumLength: 1024
        onTextChanged: app.chat.safetyCode.forgetMatch()
        onAccepted: part.compare()
    }
    ActionButton {
        text: qsTr("Compare")
        enabled: field.text.trim() !== ""
        onClicked: part.compare()
    }
    Callout {
        visible: part.match !== ""
        kind: part.match === "same" ? "accent" : part.match === "different_key" ? "danger" : "warning"
        symbol: part.match === "same" ? "shield" : "warning"
        text: part.outcome()
    }
    ClipboardText {
        id: clipboard
    }
}
