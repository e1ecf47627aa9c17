// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// A button with words, a symbol or both. Enter and Space press it.
AbstractButton {
    id: button

    /// "plain", "primary", "danger", or "quiet" without a border.
    property string kind: "plain"
    property bool small: false
    property string symbol: ""
    /// The words are only spoken and shown as a hint.
    property bool symbolOnly: false
    property color ink: enabled ? (filled ? (kind === "primary" ? Theme.inkOnAccent : Theme.inkOnDanger) : Theme.text) : Theme.textMuted
    property color line: kind === "plain" ? (enabled ? Theme.borderStrong : Theme.border) : "transparent"
    property real corner: Theme.radiusM
    readonly property bool filled: kind === "primary" || kind === "danger"

    function fill(): color {
        if (filled && !enabled)
            return Theme.surfaceSunken;
        if (kind === "primary")
            return hovered || down ? Theme.accentHover : Theme.accent;
        if (kind === "danger")
            return hovered || down ? Theme.dangerHover : Theme.danger;
        if (!enabled)
            return "transparent";
        return down ? Theme.surfaceSunken : hovered ? Theme.rowHover : "transparent";
    }

    implicitHeight: Math.max(small ? 36 : Theme.layoutTarget, symbolOnly ? 0 : words.implicitHeight + 2 * Theme.spaceXs)
    implicitWidth: symbolOnly ? implicitHeight : words.implicitWidth + (symbol === "" ? 0 : icon.width + Theme.spaceS) + 2 * (small ? Theme.spaceM : 18)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    font.pixelSize: small ? Theme.fontSizeS : Theme.fontSizeM
    font.weight: Theme.fontWeightMedium
    Accessible.role: Accessible.Button
    Accessible.onPressAction: clicked()
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: button.corner
        color: button.fill()
        border.width: button.line.a > 0 ? 1 : 0
        border.color: button.line

        FocusRing {
            shown: button.visualFocus
            corner: button.corner
        }
    }
    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.spaceS

            Icon {
                id: icon
                anchors.verticalCenter: parent.verticalCenter
                visible: button.symbol !== ""
                symbol: button.symbol
                size: button.small ? 16 : 20
                color: button.ink
            }
            PlainText {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                visible: !button.symbolOnly
                width: Math.max(0, Math.min(implicitWidth, button.width - 2 * Theme.spaceS - (icon.visible ? icon.width + Theme.spaceS : 0)))
                text: button.text
                font: button.font
                color: button.ink
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }

    Hint {
        text: button.text
        shown: button.symbolOnly && (button.hovered || button.visualFocus)
    }
}
