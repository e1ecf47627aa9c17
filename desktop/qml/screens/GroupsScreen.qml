// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

FocusScope {
    EmptyState {
        anchors.fill: parent
        symbol: "group"
        level: 1
        title: qsTr("Groups come next")
        text: qsTr("Named groups, open and secure, are being built. In secure ones the members themselves will approve who comes in, and a member that the relay invents will get nothing.")

        PlainText {
            Layout.alignment: Qt.AlignHCenter
            text: qsTr("Direct messages work today.")
            muted: true
        }
        ActionButton {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.spaceM
            kind: "primary"
            focus: true
            text: qsTr("Open your messages")
            onClicked: Shell.go("direct")
        }
    }
}
