// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The open conversation with a person. Made anew for each, so that nothing of one is left in another.
FocusScope {
    id: conversation

    signal closed

    function write() {
        talk.write();
    }

    function showHighlighted() {
        talk.showHighlighted();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Conversation with %1").arg(Sentences.named(app.chat.title))
    Component.onCompleted: Qt.callLater(write)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ConversationHeader {
            Layout.fillWidth: true
            onBackWanted: conversation.closed()
            onVerifyWanted: safety.open()
            onProfileWanted: profile.open()
            onDurationWanted: duration.open()
        }
        Talk {
            id: talk
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            silent: app.chat.blocked
        }
        BlockedNotice {
            Layout.fillWidth: true
            visible: app.chat.blocked
            onCompareWanted: safety.open()
        }
    }
    SafetyNumberDialog {
        id: safety
    }
    ProfileDialog {
        id: profile
    }
    DurationDialog {
        id: duration
        title: qsTr("Disappearing messages")
        text: qsTr("New messages in this conversation disappear this long after they were read, and where they were written, this long after they were sent. It holds for you and for %1; either of you can change it.").arg(Sentences.named(app.chat.title))
        lasting: app.chat.lasting
        onChosen: seconds => app.chat.setDuration(seconds)
    }
}
