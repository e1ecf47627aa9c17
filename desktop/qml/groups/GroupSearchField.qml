// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Finds groups by their name, or by the link to one.
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
        focus: true
        corner: height / 2
        fill: Theme.surfaceSunken
        line: "transparent"
        maximumLength: 200
        text: app.groupSearch.query
        placeholder: qsTr("Name of a group, or a link")
        Accessible.name: qsTr("Search groups")
        onTextEdited: app.groupSearch.query = text
        Keys.onDownPressed: search.downWanted()
        Keys.onEscapePressed: event => {
            event.accepted = app.groupSearch.query !== "";
            app.groupSearch.query = "";
        }

        Icon {
            x: 14
            anchors.verticalCenter: parent.verticalCenter
            symbol: "search"
            size: 18
            color: Theme.textMuted
        }
    }
}
