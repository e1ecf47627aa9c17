// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What a part of the search's results is, and what to say where it has none.
ColumnLayout {
    id: heading

    property string text: ""
    property string words: ""

    Layout.fillWidth: true
    Layout.leftMargin: Theme.spaceS
    Layout.rightMargin: Theme.spaceS
    Layout.topMargin: Theme.spaceM
    Layout.bottomMargin: Theme.spaceXs
    spacing: Theme.spaceXs

    Heading {
        Layout.fillWidth: true
        text: heading.text
        font.pixelSize: Theme.fontSizeS
        color: Theme.textMuted
    }
    PlainText {
        Layout.fillWidth: true
        visible: text !== ""
        text: heading.words
        small: true
        muted: true
    }
}
