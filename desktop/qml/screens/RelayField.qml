// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// The address of the relay, which a browser would have in its own address line.
Field {
    id: field

    property bool judged: false
    readonly property string code: app.preferences.relayUrlProblem(text)
    readonly property bool usable: code === "" || code === "insecure"

    /// It is the relay by now; written in another way, perhaps.
    readonly property bool holds: app.preferences.relayUrl !== "" && app.preferences.isRelay(text)

    /// Whether it can be used; if so it is kept.
    function keep(): bool {
        judged = true;
        if (usable && app.preferences.relayUrl !== text.trim())
            app.preferences.relayUrl = text.trim();
        return usable;
    }

    label: qsTr("Relay")
    placeholder: "chat.example.org"
    text: app.preferences.relayUrl
    problem: judged && code === "missing" ? Sentences.problem("relayMissing") : judged && code === "malformed" ? Sentences.problem("relayMalformed") : ""
    hint: code === "insecure"
        ? qsTr("Without https, anybody on the way sees your name and when you write. Messages stay encrypted.")
        : qsTr("The address at which the people you talk with have their accounts.")
    input.inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
}
