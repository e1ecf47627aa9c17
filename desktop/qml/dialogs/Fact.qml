// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Something known, under its name.
ColumnLayout {
    id: fact

    property string label: ""
    property string text: ""
    property bool mono: false

    Layout.fillWidth: true
    spacing: 2

    PlainText {
        Layout.fillWidth: true
        text: fact.label
        small: true
        muted: true
        font.weight: Theme.fontWeightMedium
    }
    Paragraph {
        Layout.fillWidth: true
        text: fact.text
        small: fact.mono
        font.family: fact.mono ? Theme.familyMono : Qt.application.font.family
    }
}
