// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// Below the timeline while the conversation is off the record: what was said so, what that means, and the way out.
Item {
    id: panel

    readonly property var record: app.chat.offRecord
    readonly property real measure: Math.min(width - 2 * Theme.spaceL, 896)
    readonly property real tallest: Window.window ? Window.window.height * 0.28 : 220

    implicitHeight: column.implicitHeight + Theme.spaceS
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Off the record")

    ColumnLayout {
        id: column
        x: (panel.width - width) / 2
        y: Theme.spaceS
        width: panel.measure
        spacing: Theme.spaceS

        ListView {
            id: view
            Layout.fillWidth: true
            implicitHeight: Math.min(panel.tallest, contentHeight)
            visible: count > 0
            model: panel.record.said
            spacing: Theme.spaceXs
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            activeFocusOnTab: count > 0
            keyNavigationEnabled: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Said off the record")
            ScrollBar.vertical: ScrollLine {}
            onCountChanged: Qt.callLater(positionViewAtEnd)

            delegate: Whisper {
                width: ListView.view.width
                current: view.activeFocus && ListView.isCurrentItem
                onRetryWanted: panel.record.retry(messageId)
                Keys.onReturnPressed: {
                    if (mayRetry)
                        panel.record.retry(messageId);
                }
            }
        }
        Callout {
            kind: "warning"
            symbol: "unrecorded"
            title: qsTr("Off the record")
            text: qsTr("What you write now reaches only the devices of %1 that are connected at this moment, or nobody. No relay, no history and no other device of yours keeps it. It is gone here when you end this or close the program, and at theirs when they do. Somebody can still copy or photograph what they read.").arg(Sentences.named(app.chat.title))

            ActionButton {
                small: true
                text: qsTr("End and forget")
                ink: Theme.inkOnWarningSoft
                line: Theme.inkOnWarningSoft
                onClicked: panel.record.end()
            }
        }
    }
}
