// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What the program does while its window isn't looked at.
Card {
    SectionHeading {
        text: qsTr("Notifications")
    }
    Check {
        text: qsTr("Show notifications")
        hint: qsTr("They say that a message came, but neither from whom nor what is in it.")
        checked: app.preferences.notifications
        onToggled: app.preferences.notifications = checked
    }
    Check {
        text: qsTr("Keep running when the window is closed")
        hint: qsTr("Sotto stays in the system tray and goes on receiving.")
        checked: app.preferences.closeToTray
        onToggled: app.preferences.closeToTray = checked
    }
}
