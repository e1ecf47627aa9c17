// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The safety number of the open conversation, as it is compared: 12 groups of 5 digits. Nothing before the first contact.
Rectangle {
    id: number

    readonly property string digits: app.chat.safetyNumber.replace(/\D/g, "")
    readonly property var groups: digits.match(/.{1,5}/g) ?? []
    readonly property bool known: digits !== ""

    Layout.fillWidth: true
    visible: known
    implicitHeight: grid.implicitHeight + 2 * Theme.spaceL
    radius: Theme.radiusM
    color: Theme.surfaceSunken
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("The safety number, 12 groups of 5 digits") + ": " + groups.join(" ")

    Grid {
        id: grid
        anchors.centerIn: parent
        columns: number.width < 360 ? 3 : 4
        columnSpacing: Theme.spaceL
        rowSpacing: Theme.spaceS

        Repeater {
            model: number.groups

            PlainText {
                required property string modelData
                text: modelData
                font.family: Theme.familyMono
                font.pixelSize: Theme.fontSizeL
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
