// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Somebody hands a message on to the relay's administrator, who can't read any by themselves. Nothing is sent from here.
Sheet {
    id: dialog

    /// {messageId, body, file, sentAt, sender, author} of the message.
    property var message: ({ messageId: "", body: "", file: {}, sentAt: new Date(0), sender: "", author: "" })
    property string copied: ""
    /// In English on every client.
    readonly property string report: [
        `Report to the administrator of ${app.preferences.relayUrl.replace(/^https?:\/\//, "")}`,
        `From: ${message.sender}`,
        `To: ${app.chat.user.startsWith("#") ? "group " + app.chat.user.slice(1) : app.session.username}`,
        `Sent: ${message.sentAt.toISOString()}`,
        `Message: ${message.messageId}`
    ].concat(withText.checked ? ["", Sentences.line(message.body, message.file)] : []).join("\n")

    function ask(what: var) {
        message = what;
        copied = "";
        open();
    }

    title: qsTr("Report a message of %1").arg(Sentences.named(message.author))
    actions: [
        ActionButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        ActionButton {
            kind: "primary"
            text: dialog.copied === dialog.report ? qsTr("Copied") : qsTr("Copy the report")
            onClicked: {
                clipboard.copyText(dialog.report);
                dialog.copied = dialog.report;
            }
        }
    ]

    Paragraph {
        Layout.fillWidth: true
        text: qsTr("The administrator of your relay can't read messages. If you want to show them this one, copy the report and send it to them yourself. Nothing is sent from here. To hear no more of somebody, block them in their profile.")
    }
    Check {
        id: withText
        checked: true
        text: qsTr("With the text of the message")
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: words.implicitHeight + 2 * Theme.spaceM
        radius: Theme.radiusM
        color: Theme.surfaceSunken

        PlainText {
            id: words
            x: Theme.spaceM
            y: Theme.spaceM
            width: parent.width - 2 * Theme.spaceM
            text: dialog.report
            font.family: Theme.familyMono
            Accessible.name: qsTr("The report") + ": " + text
        }
    }
    ClipboardText {
        id: clipboard
    }
}
