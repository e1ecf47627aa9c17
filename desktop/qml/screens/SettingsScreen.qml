// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

ScreenPage {
    id: screen

    readonly property bool loggedIn: app.session.state === "in"

    title: Sentences.screenTitle("settings")

    Loader {
        Layout.fillWidth: true
        active: screen.loggedIn
        visible: active
        sourceComponent: ProfileSettings {}
    }
    Loader {
        Layout.fillWidth: true
        active: screen.loggedIn
        visible: active
        sourceComponent: PrivacySettings {}
    }
    AppearanceSettings {}
    SystemSettings {}
    Loader {
        Layout.fillWidth: true
        active: screen.loggedIn
        visible: active
        sourceComponent: DeviceSettings {}
    }
    RelaySettings {
        loggedIn: screen.loggedIn
    }
    Card {
        visible: screen.loggedIn

        SectionHeading {
            text: qsTr("Log out")
            lead: qsTr("Erases this device's keys and every message from this computer.")
        }
        ActionButton {
            text: qsTr("Log out")
            onClicked: leaving.open()
        }
        LogOutDialog {
            id: leaving
        }
    }
    PlainText {
        text: qsTr("Version %1").arg(app.version)
        small: true
        muted: true
    }
}
