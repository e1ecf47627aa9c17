// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The open conversation. Made anew for each, so that nothing of one is left in another.
FocusScope {
    id: conversation

    signal closed

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
        }
        Timeline {
            id: timeline
            Layout.fillWidth: true
            Layout.fillHeight: true
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
}
