// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// A few words beside what the pointer or the keyboard is on.
ToolTip {
    id: hint

    property bool shown: false

    visible: shown && text !== ""
    delay: 600
    padding: Theme.spaceS
    background: Rectangle {
        color: Theme.text
        radius: Theme.radiusS
    }
    contentItem: PlainText {
        text: hint.text
        small: true
        color: Theme.background
        wrapMode: Text.NoWrap
    }
}
