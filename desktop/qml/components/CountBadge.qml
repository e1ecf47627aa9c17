// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A number of unread messages, nothing for 0. Whoever shows it also says it.
Rectangle {
    id: badge

    property int count: 0
    /// Stands in place of the number, where the number says too much.
    property string sign: ""

    visible: count > 0
    implicitHeight: 20
    implicitWidth: Math.max(implicitHeight, number.implicitWidth + 10)
    radius: implicitHeight / 2
    color: Theme.accent
    Accessible.ignored: true

    Text {
        id: number
        anchors.centerIn: parent
        textFormat: Text.PlainText
        text: badge.sign !== "" ? badge.sign : badge.count > 99 ? "99+" : badge.count
        color: Theme.inkOnAccent
        font.pixelSize: Theme.fontSizeXs
        font.weight: Theme.fontWeightMedium
        Accessible.ignored: true
    }
}
