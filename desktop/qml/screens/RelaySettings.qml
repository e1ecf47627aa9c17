// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Which relay: shown while logged in, changed while not.
Card {
    id: card

    property bool loggedIn: false

    SectionHeading {
        text: qsTr("Relay")
        lead: card.loggedIn ? qsTr("Your account lives on this relay. Log out to use another one.") : ""
    }
    PlainText {
        Layout.fillWidth: true
        visible: card.loggedIn
        text: app.preferences.relayUrl
        font.family: Theme.familyMono
        wrapMode: Text.WrapAnywhere
    }
    RelayField {
        id: address
        visible: !card.loggedIn
        onAccepted: keep()

        ActionButton {
            text: qsTr("Save")
            onClicked: address.keep()
        }
    }
}
