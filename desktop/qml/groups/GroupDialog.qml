// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Who is in the group, who would like to come in, and what can be changed about it.
Sheet {
    id: dialog

    readonly property bool member: app.group.standing === "member"
    readonly property bool mayChange: member && (app.group.role === "admin" || app.group.role === "owner")
    readonly property string link: `${app.preferences.relayUrl}/groups/${app.group.groupId}`
    property bool copied: false

    title: app.group.name
    onAboutToShow: {
        copied = false;
        settings.begin();
    }
    // What comes of it now is told in passing.
    onClosed: app.group.forgetSetting()
    Component.onDestruction: {
        if (app?.group.setting)
            app.group.forgetSetting();
    }

    Heading {
        Layout.fillWidth: true
        visible: requests.count > 0
        text: qsTr("Requests to join")
    }
    Repeater {
        id: requests
        model: app.group.requests

        RequestLine {
            required property var model
            user: model.user
            title: model.title
        }
    }
    Heading {
        Layout.fillWidth: true
        text: qsTr("Members")
    }
    Repeater {
        model: app.group.members

        MemberLine {}
    }
    Heading {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceM
        visible: dialog.member
        text: qsTr("Link to this group")
    }
    PlainText {
        Layout.fillWidth: true
        visible: dialog.member
        text: dialog.link
        small: true
        font.family: Theme.familyMono
        wrapMode: Text.WrapAnywhere
    }
    PlainText {
        Layout.fillWidth: true
        visible: dialog.member
        text: app.group.unencrypted ? qsTr("Whoever opens it can join.") : qsTr("Whoever opens it can ask to be let in.")
        small: true
        muted: true
    }
    ActionButton {
        visible: dialog.member
        small: true
        text: dialog.copied ? qsTr("Copied") : qsTr("Copy the link")
        onClicked: {
            clipboard.copyText(dialog.link);
            dialog.copied = true;
        }
    }
    GroupSettings {
        id: settings
        Layout.topMargin: Theme.spaceM
        visible: dialog.mayChange
    }
    ActionButton {
        Layout.topMargin: Theme.spaceM
        visible: dialog.member
        kind: "danger"
        text: qsTr("Leave the group")
        onClicked: leave.open()
    }
    ClipboardText {
        id: clipboard
    }
    ConfirmDialog {
        id: leave
        title: qsTr("Leave this group?")
        text: (app.group.unencrypted ? qsTr("What you said stays where everybody can read it. You can come back at any time.") : qsTr("What you have read stays on your devices. To come back you need approvals again.")) + (app.group.role === "owner" ? " " + qsTr("When the last owner leaves, the one of the highest role who has been here longest becomes the owner.") : "")
        confirm: qsTr("Leave")
        onConfirmed: {
            dialog.close();
            app.group.leave();
        }
    }
}
