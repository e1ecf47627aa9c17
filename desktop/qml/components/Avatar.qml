// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A person or a group as a letter on a colour of their own, or as the picture that a group has. Decoration: the name stands beside it.
Rectangle {
    id: avatar

    property string user: ""
    property string title: ""
    property bool large: false
    readonly property string picture: user.startsWith("#") ? shown(pictures.changes) : ""

    function shown(changes: int): string { return app.groups.picture(user); }
    function colourOf(name: string): color {
        let sum = 0;
        for (const unit of unescape(encodeURIComponent(name)))
            sum += unit.charCodeAt(0);
        return Theme.avatarBackgrounds[sum % Theme.avatarBackgrounds.length];
    }

    implicitWidth: large ? 72 : Theme.layoutAvatar
    implicitHeight: implicitWidth
    radius: width / 2
    color: image.visible ? "transparent" : colourOf(user)
    Accessible.ignored: true

    Connections {
        id: pictures

        property int changes: 0

        target: avatar.user.startsWith("#") ? app.groups : null
        function onPictureChanged(conversation: string) {
            if (conversation === avatar.user)
                ++pictures.changes;
        }
    }
    Image {
        id: image
        anchors.fill: parent
        visible: status === Image.Ready
        source: avatar.picture
        mipmap: true
        Accessible.ignored: true
    }
    Text {
        anchors.centerIn: parent
        visible: !image.visible
        textFormat: Text.PlainText
        text: (Array.from(avatar.title.trim())[0] ?? "?").toUpperCase()
        color: Theme.avatarText
        font.pixelSize: avatar.large ? Theme.fontSizeXxl : Theme.fontSizeM
        font.weight: Theme.fontWeightMedium
        Accessible.ignored: true
    }
}
