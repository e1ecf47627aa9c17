// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// A slim scroll bar in the colours of the theme.
ScrollBar {
    id: bar

    policy: ScrollBar.AsNeeded
    minimumSize: 0.08
    padding: 2
    contentItem: Rectangle {
        implicitWidth: 6
        radius: 3
        color: Theme.borderStrong
        opacity: bar.active || bar.hovered ? 0.8 : 0.35
        visible: bar.size < 1
    }
    background: null
}
