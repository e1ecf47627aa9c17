// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The open conversation with a person. Made anew for each, so that nothing of one is left in another.
FocusScope {
    id: conversation

    signal closed

    /// Nothing is written before a request is accepted, or to somebody who is blocked.
    readonly property bool held: app.chat.request || app.chat.userBlocked
    readonly property bool silent: app.chat.blocked || held
    /// The alarm about a key comes before the question about a stranger.
    readonly property bool alarmed: app.chat.blocked && !app.chat.userBlocked

    function write() {
        talk.write();
    }

    function showHighlighted() {
        talk.showHighlighted();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Conversation with %1").arg(Sentences.named(app.chat.title))
    Component.onCompleted: Qt.callLater(write)
    // Whoever has just let somebody in, or accepted a key, goes on by writing.
    onSilentChanged: {
        if (!silent && activeFocus)
            Qt.callLater(write);
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ConversationHeader {
            Layout.fillWidth: true
            silent: conversation.held
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
            silent: conversation.silent
        }
        BlockedNotice {
            Layout.fillWidth: true
            visible: conversation.alarmed
            onCompareWanted: safety.open()
            onAcceptWanted: accept.open()
        }
        RequestNotice {
            Layout.fillWidth: true
            visible: conversation.held && !conversation.alarmed
            onBlockWanted: block.open()
        }
    }
    SafetyNumberDialog {
        id: safety
    }
    AcceptKeyDialog {
        id: accept
    }
    Connections {
        target: app.chat

        function onKeyRefused() {
            safety.open();
        }
    }
    ProfileDialog {
        id: profile
        onBlockWanted: block.open()
    }
    ConfirmDialog {
        id: block
        title: qsTr("Block %1?").arg(Sentences.named(app.chat.title))
        text: qsTr("Nothing that they send to you directly is shown any more, and they aren't told. What they say in groups that you are both in is still shown. That holds on this device; block them on your others too.")
        confirm: qsTr("Block")
        onConfirmed: app.chat.blockUser()
    }
    DurationDialog {
        id: duration
        title: qsTr("Disappearing messages")
        text: qsTr("New messages in this conversation disappear this long after they were read, and where they were written, this long after they were sent. It holds for you and for %1; either of you can change it.").arg(Sentences.named(app.chat.title))
        lasting: app.chat.lasting
        onChosen: seconds => app.chat.setDuration(seconds)
    }
}
