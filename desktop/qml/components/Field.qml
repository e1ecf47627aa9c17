// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// A labelled line of text.
FieldFrame {
    id: field

    property alias text: input.text
    property alias placeholder: input.placeholder
    property alias input: input
    property alias maximumLength: input.maximumLength
    /// Shows dots in place of what is typed.
    property bool concealed: false

    signal accepted

    function take() {
        input.forceActiveFocus(Qt.TabFocusReason);
    }

    InputLine {
        id: input
        Layout.fillWidth: true
        wrong: field.problem !== ""
        echoMode: field.concealed ? TextInput.Password : TextInput.Normal
        passwordCharacter: "•"
        Accessible.name: field.label
        Accessible.description: field.spoken
        onAccepted: field.accepted()
    }
}
