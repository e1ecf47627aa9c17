// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What registering and logging in have in common: a form, its failure above it, and the steps in its place.
ScreenPage {
    id: screen

    required property string mode
    property string heading: ""
    property string introduction: ""
    property string failed: ""
    default property alias form: card.content
    property alias below: after.data
    readonly property bool running: app.entry.busy

    function begin() {
        if (steps.item)
            steps.item.take();
        else if (first)
            first.take();
    }

    /// Sends the focus to the first field that is wrong; true if there is none.
    function judge(fields: var): bool {
        const wrong = fields.find(field => field.problem !== "");
        if (wrong === undefined)
            return true;
        wrong.take();
        return false;
    }

    measure: Theme.layoutForm
    title: running ? "" : heading
    lead: introduction
    // The steps take the keyboard when they come, and the form when they go.
    onRunningChanged: Qt.callLater(begin)
    Component.onCompleted: app.entry.clearError()

    content: [
        Loader {
            id: steps
            Layout.fillWidth: true
            active: screen.running
            visible: active
            sourceComponent: EntrySteps {}
        },
        Callout {
            visible: !screen.running && app.entry.error !== "" && app.entry.mode === screen.mode
            title: screen.failed
            text: Sentences.failure(app.entry.error, app.entry.retryAfterSeconds)
        },
        Card {
            id: card
            visible: !screen.running
        },
        ColumnLayout {
            id: after
            Layout.fillWidth: true
            visible: !screen.running
            spacing: Theme.spaceL
        }
    ]
}
