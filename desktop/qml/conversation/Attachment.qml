// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A file that came along with a message: where it is, and what can be done with it. A harmless picture is shown.
Item {
    id: attachment

    /// {name, size, done, phase, problem, picture}
    property var file: ({})
    /// A small copy, as a data: address; "" where there is none.
    property string copy: ""
    property color ink: Theme.text
    property color muted: Theme.textMuted
    property real room: 400
    readonly property bool moving: ["reading", "uploading", "downloading"].includes(file.phase)
    readonly property string deed: Sentences.fileDeed(file)

    signal deedWanted

    implicitWidth: Math.min(room, Math.max(300, picture.visible ? picture.width : 0))
    implicitHeight: column.height

    Column {
        id: column
        width: attachment.width
        spacing: Theme.spaceS

        Image {
            id: picture

            readonly property real shrunk: Math.min(1, attachment.room / Math.max(1, implicitWidth), 320 / Math.max(1, implicitHeight))

            visible: attachment.copy !== "" && status === Image.Ready
            source: attachment.copy
            asynchronous: false
            cache: false
            width: implicitWidth * shrunk
            height: visible ? implicitHeight * shrunk : 0
            fillMode: Image.PreserveAspectFit
            Accessible.role: Accessible.Graphic
            Accessible.name: attachment.file.name ?? ""
        }
        Item {
            width: parent.width
            height: Math.max(words.height, button.visible ? button.height : 0)

            Icon {
                id: symbol
                anchors.verticalCenter: parent.verticalCenter
                symbol: attachment.file.picture ? "picture" : "file"
                size: 22
                color: attachment.ink
            }
            Column {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                x: symbol.width + Theme.spaceS
                width: parent.width - x - (button.visible ? button.width + Theme.spaceS : 0)

                Clipped {
                    width: parent.width
                    text: attachment.file.name ?? ""
                    // Its ending says what it is.
                    elide: Text.ElideMiddle
                    color: attachment.ink
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
                PlainText {
                    width: parent.width
                    text: Sentences.fileStatus(attachment.file)
                    small: true
                    color: attachment.muted
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
            }
            ActionButton {
                id: button
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: attachment.deed !== ""
                // Keys and screen readers find it in the menu of the message.
                focusPolicy: Qt.NoFocus
                small: true
                text: attachment.deed
                Accessible.name: Sentences.fileDeedOf(attachment.file)
                ink: attachment.ink
                line: attachment.muted
                onClicked: attachment.deedWanted()
            }
        }
        Rectangle {
            visible: attachment.moving
            width: parent.width
            height: 4
            radius: 2
            color: Qt.rgba(attachment.ink.r, attachment.ink.g, attachment.ink.b, 0.2)
            Accessible.role: Accessible.ProgressBar
            Accessible.name: Sentences.fileStatus(attachment.file)

            Rectangle {
                width: parent.width * Math.min(1, (attachment.file.done ?? 0) / Math.max(1, attachment.file.size ?? 1))
                height: parent.height
                radius: 2
                color: attachment.ink
            }
        }
    }
}
