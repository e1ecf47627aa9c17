// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Says why nothing arrives just now. A connection that comes at once isn't worth a word.
Rectangle {
    id: banner

    readonly property string link: app.session.state === "in" ? app.session.link : ""
    readonly property bool displaced: app.session.state === "in" && app.session.displaced
    readonly property string shown: displaced ? "displaced" : link === "offline" ? "offline" : link === "connecting" && !patience.running ? "connecting" : ""
    readonly property string words: shown === "displaced"
        ? qsTr("This device is connected from somewhere else now, so this window stopped receiving.")
        : shown === "offline" ? qsTr("You're offline. Messages you write are kept and sent when the connection is back.")
        : shown === "connecting" ? qsTr("Connecting to the relay …") : ""
    readonly property color ink: shown === "connecting" ? Theme.textMuted : Theme.inkOnWarningSoft

    onLinkChanged: {
        if (link === "connecting")
            patience.restart();
    }
    visible: shown !== ""
    implicitHeight: visible ? row.implicitHeight + 2 * Theme.spaceS : 0
    color: shown === "connecting" ? Theme.surfaceSunken : Theme.warningSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words

    Timer {
        id: patience
        interval: 1500
        running: true
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
        Spinner {
            visible: banner.shown === "connecting"
            ink: banner.ink
        }
        Icon {
            visible: banner.shown !== "connecting"
            symbol: banner.displaced ? "warning" : "waiting"
            size: 18
            color: banner.ink
        }
        PlainText {
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth + 1
            text: banner.words
            small: true
            color: banner.ink
            Accessible.ignored: true
        }
        ActionButton {
            visible: banner.displaced
            small: true
            text: qsTr("Use Sotto here")
            ink: banner.ink
            line: banner.ink
            onClicked: app.session.reconnect()
        }
        Item {
            Layout.fillWidth: true
        }
    }
}
