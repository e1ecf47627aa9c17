// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The database or the engine couldn't be opened.
FocusScope {
    id: screen

    readonly property bool damaged: app.session.startFailure === "store_corrupt"

    EmptyState {
        anchors.fill: parent
        symbol: "warning"
        level: 1
        title: qsTr("Sotto couldn't start.")
        text: Sentences.error(app.session.startFailure)

        Paragraph {
            visible: screen.damaged
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceM
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("You can begin anew: what is damaged stays on this computer under another name. Log in again, and your messages come back from the archive.")
        }

        ActionButton {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.spaceM
            kind: "primary"
            focus: true
            text: qsTr("Try again")
            onClicked: app.session.retryStart()
        }

        ActionButton {
            Layout.alignment: Qt.AlignHCenter
            visible: screen.damaged
            text: qsTr("Begin anew")
            onClicked: app.session.beginAnew()
        }
    }
}
