// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Which relay: shown while logged in, changed while not.
Card {
    id: card

    property bool loggedIn: false
    property bool saved: false

    /// The keyboard goes to the field, because the button can't be pressed from now on.
    function save() {
        address.take();
        saved = address.keep();
    }

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
        onTextChanged: card.saved = false
        onAccepted: card.save()

        ActionButton {
            enabled: !address.holds
            text: qsTr("Save")
            onClicked: card.save()
        }
    }
    SavedLine {
        shown: card.saved && address.holds && !card.loggedIn
    }
}
