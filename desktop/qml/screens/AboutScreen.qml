// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

ScreenPage {
    id: screen

    readonly property var sections: [
        {
            title: qsTr("What is encrypted"),
            paragraphs: [
                qsTr("The text of every direct message is encrypted on your device and decrypted on theirs, with X3DH and the Double Ratchet, which Signal uses too. Old keys are thrown away as you talk, so a key that is stolen today doesn't open yesterday's messages."),
                qsTr("Your drafts, the names that you give to people, your history and your list of conversations stay in an encrypted database on this computer.")
            ]
        },
        {
            title: qsTr("What the relay knows"),
            paragraphs: [
                qsTr("The relay sees who writes to whom, when, and roughly how much. It keeps your name, your public keys, what you put into your profile, and sealed messages until your devices have fetched them."),
                qsTr("It never sees your password, a private key, or what is in a message. It can't read them for us, for its owner, or for anybody who asks.")
            ]
        },
        {
            title: qsTr("An honest word about browsers"),
            paragraphs: [
                qsTr("In a browser, the program itself is delivered by the relay each time. Whoever controls the relay could deliver a changed one that gives messages away. No web page can rule that out by itself."),
                qsTr("This program is installed once, and the relay can't change it. Those you talk with may use a browser, though.")
            ]
        },
        {
            title: qsTr("Is it really them?"),
            paragraphs: [
                qsTr("The relay hands out public keys, so it could hand out wrong ones. Each conversation has a safety number of 60 digits. If both of you see the same, nobody is in between. When somebody's key changes, Sotto says so and stops sending until you have accepted it.")
            ]
        },
        {
            title: qsTr("What it costs"),
            paragraphs: [
                qsTr("Nothing. Sotto is free software under the GPL, version 3 or later. There is no paid edition and no advertising.")
            ]
        }
    ]

    title: Sentences.screenTitle("about")
    lead: qsTr("Sotto is private chat that people can host themselves. This page says plainly what it protects, and what it doesn't.")

    Repeater {
        model: screen.sections

        ColumnLayout {
            id: section
            required property var modelData
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceS
            spacing: Theme.spaceM

            Heading {
                Layout.fillWidth: true
                text: section.modelData.title
            }
            Repeater {
                model: section.modelData.paragraphs

                Paragraph {
                    required property string modelData
                    Layout.fillWidth: true
                    text: modelData
                }
            }
        }
    }
    PlainText {
        Layout.topMargin: Theme.spaceS
        text: qsTr("Version %1").arg(app.version)
        small: true
        muted: true
    }
}
