// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// An earlier history that is on its way to this device. One that comes at once isn't worth a word.
Rectangle {
    id: banner

    readonly property bool restoring: app.session.state === "in" && app.session.restoring
    readonly property real fraction: app.session.restoredFraction
    readonly property string words: qsTr("Your earlier messages are on their way to this device.")
    readonly property string percent: qsTr("%1 %").arg(Math.floor(100 * fraction))

    onRestoringChanged: {
        if (restoring)
            patience.restart();
    }
    visible: restoring && !patience.running
    implicitHeight: visible ? row.implicitHeight + 2 * Theme.spaceS : 0
    color: Theme.surfaceSunken
    Accessible.role: Accessible.ProgressBar
    Accessible.name: `${words} ${percent}`

    Timer {
        id: patience
        interval: 700
    }
    RowLayout {
        id: row
        x: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * Theme.spaceL
        spacing: Theme.spaceS

        Item {
            Layout.fillWidth: true
        }
        PlainText {
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth + 1
            text: banner.words
            small: true
            color: Theme.textMuted
            Accessible.ignored: true
        }
        Rectangle {
            implicitWidth: 128
            implicitHeight: 6
            radius: height / 2
            color: Theme.border

            Rectangle {
                width: parent.width * banner.fraction
                height: parent.height
                radius: height / 2
                color: Theme.accent
            }
        }
        PlainText {
            text: banner.percent
            small: true
            color: Theme.textMuted
            Accessible.ignored: true
        }
        Item {
            Layout.fillWidth: true
        }
    }
}
