// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The open conversation. Made anew for each, so that nothing of one is left in another.
FocusScope {
    id: conversation

    signal closed

    property var removing: null

    function begin(writing: var) {
        if (composer.item)
            composer.item.begin(writing);
    }

    function write() {
        if (composer.item)
            composer.item.forceActiveFocus();
        else
            forceActiveFocus();
    }

    /// Also where it is the message that is pointed at already.
    function showHighlighted() {
        Qt.callLater(timeline.showHighlighted);
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
        Timeline {
            id: timeline
            Layout.fillWidth: true
            Layout.fillHeight: true
            onReplyWanted: facts => conversation.begin({ kind: "reply", messageId: facts.messageId, body: facts.body, own: facts.own })
            onEditWanted: facts => conversation.begin({ kind: "edit", messageId: facts.messageId, body: facts.body })
            onRemoveWanted: facts => {
                conversation.removing = facts.messageId;
                remove.open();
            }
        }
        Loader {
            id: composer
            Layout.fillWidth: true
            active: !app.chat.blocked
            visible: active
            focus: true
            sourceComponent: Composer {
                focus: true
                onSent: timeline.toNewest()
            }
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
        text: qsTr("New messages in this conversation disappear this long after they were read, for you and for %1. Either of you can change it.").arg(Sentences.named(app.chat.title))
        lasting: app.chat.lasting
        onChosen: seconds => app.chat.setDuration(seconds)
    }
    ConfirmDialog {
        id: remove
        title: qsTr("Delete this message for everyone?")
        text: qsTr("Its text is erased here and on their devices as soon as they are reached. Somebody who has read or copied it keeps what they have.")
        confirm: qsTr("Delete for everyone")
        onConfirmed: app.chat.deeds.remove(conversation.removing)
    }
}
