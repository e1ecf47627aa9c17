// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// Where one writes. Enter sends, Shift and Enter begin a new line; what isn't sent is kept as a draft.
FocusScope {
    id: composer

    readonly property bool tooLong: app.chat.textTooLong(input.text)
    property string failure: ""
    property bool touched: false
    /// Whom this is for. Another one gets a composer of their own.
    property string user: ""
    readonly property string draft: app.chat.draft
    readonly property real measure: Math.min(width - 2 * Theme.spaceL, 896)
    readonly property real tallest: Math.max(96, (Window.window ? Window.window.height : 720) * 0.4)

    signal sent

    function send() {
        const words = input.text.trim();
        if (words === "" || tooLong || app.chat.user !== user)
            return;
        pause.stop();
        failure = app.chat.send(words);
        if (failure === "") {
            input.clear();
            sent();
        }
        pause.stop();
        app.chat.saveDraft(input.text);
    }

    function keepDraft() {
        if (!pause.running || app.chat.user !== user)
            return;
        pause.stop();
        app.chat.saveDraft(input.text);
    }

    implicitHeight: column.implicitHeight + Theme.spaceS + Theme.spaceL
    // A draft that arrives after the screen is taken over as long as nothing was typed.
    onDraftChanged: {
        if (!touched && input.text === "")
            input.text = draft;
    }
    Component.onCompleted: {
        user = app.chat.user;
        input.text = draft;
    }
    Component.onDestruction: keepDraft()

    Timer {
        id: pause
        interval: 400
        onTriggered: {
            if (app.chat.user === composer.user)
                app.chat.saveDraft(input.text);
        }
    }
    Connections {
        target: Shell
        function onConversationLeft() {
            composer.keepDraft();
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
            visible: composer.tooLong || composer.failure !== ""
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
                    ? qsTr("This message is too long. 64 KiB is the most.")
                    : qsTr("This message couldn't be kept for sending:") + " " + Sentences.error(composer.failure)
                Accessible.role: Accessible.AlertMessage
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

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
                    placeholder: qsTr("Write a message")
                    Accessible.name: qsTr("Message to %1").arg(Sentences.named(app.chat.title))
                    Accessible.description: qsTr("Enter sends, Shift and Enter begin a new line.")
                    onTextChanged: {
                        if (text === composer.draft)
                            return;
                        composer.touched = true;
                        composer.failure = "";
                        pause.restart();
                    }
                    Keys.onPressed: event => {
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
                symbol: "send"
                symbolOnly: true
                corner: height / 2
                text: qsTr("Send")
                enabled: input.text.trim() !== "" && !composer.tooLong
                onClicked: {
                    composer.send();
                    input.forceActiveFocus();
                }
            }
        }
    }
}
