// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Looks for people in the directory and for words in the messages on this device.
FocusScope {
    id: search

    signal downWanted

    function take() {
        input.forceActiveFocus(Qt.ShortcutFocusReason);
        input.selectAll();
    }

    implicitHeight: input.implicitHeight + 2 * Theme.spaceM

    InputLine {
        id: input
        x: Theme.spaceM
        y: Theme.spaceM
        width: parent.width - 2 * Theme.spaceM
        leftPadding: 42
        rightPadding: 46
        focus: true
        corner: height / 2
        fill: Theme.surfaceSunken
        line: "transparent"
        maximumLength: 200
        text: app.search.query
        placeholder: qsTr("People and messages")
        Accessible.name: qsTr("Search people and messages")
        onTextEdited: app.search.query = text
        Keys.onDownPressed: search.downWanted()
        Keys.onEscapePressed: event => {
            event.accepted = app.search.query !== "";
            app.search.query = "";
        }

        Icon {
            x: 14
            anchors.verticalCenter: parent.verticalCenter
            symbol: "search"
            size: 18
            color: Theme.textMuted
        }
    }
    ActionButton {
        anchors.right: input.right
        anchors.rightMargin: 4
        anchors.verticalCenter: input.verticalCenter
        visible: app.search.query !== ""
        kind: "quiet"
        small: true
        symbol: "close"
        symbolOnly: true
        corner: height / 2
        text: qsTr("Clear the search")
        onClicked: {
            app.search.query = "";
            search.take();
        }
    }
}
