// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The number that people compare on both screens.
Rectangle {
    id: box

    property string number: ""

    Layout.fillWidth: true
    implicitHeight: digits.implicitHeight + 2 * Theme.spaceL
    radius: Theme.radiusM
    color: Theme.surfaceSunken
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Number to compare") + ": " + number

    PlainText {
        id: digits
        anchors.centerIn: parent
        text: box.number
        font.family: Theme.familyMono
        font.pixelSize: Theme.fontSizeXxl
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
