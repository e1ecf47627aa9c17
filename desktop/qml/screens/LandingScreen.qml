// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

ScreenPage {
    id: screen

    readonly property var points: [
        { symbol: "lock", title: qsTr("Only the two of you"), text: qsTr("Every direct message is end-to-end encrypted, always. There is no switch to forget and no plain text to fall back to.") },
        { symbol: "key", title: qsTr("A name and a password"), text: qsTr("No phone number, no e-mail address, no contact upload. Your password never leaves your device either.") },
        { symbol: "home", title: qsTr("Yours to host"), text: qsTr("One small relay runs on your own machine. It keeps sealed messages until they're fetched, and little else.") }
    ]

    measure: 1024
    title: ""
    Accessible.name: "Sotto"

    GridLayout {
        Layout.fillWidth: true
        Layout.topMargin: Shell.narrow ? 0 : Theme.spaceXl
        Layout.bottomMargin: Shell.narrow ? Theme.spaceM : Theme.spaceXxl
        columns: Shell.narrow ? 1 : 2
        columnSpacing: Theme.spaceXxl
        rowSpacing: Theme.spaceXl

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceL

            Heading {
                Layout.fillWidth: true
                level: 1
                text: qsTr("Talk quietly.")
                font.pixelSize: Shell.narrow ? 36 : 56
            }
            Paragraph {
                Layout.fillWidth: true
                text: qsTr("Sotto is private chat that a group of people can host themselves. Messages are encrypted before they leave your device, and the relay in between carries what it cannot read.")
                muted: true
                font.pixelSize: Shell.narrow ? 17 : 20
            }
            Flow {
                Layout.fillWidth: true
                Layout.topMargin: Theme.spaceS
                spacing: Theme.spaceM

                ActionButton {
                    kind: "primary"
                    text: qsTr("Create an account")
                    focus: true
                    onClicked: Shell.go("register")
                }
                ActionButton {
                    text: qsTr("Log in")
                    onClicked: Shell.go("login")
                }
            }
        }
        LandingPicture {
            Layout.alignment: Qt.AlignHCenter
            implicitWidth: Shell.narrow ? 256 : Math.min(384, screen.width * 0.3)
        }
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: 1
        color: Theme.border
    }
    GridLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceS
        columns: Shell.narrow ? 1 : 3
        columnSpacing: Theme.spaceXl
        rowSpacing: Theme.spaceXl

        Repeater {
            model: screen.points

            ColumnLayout {
                id: point
                required property var modelData
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.spaceS

                Icon {
                    symbol: point.modelData.symbol
                    size: 22
                    color: Theme.accent
                }
                Heading {
                    Layout.fillWidth: true
                    text: point.modelData.title
                }
                Paragraph {
                    Layout.fillWidth: true
                    text: point.modelData.text
                    muted: true
                }
            }
        }
    }
    LinkButton {
        Layout.topMargin: Theme.spaceL
        text: qsTr("What is protected, and what isn't")
        onClicked: Shell.go("about")
    }
}
