// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The open group and what is said in it. Made anew for each, so that nothing of one is left in another.
FocusScope {
    id: view

    signal closed

    function write() {
        talk.write();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Group %1").arg(Sentences.named(app.group.name))
    Component.onCompleted: Qt.callLater(write)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        GroupHeader {
            Layout.fillWidth: true
            onBackWanted: view.closed()
            onDurationWanted: duration.open()
            onDetailsWanted: details.open()
        }
        OpenGroupNotice {
            Layout.fillWidth: true
        }
        RequestBar {
            Layout.fillWidth: true
            onLookWanted: details.open()
        }
        Talk {
            id: talk
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            silent: app.group.standing !== "member" || app.group.forked
            plain: app.group.unencrypted
            moderates: app.group.moderates
        }
        GroupNotice {
            Layout.fillWidth: true
            onDetailsWanted: details.open()
        }
    }
    GroupDialog {
        id: details
    }
    DurationDialog {
        id: duration
        title: qsTr("Disappearing messages")
        text: qsTr("New messages in this group disappear this long after they were read, and where they were written, this long after they were sent. It holds for everybody in it; every member can change it.")
        lasting: app.chat.lasting
        onChosen: seconds => app.chat.setDuration(seconds)
    }
}
