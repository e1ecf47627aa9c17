// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

ConfirmDialog {
    id: dialog

    property string deviceId: ""
    property string deviceName: ""

    function ask(id: string, name: string) {
        deviceId = id;
        deviceName = name;
        open();
    }

    title: qsTr("Remove %1?").arg(Sentences.named(deviceName))
    text: qsTr("It is logged out at once and receives nothing any more. What it has received stays on it only until it next connects.")
    confirm: qsTr("Remove")
    onConfirmed: app.devices.revoke(deviceId)
}
