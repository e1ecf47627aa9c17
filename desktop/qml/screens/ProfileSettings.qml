// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What anybody on the relay can read about the account.
Card {
    id: card

    function fill() {
        displayName.text = app.session.displayName;
        about.text = app.session.about;
        listed.checked = app.session.listed;
    }

    function save() {
        const wrong = [displayName, about].find(field => field.problem !== "");
        if (wrong !== undefined)
            wrong.take();
        else
            app.session.updateProfile(displayName.text.trim(), about.text.trim(), listed.checked);
    }

    Component.onCompleted: fill()

    SectionHeading {
        text: qsTr("Profile")
        lead: qsTr("You're %1. Anybody on this relay can read what you write here.").arg(Sentences.named(app.session.username))
    }
    Field {
        id: displayName
        label: qsTr("Display name")
        problem: app.entry.tooLong("displayName", text) ? Sentences.problem("tooLong") : ""
        onAccepted: card.save()
    }
    LongField {
        id: about
        label: qsTr("About you")
        problem: app.entry.tooLong("about", text) ? Sentences.problem("tooLong") : ""
    }
    Check {
        id: listed
        text: qsTr("List me in the directory")
        hint: qsTr("Otherwise only those who know your exact name can find you.")
    }
    ActionButton {
        kind: "primary"
        enabled: !app.session.profileSaving
        text: app.session.profileSaving ? qsTr("Saving …") : qsTr("Save profile")
        onClicked: card.save()
    }
}
