// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What others are told of oneself.
Card {
    SectionHeading {
        text: qsTr("Privacy")
    }
    Check {
        text: qsTr("Tell people when I have read their messages")
        hint: qsTr("You then also see when they have read yours, if they tell it too. Strangers are told nothing.")
        checked: app.session.readReceipts
        onToggled: app.session.tellReading(checked)
    }
    Check {
        text: qsTr("Show people when I am writing to them")
        hint: qsTr("You then also see when they write to you, if they show it too. Strangers are told nothing.")
        checked: app.session.typing
        onToggled: app.session.tellTyping(checked)
    }
}
