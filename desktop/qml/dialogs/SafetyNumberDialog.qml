// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The number that both sides compare, to be sure that nobody is in between.
Sheet {
    id: dialog

    readonly property string digits: app.chat.safetyNumber.replace(/\D/g, "")
    readonly property var groups: digits.match(/.{1,5}/g) ?? []
    property bool copied: false

    title: qsTr("Safety number")
    actions: [
        ActionButton {
            visible: dialog.digits !== "" && !app.chat.blocked
            kind: app.chat.verified ? "plain" : "primary"
            text: app.chat.verified ? qsTr("Not verified any more") : qsTr("It's the same: mark as verified")
            onClicked: app.chat.verified ? app.chat.unverify() : app.chat.verify()
        }
    ]
    onAboutToShow: {
        copied = false;
        app.chat.readSafetyNumber();
        app.chat.safetyCode.read();
    }

    Paragraph {
        Layout.fillWidth: true
        text: dialog.digits === ""
            ? qsTr("There is no number yet. It appears with the first message in either direction.")
            : qsTr("If you and %1 see the same number, nobody reads along. Compare it face to face or on a call, not in a chat.").arg(Sentences.named(app.chat.title))
    }
    Rectangle {
        Layout.fillWidth: true
        visible: dialog.digits !== ""
        implicitHeight: grid.implicitHeight + 2 * Theme.spaceL
        radius: Theme.radiusM
        color: Theme.surfaceSunken
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("The safety number, 12 groups of 5 digits") + ": " + dialog.groups.join(" ")

        Grid {
            id: grid
            anchors.centerIn: parent
            columns: dialog.width < 420 ? 3 : 4
            columnSpacing: Theme.spaceL
            rowSpacing: Theme.spaceS

            Repeater {
                model: dialog.groups

                PlainText {
                    required property string modelData
                    text: modelData
                    font.family: Theme.familyMono
                    font.pixelSize: Theme.fontSizeL
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }
    SafetyCodePart {
        Layout.fillWidth: true
        visible: dialog.digits !== ""
        person: Sentences.named(app.chat.title)
    }
    Callout {
        visible: app.chat.verified
        kind: "accent"
        symbol: "shield"
        text: qsTr("You have compared this number with %1.").arg(Sentences.named(app.chat.title))
    }
    ActionButton {
        visible: dialog.digits !== ""
        small: true
        text: dialog.copied ? qsTr("Copied") : qsTr("Copy")
        onClicked: {
            clipboard.copyText(dialog.groups.join(" "));
            dialog.copied = true;
        }
    }
    ClipboardText {
        id: clipboard
    }
}
