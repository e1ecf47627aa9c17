// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The relay's copy of the history is not the one that this device knows: nothing goes on before it is accepted.
Rectangle {
    id: banner

    readonly property string words: qsTr("The relay's copy of your history isn't the one your devices know. If whoever runs the relay has put a backup back, go on: this device puts in what is missing. If not, something was left out or changed.")

    readonly property bool narrow: width < 640

    visible: app.session.state === "in" && app.session.archiveDoubted
    implicitHeight: visible ? row.implicitHeight + 2 * Theme.spaceS : 0
    color: Theme.warningSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words

    GridLayout {
        id: row
        x: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * Theme.spaceL
        // Beside the button of a narrow window the words would become a tower.
        columns: banner.narrow ? 2 : 5
        columnSpacing: Theme.spaceS
        rowSpacing: Theme.spaceXs

        Item {
            visible: !banner.narrow
            Layout.fillWidth: true
        }
        Icon {
            symbol: "warning"
            size: 18
            color: Theme.inkOnWarningSoft
        }
        PlainText {
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth + 1
            text: banner.words
            small: true
            color: Theme.inkOnWarningSoft
            Accessible.ignored: true
        }
        ActionButton {
            Layout.column: banner.narrow ? 1 : 3
            Layout.row: banner.narrow ? 1 : 0
            small: true
            text: qsTr("Go on with what is there")
            ink: Theme.inkOnWarningSoft
            line: Theme.inkOnWarningSoft
            onClicked: app.session.acceptArchive()
        }
        Item {
            visible: !banner.narrow
            Layout.fillWidth: true
        }
    }
}
