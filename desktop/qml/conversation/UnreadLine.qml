// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Where the unread messages began when the conversation was opened.
Item {
    implicitHeight: row.implicitHeight + Theme.spaceM + Theme.spaceS

    RowLayout {
        id: row
        y: Theme.spaceM
        width: parent.width
        spacing: Theme.spaceM

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: Theme.accent
            opacity: 0.4
        }
        PlainText {
            text: qsTr("New")
            small: true
            color: Theme.accent
            font.weight: Theme.fontWeightMedium
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: Theme.accent
            opacity: 0.4
        }
    }
}
