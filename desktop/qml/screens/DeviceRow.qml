// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// One device of the account.
ColumnLayout {
    id: row

    required property int index
    required property string deviceId
    required property string name
    required property date createdDay
    required property date lastSeenDay
    required property bool current
    required property bool listed
    readonly property string label: name || qsTr("Unnamed device")

    signal removeWanted(string id, string name)

    Layout.fillWidth: true
    spacing: Theme.spaceM
    Accessible.role: Accessible.ListItem
    Accessible.name: current ? label + ", " + qsTr("This device") : label

    Rectangle {
        Layout.fillWidth: true
        visible: row.index > 0
        implicitHeight: 1
        color: Theme.border
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        // At the top: a row whose words broke anew keeps its things in the middle of the height that it had.
        Icon {
            Layout.alignment: Qt.AlignTop
            symbol: "device"
            color: Theme.textMuted
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                PlainText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    text: row.label
                    font.weight: Theme.fontWeightMedium
                    wrapMode: Text.Wrap
                }
                Rectangle {
                    Layout.alignment: Qt.AlignTop
                    visible: row.current
                    implicitWidth: badge.implicitWidth + 2 * Theme.spaceS
                    implicitHeight: 20
                    radius: 10
                    color: Theme.accentSoft

                    PlainText {
                        id: badge
                        anchors.centerIn: parent
                        text: qsTr("This device")
                        font.pixelSize: Theme.fontSizeXs
                        color: Theme.inkOnAccentSoft
                        wrapMode: Text.NoWrap
                    }
                }
                Item {
                    Layout.fillWidth: true
                }
            }
            PlainText {
                Layout.fillWidth: true
                visible: row.createdDay.getFullYear() > 1970 // the relay has no day of a device that left
                text: qsTr("Added %1").arg(Dates.dateOf(row.createdDay)) + " · " + qsTr("last seen %1").arg(Dates.dateOf(row.lastSeenDay))
                small: true
                muted: true
            }
            PlainText {
                Layout.fillWidth: true
                visible: !row.listed
                text: qsTr("Not signed by your account: nothing is encrypted for it. If you don't know it, remove it.")
                small: true
                font.weight: Theme.fontWeightMedium
            }
        }
        ActionButton {
            Layout.alignment: Qt.AlignTop
            visible: !row.current
            small: true
            text: qsTr("Remove")
            Accessible.name: qsTr("Remove %1").arg(Sentences.named(row.label))
            onClicked: row.removeWanted(row.deviceId, row.label)
        }
    }
}
