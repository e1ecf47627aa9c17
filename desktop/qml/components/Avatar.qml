// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A person as a letter on a colour of their own. Decoration: the name stands beside it.
Rectangle {
    id: avatar

    property string user: ""
    property string title: ""
    property bool large: false

    function colourOf(name: string): color {
        let sum = 0;
        for (const unit of unescape(encodeURIComponent(name)))
            sum += unit.charCodeAt(0);
        return Theme.avatarBackgrounds[sum % Theme.avatarBackgrounds.length];
    }

    implicitWidth: large ? 72 : Theme.layoutAvatar
    implicitHeight: implicitWidth
    radius: width / 2
    color: colourOf(user)
    Accessible.ignored: true

    Text {
        anchors.centerIn: parent
        textFormat: Text.PlainText
        text: (Array.from(avatar.title.trim())[0] ?? "?").toUpperCase()
        color: Theme.avatarText
        font.pixelSize: avatar.large ? Theme.fontSizeXxl : Theme.fontSizeM
        font.weight: Theme.fontWeightMedium
        Accessible.ignored: true
    }
}
