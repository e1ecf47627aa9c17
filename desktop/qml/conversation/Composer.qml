// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// Where one writes. Enter sends, Shift and Enter begin a new line; what isn't sent is kept as a draft.
FocusScope {
    id: composer

    readonly property bool tooLong: plain ? app.chat.postTooLong(input.text) : app.chat.textTooLong(input.text)
    /// Only text, and not much of it: a post.
    property bool plain: false
    property string failure: ""
    /// {kind: "new"}, {kind: "reply", messageId, body, own, author} or {kind: "edit", messageId, body}.
    property var writing: ({ kind: "new" })
    readonly property bool replying: writing.kind === "reply"
    readonly property bool editing: writing.kind === "edit"
    /// What stood in the field before an edit.
    property string setAside: ""
    /// Of the next message, in seconds; -1: as long as the others.
    property int lasting: -1
    /// Nothing that is written now becomes a draft, or stays in the field when that ends.
    readonly property bool offRecord: app.chat.offRecord.on
    /// Whom this is for. Another one gets a composer of their own.
    property string user: ""
    readonly property string draft: app.chat.draft
    /// The draft that the field had in common with the engine last: taken from there, or saved from here.
    property string shared: ""
    readonly property real measure: Math.min(width - 2 * Theme.spaceL, 896)
    readonly property real tallest: Math.max(96, (Window.window ? Window.window.height : 720) * 0.4)

    /// Addresses of files that go with the next message.
    property var files: []
    property string refusal: ""

    signal sent
    signal filesWanted

    function attach(chosen: var) {
        if (offRecord) {
            refusal = qsTr("Files can't be sent off the record.");
            return;
        }
        if (editing)
            giveUp();
        const refused = chosen.filter(file => app.chat.files.refusal(file) !== "");
        refusal = refused.map(file => refusalOf(file, app.chat.files.refusal(file))).join("\n");
        files = files.concat(chosen.filter(file => !refused.includes(file)));
        input.forceActiveFocus();
    }

    function refusalOf(file: var, code: string): string {
        return Sentences.fileRefusal(code, app.chat.files.nameOf(file));
    }

    /// What was written goes with the first one. What can't be sent stays.
    function sendFiles(words: string): string {
        const refused = [];
        const why = [];
        let said = false;
        let failed = "";
        for (const file of files) {
            const code = app.chat.files.send(file, said ? "" : words, replying && !said ? writing.messageId : "", lasting);
            said = said || code === "";
            if (code !== "") {
                refused.push(file);
                why.push(refusalOf(file, code));
            }
            failed = failed || code;
        }
        files = refused;
        refusal = why.join("\n");
        if (said)
            input.clear();
        return failed;
    }

    function begin(what: var) {
        giveUp();
        if (what.kind === "edit") {
            keepDraft();
            setAside = input.text;
        }
        writing = what;
        if (editing)
            put(what.body);
        forceActiveFocus();
        input.forceActiveFocus();
    }

    /// Back to an ordinary message; what was in the field before an edit is there again.
    function giveUp() {
        const before = editing ? setAside : input.text;
        writing = { kind: "new" };
        setAside = "";
        put(before);
    }

    /// The bar goes, and the keyboard was on its button.
    function leaveBar() {
        giveUp();
        input.forceActiveFocus();
    }

    function put(words: string) {
        input.text = words;
        input.cursorPosition = input.length;
    }

    function send() {
        const words = input.text.trim();
        if ((words === "" && files.length === 0) || tooLong || app.chat.user !== user)
            return;
        refusal = "";
        if (editing)
            sendEdit(words);
        else
            sendMessage(words);
    }

    function sendEdit(words: string) {
        failure = words === writing.body.trim() ? "" : app.chat.deeds.edit(writing.messageId, words);
        if (failure === "")
            giveUp();
    }

    /// Empties the field for good. What is cleared, or deleted by hand, could be brought back with Ctrl Z; another text
    /// that is set, and only another one, begins the history anew.
    function wipe() {
        input.text = " ";
        input.text = "";
    }

    function sendOffRecord(words: string) {
        failure = app.chat.offRecord.send(words);
        if (failure === "")
            wipe();
        pause.stop();
    }

    function sendMessage(words: string) {
        if (offRecord)
            return sendOffRecord(words);
        pause.stop();
        failure = files.length > 0 ? sendFiles(words) : app.chat.send(words, replying ? writing.messageId : "", lasting);
        if (failure === "") {
            input.clear();
            giveUp();
            lasting = -1;
            sent();
        }
        saveDraft();
    }

    function editNewest() {
        const newest = plain || offRecord ? {} : app.chat.timeline.newestOwn();
        if (newest.messageId !== undefined)
            begin({ kind: "edit", messageId: newest.messageId, body: newest.body });
    }

    function keepDraft() {
        if (pause.running)
            saveDraft();
    }

    function saveDraft() {
        pause.stop();
        if (editing || offRecord || app.chat.user !== user)
            return;
        if (input.text === shared)
            return takeDraft();
        shared = input.text;
        app.chat.saveDraft(shared);
    }

    /// Another device may change it, also to nothing. What is being typed here is never overwritten.
    function takeDraft() {
        if (offRecord || app.chat.user !== user || input.inputMethodComposing)
            return;
        const written = editing ? setAside : input.text;
        if (written !== shared && written !== draft)
            return;
        shared = draft;
        if (editing)
            setAside = draft;
        else if (written !== draft)
            put(draft);
    }

    // Gives up what is begun before it leaves the conversation.
    Keys.onEscapePressed: event => {
        event.accepted = writing.kind !== "new";
        if (event.accepted)
            giveUp();
    }
    implicitHeight: column.implicitHeight + Theme.spaceS + Theme.spaceL
    onDraftChanged: takeDraft()
    onOffRecordChanged: {
        if (app.chat.user !== user)
            return;
        giveUp();
        pause.stop();
        failure = "";
        refusal = "";
        files = [];
        lasting = -1;
        if (!offRecord) {
            wipe();
            pause.stop();
            shared = "";
            takeDraft();
        }
    }
    Component.onCompleted: {
        user = app.chat.user;
        shared = draft;
        put(draft);
    }
    Component.onDestruction: keepDraft()

    Timer {
        id: pause
        interval: 400
        onTriggered: composer.saveDraft()
    }
    Connections {
        target: Shell
        function onConversationLeft() {
            composer.keepDraft();
        }
    }
    Connections {
        target: app.chat.timeline
        function onGone(messageId: string) {
            if (composer.writing.messageId === messageId)
                composer.giveUp();
        }
        function onReworded(messageId: string, body: string) {
            if (composer.replying && composer.writing.messageId === messageId)
                composer.writing = Object.assign({}, composer.writing, { body: body });
        }
    }
    Connections {
        target: app.chat.offRecord
        function onNotSent(text: string) {
            if (input.text === "")
                composer.put(text);
        }
    }
    ColumnLayout {
        id: column
        x: (composer.width - width) / 2
        y: Theme.spaceS
        width: composer.measure
        spacing: Theme.spaceS

        RowLayout {
            Layout.fillWidth: true
            // What is wrong with a file is said below, with its name.
            visible: composer.tooLong || (composer.failure !== "" && composer.refusal === "")
            spacing: Theme.spaceXs

            Icon {
                symbol: "failed"
                size: 14
                color: Theme.danger
            }
            PlainText {
                Layout.fillWidth: true
                small: true
                color: Theme.danger
                text: composer.tooLong
                    ? (composer.plain ? qsTr("This post is too long. 8 KiB is the most.") : qsTr("This message is too long. 64 KiB is the most."))
                    : qsTr("This message couldn't be kept for sending:") + " " + Sentences.error(composer.failure)
                Accessible.role: Accessible.AlertMessage
            }
        }
        PlainText {
            Layout.fillWidth: true
            visible: composer.refusal !== ""
            small: true
            color: Theme.danger
            text: composer.refusal
            maximumLineCount: 4
            elide: Text.ElideRight
            Accessible.role: Accessible.AlertMessage
        }
        ChosenFiles {
            Layout.fillWidth: true
            files: composer.files
            tallest: composer.tallest / 2
            onTakenOff: at => {
                composer.files = composer.files.filter((file, index) => index !== at);
                input.forceActiveFocus();
            }
        }
        WritingBar {
            Layout.fillWidth: true
            visible: composer.replying
            symbol: "reply"
            title: qsTr("Reply to %1").arg(composer.writing.own ? qsTr("yourself") : Sentences.named(composer.writing.author ?? ""))
            excerpt: composer.writing.body ?? ""
            onGivenUp: composer.leaveBar()
        }
        WritingBar {
            Layout.fillWidth: true
            visible: composer.editing
            symbol: "edit"
            title: qsTr("Edit message")
            excerpt: composer.writing.body ?? ""
            onGivenUp: composer.leaveBar()
        }
        WritingBar {
            Layout.fillWidth: true
            visible: composer.lasting >= 0 && !composer.editing
            symbol: "timer"
            title: composer.lasting === 0 ? qsTr("This message stays") : qsTr("This message disappears after %1").arg(Sentences.duration(composer.lasting))
            onGivenUp: {
                composer.lasting = -1;
                input.forceActiveFocus();
            }
        }
        NameOptions {
            id: names
            Layout.fillWidth: true
            field: input
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            ActionButton {
                Layout.alignment: Qt.AlignBottom
                visible: !composer.editing && !composer.offRecord && !composer.plain
                kind: "quiet"
                symbol: "clip"
                symbolOnly: true
                ink: Theme.textMuted
                text: qsTr("Attach files")
                onClicked: composer.filesWanted()
            }
            ActionButton {
                Layout.alignment: Qt.AlignBottom
                visible: !composer.editing && !composer.offRecord && !composer.plain
                kind: "quiet"
                symbol: "timer"
                symbolOnly: true
                ink: composer.lasting >= 0 ? Theme.accent : Theme.textMuted
                text: qsTr("Let this message disappear")
                onClicked: duration.open()
            }
            ActionButton {
                Layout.alignment: Qt.AlignBottom
                visible: app.chat.offRecord.allowed && !composer.editing && !composer.offRecord
                kind: "quiet"
                symbol: "unrecorded"
                symbolOnly: true
                ink: Theme.textMuted
                text: qsTr("Off the record")
                onClicked: {
                    app.chat.offRecord.go();
                    input.forceActiveFocus();
                }
            }
            ScrollView {
                focus: true
                Layout.fillWidth: true
                implicitHeight: Math.min(composer.tallest, Math.max(Theme.layoutTarget, input.implicitHeight))
                contentWidth: availableWidth
                background: Rectangle {
                    radius: Theme.layoutTarget / 2
                    color: Theme.surface
                    border.width: input.activeFocus ? 3 : 1
                    border.color: input.activeFocus ? Theme.focus : Theme.borderStrong
                }

                InputText {
                    id: input
                    focus: true
                    background: null
                    leftPadding: Theme.spaceL
                    rightPadding: Theme.spaceL
                    topPadding: 12
                    bottomPadding: 12
                    placeholder: composer.offRecord ? qsTr("Write off the record") : composer.plain ? qsTr("Write a public post") : qsTr("Write a message")
                    Accessible.name: (composer.offRecord ? qsTr("Off the record to %1") : qsTr("Message to %1")).arg(Sentences.named(app.chat.title))
                    Accessible.description: names.spoken !== "" ? qsTr("Enter names %1.").arg(names.spoken) : qsTr("Enter sends, Shift and Enter begin a new line.")
                    onTextChanged: {
                        if (text === composer.shared && !composer.editing)
                            return;
                        composer.failure = "";
                        if (composer.editing)
                            return;
                        if (activeFocus && text.trim() !== "")
                            app.chat.tellTyping();
                        if (!composer.offRecord)
                            pause.restart();
                    }
                    Keys.onPressed: event => {
                        if (!inputMethodComposing && names.press(event)) {
                            event.accepted = true;
                            return;
                        }
                        if (event.key === Qt.Key_Up && event.modifiers === Qt.NoModifier && length === 0) {
                            event.accepted = true;
                            composer.editNewest();
                            return;
                        }
                        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                        if (!enter || (event.modifiers & Qt.ShiftModifier) || inputMethodComposing)
                            return;
                        event.accepted = true;
                        composer.send();
                    }
                }
            }
            ActionButton {
                Layout.alignment: Qt.AlignBottom
                kind: "primary"
                symbol: composer.editing ? "accepted" : "send"
                symbolOnly: true
                corner: height / 2
                text: composer.editing ? qsTr("Save the change") : qsTr("Send")
                enabled: (input.text.trim() !== "" || composer.files.length > 0) && !composer.tooLong
                onClicked: {
                    composer.send();
                    input.forceActiveFocus();
                }
            }
        }
    }
    DurationDialog {
        id: duration
        title: qsTr("Let this message disappear")
        text: qsTr("It disappears this long after it was read, and here this long after it was sent.")
        lasting: composer.lasting >= 0 ? composer.lasting : app.chat.lasting
        onChosen: seconds => composer.lasting = seconds
    }
}
