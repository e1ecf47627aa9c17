// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Says below a button that what stands there holds by now.
RowLayout {
    id: line

    property bool shown: false

    visible: shown
    spacing: Theme.spaceXs

    Icon {
        symbol: "accepted"
        size: 14
        color: Theme.success
    }
    PlainText {
        text: qsTr("Saved")
        small: true
        color: Theme.success
        Accessible.role: Accessible.AlertMessage
    }
}
