// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A rounded rectangle with small corners on the side of its author, where messages of one run meet.
Item {
    id: shape

    property color color: Theme.bubbleOther
    property color line: "transparent"
    property bool mirrored: false
    property bool opens: true
    property bool closes: true
    readonly property int corner: Math.min(Theme.radiusBubble, height / 2)

    Rectangle {
        anchors.fill: parent
        radius: shape.corner
        color: shape.color
        border.width: shape.line.a > 0 ? 1 : 0
        border.color: shape.line
    }
    // Qt 6.4 knows one radius for all corners: a piece with another one covers the corner.
    Repeater {
        model: [!shape.opens, !shape.closes]

        Item {
            id: piece
            required property bool modelData
            required property int index

            x: shape.mirrored ? shape.width - width : 0
            y: index === 0 ? 0 : shape.height - height
            width: shape.corner
            height: shape.corner
            visible: modelData
            clip: true

            Rectangle {
                x: shape.mirrored ? piece.width - width : 0
                y: piece.index === 0 ? 0 : piece.height - height
                width: shape.width
                height: shape.height
                radius: 5
                color: shape.color
                border.width: shape.line.a > 0 ? 1 : 0
                border.color: shape.line
            }
        }
    }
}
