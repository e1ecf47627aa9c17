// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// One line to type in.
TextField {
    id: input

    property bool wrong: false
    /// In place of placeholderText, which would take markup for markup.
    property string placeholder: ""
    property real corner: Theme.radiusM
    property color fill: Theme.surface
    property color line: Theme.borderStrong

    implicitHeight: Theme.layoutTarget
    implicitWidth: 200
    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceM
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.inkOnAccent
    font.pixelSize: Theme.fontSizeM
    selectByMouse: true
    verticalAlignment: TextInput.AlignVCenter
    Accessible.role: Accessible.EditableText

    background: Rectangle {
        radius: input.corner
        color: input.fill
        border.width: input.activeFocus ? 3 : 1
        border.color: input.activeFocus ? Theme.focus : input.wrong ? Theme.danger : input.line
    }

    Placeholder {
        anchors.verticalCenter: parent.verticalCenter
        x: input.leftPadding
        width: input.width - input.leftPadding - input.rightPadding
        visible: input.length === 0 && input.preeditText === ""
        text: input.placeholder
    }
}
