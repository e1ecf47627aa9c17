// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What the other one tells about themselves, and the name that one gives them on this device.
Sheet {
    id: dialog

    readonly property string theirs: app.chat.profileDisplayName || app.chat.user
    readonly property bool tooLong: app.entry.tooLong("displayName", name.text)

    function save() {
        if (tooLong)
            return;
        app.chat.setContactName(name.text.trim());
        close();
    }

    signal blockWanted

    title: qsTr("Profile")
    onAboutToShow: name.text = app.chat.contactName
    onOpened: name.take()

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        Avatar {
            user: app.chat.user
            title: app.chat.title
            large: true
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            PlainText {
                Layout.fillWidth: true
                text: dialog.theirs
                font.pixelSize: Theme.fontSizeL
                font.weight: Theme.fontWeightBold
                wrapMode: Text.Wrap
            }
            PlainText {
                Layout.fillWidth: true
                text: app.chat.user
                muted: true
                wrapMode: Text.WrapAnywhere
            }
        }
    }
    PlainText {
        Layout.fillWidth: true
        visible: !app.chat.profileKnown
        muted: true
        text: app.session.link === "online" ? qsTr("Asking the relay …") : qsTr("Their profile isn't available just now.")
    }
    Fact {
        visible: app.chat.profileKnown
        label: qsTr("About")
        text: app.chat.profileAbout || qsTr("Nothing written.")
    }
    Fact {
        visible: app.chat.profileKnown
        label: qsTr("Public identity key, as the relay tells it")
        text: (app.chat.profileIdentityKey.match(/.{1,8}/g) ?? []).join(" ")
        mono: true
    }
    Field {
        id: name
        label: qsTr("Your name for them")
        hint: qsTr("Only on this device. Leave it empty to show theirs.")
        problem: dialog.tooLong ? Sentences.problem("tooLong") : ""
        placeholder: dialog.theirs
        onAccepted: dialog.save()

        ActionButton {
            kind: "primary"
            text: qsTr("Save")
            onClicked: dialog.save()
        }
    }
    ActionButton {
        visible: app.chat.user !== app.session.username
        small: true
        ink: app.chat.userBlocked ? Theme.text : Theme.danger
        text: app.chat.userBlocked ? qsTr("Unblock") : qsTr("Block")
        onClicked: {
            if (app.chat.userBlocked) {
                app.chat.unblockUser();
            } else {
                dialog.close();
                dialog.blockWanted();
            }
        }
    }
}
