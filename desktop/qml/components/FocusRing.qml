// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Shows where the keyboard is. Lies around its parent, or inside where a neighbour would cover it.
Rectangle {
    property bool shown: false
    property bool inside: false
    property real corner: Theme.radiusM

    anchors.fill: parent
    anchors.margins: inside ? 0 : -4
    visible: shown
    color: "transparent"
    radius: inside ? corner : corner + 4
    border.width: 3
    border.color: Theme.focus
}
