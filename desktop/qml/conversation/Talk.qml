// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What was said in the open conversation and what one says next, with a person or in a group. Made anew for each.
FocusScope {
    id: talk

    /// Nothing can be said here now.
    property bool silent: false
    /// An open group: signed posts, and nothing else can be done with them but to take them back.
    property bool plain: false
    /// The reader takes back what others said.
    property bool moderates: false
    property var removing: null

    /// What the button at a file, or its message's menu, says.
    function handleFile(facts: var) {
        switch (facts.file.phase) {
        case "offered":
        case "unavailable":
            return app.chat.files.download(facts.messageId);
        case "here":
            return dialogs.save(facts.messageId, facts.file.name);
        default:
            return app.chat.files.cancel(facts.messageId);
        }
    }

    function attach(chosen: var) {
        if (composer.item)
            composer.item.attach(chosen);
    }

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

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Timeline {
            id: timeline
            silent: talk.silent || app.chat.offRecord.on
            plain: talk.plain
            moderates: talk.moderates
            Layout.fillWidth: true
            Layout.fillHeight: true
            onReplyWanted: facts => talk.begin({ kind: "reply", messageId: facts.messageId, body: Sentences.line(facts.body, facts.file), own: facts.own, author: facts.author })
            onEditWanted: facts => talk.begin({ kind: "edit", messageId: facts.messageId, body: facts.body })
            onRemoveWanted: facts => {
                talk.removing = facts.messageId;
                remove.open();
            }
            onReportWanted: facts => report.ask(facts)
            onFileWanted: facts => talk.handleFile(facts)
        }
        PlainText {
            Layout.fillWidth: true
            Layout.leftMargin: Math.max(Theme.spaceL, (talk.width - 896) / 2)
            Layout.rightMargin: Theme.spaceL
            visible: app.chat.typing
            text: qsTr("%1 is writing …").arg(Sentences.named(app.chat.title))
            small: true
            muted: true
            Accessible.role: Accessible.AlertMessage
        }
        Loader {
            Layout.fillWidth: true
            active: app.chat.offRecord.on && !talk.silent
            visible: active
            sourceComponent: OffRecordPanel {}
        }
        Loader {
            id: composer
            Layout.fillWidth: true
            active: !talk.silent
            visible: active
            focus: true
            sourceComponent: Composer {
                focus: true
                plain: talk.plain
                onSent: timeline.toNewest()
                onFilesWanted: dialogs.choose()
            }
        }
    }
    DropArea {
        id: drop
        anchors.fill: parent
        enabled: !talk.silent && !talk.plain
        keys: ["text/uri-list"]
        onDropped: event => {
            talk.attach(Array.from(event.urls));
            event.accept(Qt.CopyAction);
        }

        Rectangle {
            anchors.fill: parent
            anchors.margins: 4
            visible: drop.containsDrag
            color: "transparent"
            radius: Theme.radiusM
            border.width: 3
            border.color: Theme.accent
        }
    }
    // Not `files`: the composer has a property of that name, which would come first in its handlers.
    FileDialogs {
        id: dialogs
        onChosen: chosen => talk.attach(Array.from(chosen))
        onSaveTo: (messageId, file) => app.chat.files.save(messageId, file)
    }
    ReportDialog {
        id: report
    }
    ConfirmDialog {
        id: remove
        title: qsTr("Delete this message for everyone?")
        text: talk.plain ? qsTr("It disappears for everybody who reads the group from now on. Whoever has read it may have kept it.") : qsTr("Its text is erased here and on their devices as soon as they are reached. Somebody who has read or copied it keeps what they have.")
        confirm: qsTr("Delete for everyone")
        onConfirmed: app.chat.deeds.remove(talk.removing)
    }
}
