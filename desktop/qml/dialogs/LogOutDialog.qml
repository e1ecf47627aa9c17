// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

ConfirmDialog {
    title: qsTr("Log out of this computer?")
    text: qsTr("The keys of this device and all messages kept on this computer are erased. Messages that you have only here are gone for good.")
    confirm: qsTr("Log out")
    onConfirmed: app.session.logOut()
}
