// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A password, concealed until asked for.
Field {
    id: field

    label: qsTr("Password")
    concealed: true
    input.inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase

    ActionButton {
        kind: "quiet"
        small: true
        text: field.concealed ? qsTr("Show") : qsTr("Hide")
        Accessible.name: field.concealed ? qsTr("Show the password") : qsTr("Hide the password")
        onClicked: field.concealed = !field.concealed
    }
}
