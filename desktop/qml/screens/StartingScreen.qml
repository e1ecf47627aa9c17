// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Until the database is open.
Item {
    Accessible.role: Accessible.Pane
    Accessible.name: words.text

    ColumnLayout {
        anchors.centerIn: parent
        spacing: Theme.spaceL

        Logo {
            Layout.alignment: Qt.AlignHCenter
            implicitWidth: 56
            implicitHeight: 56
        }
        RowLayout {
            spacing: Theme.spaceS

            Spinner {}
            PlainText {
                id: words
                text: qsTr("Starting Sotto …")
                muted: true
            }
        }
    }
}
