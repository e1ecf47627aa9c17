// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Somebody with a name, a word about them, and what can be done.
ColumnLayout {
    id: line

    property string user: ""
    property string title: ""
    property string words: ""
    /// There is something to be done.
    property bool acting: false
    default property alias actions: buttons.data

    Layout.fillWidth: true
    spacing: Theme.spaceXs
    Accessible.role: Accessible.ListItem
    Accessible.name: [title, words].filter(part => part !== "").join(", ")

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        Avatar {
            user: line.user
            title: line.title
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Clipped {
                Layout.fillWidth: true
                text: line.title
                font.weight: Theme.fontWeightMedium
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }
            PlainText {
                Layout.fillWidth: true
                visible: text !== ""
                text: line.words
                small: true
                muted: true
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
    Flow {
        id: buttons
        Layout.fillWidth: true
        Layout.leftMargin: Theme.layoutAvatar + Theme.spaceM
        visible: line.acting
        spacing: Theme.spaceS
    }
}
