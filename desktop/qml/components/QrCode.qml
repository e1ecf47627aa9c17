// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A QR code: dark on light in both themes, because not every camera reads it the other way round.
Rectangle {
    id: code

    /// Text (encoded as UTF-8) or bytes (an ArrayBuffer), at most 2,331 bytes.
    property var content: ""
    /// What somebody who can't see it is told.
    property string label: ""
    /// Light modules on each side, without which cameras don't find it (ISO/IEC 18004).
    readonly property int quietZone: 4

    implicitWidth: 256
    implicitHeight: width
    radius: Theme.radiusM
    color: Theme.codeGround
    visible: modules.count > 0
    Accessible.role: Accessible.Graphic
    Accessible.name: label

    QrModules {
        id: modules
        objectName: "modules"
        anchors.centerIn: parent
        width: parent.width * count / (count + 2 * code.quietZone)
        height: width
        content: code.content
        color: Theme.codeInk
    }
}
