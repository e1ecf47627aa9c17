// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Something is under way; what, is said beside it.
Item {
    id: spinner

    property color ink: Theme.accent

    implicitWidth: 16
    implicitHeight: 16
    Accessible.ignored: true

    Repeater {
        model: 3

        Rectangle {
            id: dot
            required property int index

            x: spinner.width / 2 - 2 + 6 * Math.cos(index * 2.094)
            y: spinner.height / 2 - 2 + 6 * Math.sin(index * 2.094)
            width: 4
            height: 4
            radius: 2
            color: spinner.ink
        }
    }
    RotationAnimator on rotation {
        from: 0
        to: 360
        duration: 900
        loops: Animation.Infinite
        running: spinner.visible
    }
}
