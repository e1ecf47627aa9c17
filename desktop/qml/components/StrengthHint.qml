// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// How hard a new password is to guess.
ColumnLayout {
    id: hint

    /// "empty", "short", "weak", "fair", "good" or "strong".
    property string strength: "empty"
    readonly property int bars: ({ short: 1, weak: 1, fair: 2, good: 3, strong: 4 })[strength] ?? 0
    readonly property color tint: bars > 2 ? Theme.success : bars === 2 ? Theme.warning : Theme.danger

    Layout.fillWidth: true
    spacing: Theme.spaceXs

    RowLayout {
        Layout.fillWidth: true
        spacing: 3

        Repeater {
            model: 4

            Rectangle {
                required property int index

                Layout.fillWidth: true
                implicitHeight: 4
                radius: 2
                color: index < hint.bars ? hint.tint : Theme.border
            }
        }
    }
    PlainText {
        Layout.fillWidth: true
        text: Sentences.strength(hint.strength)
        small: true
        muted: true
    }
}
