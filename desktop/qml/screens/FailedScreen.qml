// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The database or the engine couldn't be opened.
FocusScope {
    EmptyState {
        anchors.fill: parent
        symbol: "warning"
        level: 1
        title: qsTr("Sotto couldn't start.")
        text: Sentences.error(app.session.startFailure)

        ActionButton {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.spaceM
            kind: "primary"
            focus: true
            text: qsTr("Try again")
            onClicked: app.session.retryStart()
        }
    }
}
