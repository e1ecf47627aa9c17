// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

ColumnLayout {
    id: heading

    property string text: ""
    property string lead: ""

    Layout.fillWidth: true
    spacing: Theme.spaceXs

    Heading {
        Layout.fillWidth: true
        text: heading.text
    }
    Paragraph {
        Layout.fillWidth: true
        visible: text !== ""
        text: heading.lead
        muted: true
    }
}
