// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Says above the field what is being written, where that is not just a message.
RowLayout {
    id: bar

    property string symbol: ""
    property string title: ""
    property string excerpt: ""

    signal givenUp

    spacing: Theme.spaceS

    Icon {
        Layout.leftMargin: Theme.spaceM
        symbol: bar.symbol
        size: 18
        color: Theme.accent
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        // One line each: what wraps is as high as its first, narrowest layout makes it.
        Clipped {
            Layout.fillWidth: true
            text: bar.title
            small: true
            font.weight: Theme.fontWeightMedium
            horizontalAlignment: Text.AlignLeft
        }
        Clipped {
            Layout.fillWidth: true
            visible: text !== ""
            text: bar.excerpt.slice(0, 200).replace(/\s+/g, " ").trim()
            small: true
            muted: true
            horizontalAlignment: Text.AlignLeft
        }
    }
    ActionButton {
        kind: "quiet"
        small: true
        symbol: "close"
        symbolOnly: true
        text: qsTr("Cancel")
        onClicked: bar.givenUp()
    }
}
