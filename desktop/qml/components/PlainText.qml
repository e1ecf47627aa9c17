// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Words on the screen. Plain text always: what people write must not become markup.
Text {
    property bool muted: false
    property bool small: false

    textFormat: Text.PlainText
    color: muted ? Theme.textMuted : Theme.text
    font.pixelSize: small ? Theme.fontSizeS : Theme.fontSizeM
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
