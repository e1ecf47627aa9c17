// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// Leads to another screen of the program; nothing outside is ever opened.
AbstractButton {
    id: link

    property color ink: hovered ? Theme.accentHover : Theme.accent
    property bool small: false

    implicitWidth: words.implicitWidth
    implicitHeight: words.implicitHeight + 2 * Theme.spaceXs
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Link
    Accessible.onPressAction: clicked()
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Item {
        FocusRing {
            shown: link.visualFocus
            corner: Theme.radiusS
        }
    }
    contentItem: PlainText {
        id: words
        text: link.text
        small: link.small
        color: link.ink
        font.underline: true
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
