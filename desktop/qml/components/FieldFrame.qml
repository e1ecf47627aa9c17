// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The label above something to fill in, what is wrong with it below, and a hint.
ColumnLayout {
    id: frame

    property string label: ""
    property string hint: ""
    /// Words, "" when all is well.
    property string problem: ""
    default property alias content: line.data
    /// For screen readers, as the field's description.
    readonly property string spoken: [problem, hint].filter(part => part !== "").join(" ")

    Layout.fillWidth: true
    spacing: Theme.spaceXs

    PlainText {
        Layout.fillWidth: true
        text: frame.label
        font.weight: Theme.fontWeightMedium
        Accessible.ignored: true
    }
    RowLayout {
        id: line
        Layout.fillWidth: true
        spacing: Theme.spaceS
    }
    RowLayout {
        Layout.fillWidth: true
        visible: frame.problem !== ""
        spacing: Theme.spaceXs

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
            symbol: "failed"
            size: 14
            color: Theme.danger
        }
        PlainText {
            Layout.fillWidth: true
            text: frame.problem
            small: true
            color: Theme.danger
            Accessible.role: Accessible.AlertMessage
        }
    }
    Paragraph {
        Layout.fillWidth: true
        visible: text !== ""
        text: frame.hint
        small: true
        muted: true
        Accessible.ignored: true
    }
}
