// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A bordered surface with a column in it.
Rectangle {
    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property int inset: Shell.narrow ? Theme.spaceL : Theme.spaceXl

    Layout.fillWidth: true
    implicitHeight: column.implicitHeight + 2 * inset
    color: Theme.surface
    radius: Theme.radiusL
    border.width: 1
    border.color: Theme.border

    ColumnLayout {
        id: column
        x: parent.inset
        y: parent.inset
        width: parent.width - 2 * parent.inset
        spacing: Theme.spaceL
    }
}
