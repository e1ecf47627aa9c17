// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The side that has the account: shows a code, then the number to compare.
Sheet {
    id: dialog

    readonly property string stage: app.linking.stage
    readonly property string code: app.linking.code
    property bool copied: false

    onCodeChanged: copied = false
    title: qsTr("Link a device")
    onAboutToShow: app.linking.showCode()
    // Whichever way one leaves, the code is worth nothing then.
    onClosed: app.linking.leave()
    Component.onDestruction: {
        if (app?.linking.stage)
            app.linking.leave();
    }
    // What had the keyboard may be gone; what is pressed by mistake hands nothing over.
    onStageChanged: {
        if (stage === "done")
            app.devices.refresh();
        if (opened)
            away.forceActiveFocus(Qt.OtherFocusReason);
    }
    actions: [
        ActionButton {
            id: away
            text: dialog.stage === "comparing" ? qsTr("It's different") : dialog.stage === "done" || dialog.stage === "failed" ? qsTr("Close") : qsTr("Cancel")
            onClicked: dialog.close()
        },
        ActionButton {
            visible: dialog.stage === "comparing"
            kind: "primary"
            text: qsTr("It's the same")
            onClicked: app.linking.confirm()
        },
        ActionButton {
            visible: dialog.stage === "failed"
            kind: "primary"
            text: qsTr("Show a new code")
            onClicked: app.linking.showCode()
        }
    ]

    PlainText {
        visible: dialog.stage === "connecting"
        text: qsTr("Loading …")
        muted: true
    }
    Paragraph {
        Layout.fillWidth: true
        visible: text !== ""
        text: dialog.stage === "showing_code"
            ? qsTr("On the new device, choose “Link with a code” instead of a password, and enter this code there.")
            : dialog.stage === "comparing"
            ? qsTr("A device that calls itself “%1” wants to be linked. Look at the new device in front of you: does it show this number?").arg(Sentences.named(app.linking.other))
            : dialog.stage === "confirmed"
            ? qsTr("Confirm the number on “%1” too.").arg(Sentences.named(app.linking.other))
            : dialog.stage === "done"
            ? qsTr("The new device is linked. Your earlier messages follow.")
            : ""
    }
    // Above the code, which fills a small window.
    Callout {
        visible: dialog.stage === "showing_code" || dialog.stage === "comparing"
        kind: "warning"
        text: dialog.stage === "comparing"
            ? qsTr("If you can't see the other screen yourself, or somebody tells you the number, choose “It's different”.")
            : qsTr("Whoever gets this code may become a device of your account and read everything. Nobody else ever needs it: not the relay, not support, not a friend.")
    }
    QrCode {
        Layout.alignment: Qt.AlignHCenter
        content: app.linking.code
        label: qsTr("The same code as a QR code")
    }
    ClipboardText {
        id: clipboard
    }
    PlainText {
        Layout.fillWidth: true
        visible: dialog.stage === "showing_code"
        horizontalAlignment: Text.AlignHCenter
        text: dialog.code
        font.family: Theme.familyMono
        font.pixelSize: Theme.fontSizeL
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Code") + ": " + text
    }
    ActionButton {
        visible: dialog.stage === "showing_code"
        Layout.alignment: Qt.AlignHCenter
        small: true
        text: dialog.copied ? qsTr("Copied") : qsTr("Copy")
        onClicked: {
            clipboard.copyText(dialog.code);
            dialog.copied = true;
        }
    }
    LinkingNumber {
        visible: dialog.stage === "comparing" || dialog.stage === "confirmed"
        number: app.linking.number
    }
    Callout {
        visible: dialog.stage === "failed"
        text: Sentences.linkingFailure(app.linking.error, "owner")
    }
}
