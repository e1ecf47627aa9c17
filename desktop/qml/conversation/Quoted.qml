// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// The message that another one answers, above it; leads to it.
AbstractButton {
    id: quoted

    property bool gone: false
    property string author: ""
    /// The reader's own.
    property bool own: false
    property string body: ""
    property color ink: Theme.text

    enabled: !gone
    text: gone ? qsTr("The message that this one answers isn't here.") : body.slice(0, 200).replace(/\s+/g, " ").trim()
    implicitWidth: Math.max(who.implicitWidth, words.implicitWidth) + leftPadding + rightPadding
    leftPadding: Theme.spaceS + 3
    rightPadding: Theme.spaceS
    topPadding: Theme.spaceXs
    bottomPadding: Theme.spaceXs
    focusPolicy: Qt.NoFocus
    Accessible.role: gone ? Accessible.StaticText : Accessible.Link
    Accessible.name: gone ? text : own ? qsTr("Answer to yourself: %1").arg(text) : qsTr("Answer to %1: %2").arg(author).arg(text)
    Accessible.onPressAction: clicked()

    background: Rectangle {
        radius: Theme.radiusS
        color: Qt.rgba(quoted.ink.r, quoted.ink.g, quoted.ink.b, quoted.hovered && !quoted.gone ? 0.14 : 0.08)

        Rectangle {
            width: 3
            height: parent.height
            color: Theme.accent
        }
    }
    contentItem: Column {
        PlainText {
            id: who
            width: parent.width
            visible: !quoted.gone
            text: quoted.author
            small: true
            color: quoted.ink
            font.weight: Theme.fontWeightMedium
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Clipped {
            id: words
            width: parent.width
            text: quoted.text
            small: true
            color: quoted.ink
            font.italic: quoted.gone
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
    }
}
