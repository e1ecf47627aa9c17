// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Says what would be here, and how to get it.
Item {
    id: empty

    property string symbol: "chat"
    property string title: ""
    property string text: ""
    property int level: 2
    default property alias actions: column.data

    implicitHeight: column.implicitHeight + 2 * Theme.spaceXl
    implicitWidth: 416

    ColumnLayout {
        id: column
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceL, 416)
        spacing: Theme.spaceS

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.spaceS
            implicitWidth: 64
            implicitHeight: 64
            radius: 32
            color: Theme.accentSoft

            Icon {
                anchors.centerIn: parent
                symbol: empty.symbol
                size: 28
                color: Theme.accent
            }
        }
        Heading {
            Layout.fillWidth: true
            level: empty.level
            text: empty.title
            font.pixelSize: Theme.fontSizeXl
            horizontalAlignment: Text.AlignHCenter
        }
        Paragraph {
            Layout.fillWidth: true
            visible: text !== ""
            text: empty.text
            muted: true
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
