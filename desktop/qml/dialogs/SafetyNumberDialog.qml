// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The number that both sides compare, to be sure that nobody is in between.
Sheet {
    id: dialog

    property bool copied: false

    title: qsTr("Safety number")
    actions: [
        ActionButton {
            visible: number.known && !app.chat.blocked
            kind: app.chat.verified ? "plain" : "primary"
            text: app.chat.verified ? qsTr("Not verified any more") : qsTr("It's the same: mark as verified")
            onClicked: app.chat.verified ? app.chat.unverify() : app.chat.verify()
            // By a second click that comes at once it says the opposite.
            onDoubleClicked: {}
        }
    ]
    onAboutToShow: {
        copied = false;
        app.chat.readSafetyNumber();
        app.chat.safetyCode.read();
    }

    Paragraph {
        Layout.fillWidth: true
        text: number.known
            ? qsTr("If you and %1 see the same number, nobody reads along. Compare it face to face or on a call, not in a chat.").arg(Sentences.named(app.chat.title))
            : qsTr("There is no number yet. It appears with the first message in either direction.")
    }
    SafetyDigits {
        id: number
    }
    SafetyCodePart {
        Layout.fillWidth: true
        visible: number.known
        person: Sentences.named(app.chat.title)
    }
    Callout {
        visible: app.chat.verified
        kind: "accent"
        symbol: "shield"
        text: qsTr("You have compared this number with %1.").arg(Sentences.named(app.chat.title))
    }
    ActionButton {
        visible: number.known
        small: true
        text: dialog.copied ? qsTr("Copied") : qsTr("Copy")
        onClicked: {
            clipboard.copyText(number.groups.join(" "));
            dialog.copied = true;
        }
    }
    ClipboardText {
        id: clipboard
    }
}
