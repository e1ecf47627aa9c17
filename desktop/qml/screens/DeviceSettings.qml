// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// The account's devices, each with keys of its own.
Card {
    id: card

    readonly property bool online: app.session.link === "online"

    spacing: Theme.spaceM
    // Once, and again when the connection comes back.
    onOnlineChanged: {
        if (online)
            app.devices.refresh();
    }
    Component.onCompleted: app.devices.refresh()

    SectionHeading {
        text: qsTr("Devices")
        lead: qsTr("Each device has keys of its own. Remove one that you don't have any more.")
    }
    Callout {
        visible: app.devices.error !== ""
        title: qsTr("The list of devices couldn't be fetched.")
        text: Sentences.error(app.devices.error)

        ActionButton {
            small: true
            text: qsTr("Try again")
            ink: Theme.inkOnDangerSoft
            line: Theme.inkOnDangerSoft
            onClicked: app.devices.refresh()
        }
    }
    PlainText {
        visible: devices.count === 0 && app.devices.error === ""
        text: card.online ? qsTr("Loading …") : Sentences.error("offline")
        muted: true
    }
    Repeater {
        id: devices
        model: app.devices

        DeviceRow {
            onRemoveWanted: (id, name) => leaving.ask(id, name)
        }
    }
    // The end of a linking that was given up too late comes when its dialog is gone.
    Callout {
        visible: !linking.opened && app.linking.stage === "done"
        text: qsTr("That came too late: the new device is linked. If it isn't yours, remove it from the list.")
    }
    ActionButton {
        id: link
        enabled: card.online
        symbol: "device"
        text: qsTr("Link a device")
        onClicked: linking.open()
    }
    // The button that had the keyboard goes with its device.
    RevokeDialog {
        id: leaving
        onConfirmed: link.forceActiveFocus(Qt.OtherFocusReason)
    }
    LinkDeviceDialog {
        id: linking
    }
}
